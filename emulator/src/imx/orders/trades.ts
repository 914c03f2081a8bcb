import { randomUUID } from 'node:crypto';
import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { badRequest, ImxError } from '../errors.js';
import { findAccount } from '../ledger/accounts.js';
import type { Amount } from '../ledger/assets.js';
import type { Ledger } from '../ledger/ledger.js';
import { authorizeAccount } from '../signing/authorize.js';
import { Offers } from '../signing/offers.js';
import { requireBody } from '../signing/wire.js';
import { addTakerFees, findPaidSide, readFees, toFeeLimit, toShare } from './fees.js';
import type { Order, OrderBook, OrderFee } from './order-book.js';
import { lieAbout } from './order-lies.js';
import { describeTerms, hashReturned, hashTerms, readLifeHours, writeSignable, type OrderTerms } from './terms.js';

/** How orders of one emulator are taken. */
export class Trades {
  readonly #context: ServiceContext;
  readonly #ledger: Ledger;
  readonly #book: OrderBook;
  readonly #offers: Offers<OrderTerms & { readonly taken: Order }>;

  constructor(context: ServiceContext, ledger: Ledger, book: OrderBook) {
    this.#context = context;
    this.#ledger = ledger;
    this.#book = book;
    this.#offers = new Offers(context);
  }

  /** `POST /v3/signable-trade-details` */
  async offer(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const account = await authorizeAccount(this.#context, exchange);
    if (String(body.user).toLowerCase() !== account.address) throw new ImxError(403, 'forbidden', 'The user is not the account of this user');
    const taken = this.#book.get(body.order_id);
    this.#book.requireActive(taken);
    if (taken.user.address === account.address) throw badRequest('An order cannot be taken by its maker');
    const [sell, buy] = [taken.buy, taken.sell];
    const fees = addTakerFees(readFees(body.fees), [sell, buy]);
    const isLie = (name: string): boolean => takeFault(this.#context.faults, exchange, `imx:${name}`) !== undefined;
    const terms = { ...lieAbout({ account, sell, buy, fees, limit: toFeeLimit(fees, sell, buy) }, this.#ledger, isLie), taken };
    this.#requireTaker(terms);
    const hours = readLifeHours(body.expiration_timestamp, this.#context.world.clock.now());
    const offer = this.#offers.make(account, terms, hours, (nonce, expiration) => hashTerms(this.#ledger, terms, nonce, expiration), exchange);
    this.#offers.publish(offer, { type: 'TRADE', items: [describeTerms(terms)] });
    exchange.sendJson(200, writeSignable(this.#ledger, offer));
  }

  /** `POST /v3/trades` */
  async create(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const offer = this.#offers.find(await authorizeAccount(this.#context, exchange), body.nonce);
    const { taken, account, sell, buy, fees } = offer.terms;
    if (String(body.order_id) !== String(taken.id)) throw badRequest('order_id is not the order that was asked for');
    this.#offers.check(offer, { signature: body.stark_signature, hash: hashReturned(this.#ledger, body, offer.terms), clearedBy: [offer.payloadHash] }, exchange);
    this.#book.requireActive(taken);
    this.#requireTaker(offer.terms);
    this.#ledger.require(taken.user.address, taken.sell);
    offer.isUsed = true;

    const nowMs = this.#context.world.clock.now();
    const own = this.#book.add({ user: account, sell, buy, fees, side: 'taker', createdMs: nowMs, expiresMs: Number(offer.expiration) * 3_600_000 });
    this.#settle(own, taken);
    const trade = this.#book.fill(own, taken, nowMs);
    exchange.sendJson(200, { trade_id: trade.id, request_id: randomUUID(), status: 'success' });
  }

  /** Forgets what was given out. */
  clear(): void {
    this.#offers.clear();
  }

  /** Who pays with what is sold needs the fees on top of it. */
  #requireTaker({ account, sell, limit }: OrderTerms): void {
    const fee = limit?.asset.id === sell.asset.id ? limit.quanta * limit.asset.quantum : 0n;
    this.#ledger.require(account.address, { ...sell, amount: sell.amount + fee });
  }

  #settle(taker: Order, maker: Order): void {
    this.#ledger.move(taker.user.address, maker.user.address, taker.sell);
    this.#ledger.move(maker.user.address, taker.user.address, taker.buy);
    for (const order of [taker, maker]) {
      for (const fee of order.fees) this.#pay(order, fee);
    }
  }

  /** To whoever the fee is for, if that is an account. */
  #pay({ user, sell, buy }: Order, fee: OrderFee): void {
    const side = findPaidSide(sell, buy);
    if (side === undefined) return;
    const quanta = toShare(fee, side.amount / side.asset.quantum);
    const what: Amount = { asset: side.asset, amount: quanta * side.asset.quantum };
    if (what.amount > 0n && this.#ledger.has(user.address, what)) this.#ledger.move(user.address, findAccount(this.#context, fee.address)?.address, what);
  }
}
