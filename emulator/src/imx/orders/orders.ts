import { createHash, randomUUID } from 'node:crypto';
import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { badRequest, ImxError } from '../errors.js';
import { describeAmount, readAmount } from '../ledger/assets.js';
import type { Ledger } from '../ledger/ledger.js';
import { renderItemPicture } from '../pictures.js';
import { authorizeAccount, type OwnAccount } from '../signing/authorize.js';
import { describeOffer, Offers } from '../signing/offers.js';
import { requireBody } from '../signing/wire.js';
import { readFees, toFeeLimit } from './fees.js';
import type { Order, OrderBook } from './order-book.js';
import { lieAbout } from './order-lies.js';
import { describeTerms, hashReturned, hashTerms, readLifeHours, writeSignable, type OrderTerms } from './terms.js';

const CANCEL_LIFE_HOURS = 24;
const TEN_YEARS_HOURS = 87_600;

/** Orders of one emulator: how they are made and cancelled. */
export class Orders {
  readonly #context: ServiceContext;
  readonly #ledger: Ledger;
  readonly #book: OrderBook;
  readonly #offers: Offers<OrderTerms>;
  readonly #cancellations: Offers<Order>;
  /** The nonces of cancellations, which clients do not send back. */
  readonly #cancelNonces = new Map<number, bigint>();

  constructor(context: ServiceContext, ledger: Ledger, book: OrderBook) {
    this.#context = context;
    this.#ledger = ledger;
    this.#book = book;
    this.#offers = new Offers(context);
    this.#cancellations = new Offers(context);
  }

  /** `POST /v3/signable-order-details` */
  async offer(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const account = await this.#authorize(exchange, body.user);
    const [sell, buy] = [readAmount(body.token_sell, body.amount_sell), readAmount(body.token_buy, body.amount_buy)];
    if (sell.asset.id === buy.asset.id) throw badRequest('An order cannot buy what it sells');
    this.#ledger.require(account.address, sell);
    const fees = readFees(body.fees);
    const isLie = (name: string): boolean => takeFault(this.#context.faults, exchange, `imx:${name}`) !== undefined;
    const terms = lieAbout({ account, sell, buy, fees, limit: toFeeLimit(fees, sell, buy) }, this.#ledger, isLie);
    const hours = readLifeHours(body.expiration_timestamp, this.#context.world.clock.now()) + (isLie('lie-order-expiration') ? TEN_YEARS_HOURS : 0);
    const offer = this.#offers.make(account, terms, hours, (nonce, expiration) => hashTerms(this.#ledger, terms, nonce, expiration), exchange);
    this.#offers.publish(offer, { type: 'ORDER', items: [describeTerms(terms)] });
    exchange.sendJson(200, writeSignable(this.#ledger, offer));
  }

  /** `POST /v3/orders` */
  async create(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const offer = this.#offers.find(await authorizeAccount(this.#context, exchange), body.nonce);
    const { account, sell, buy, fees } = offer.terms;
    this.#offers.check(offer, { signature: body.stark_signature, hash: hashReturned(this.#ledger, body, offer.terms), clearedBy: [offer.payloadHash] }, exchange);
    this.#ledger.require(account.address, sell);
    offer.isUsed = true;
    const nowMs = this.#context.world.clock.now();
    const order = this.#book.add({ user: account, sell, buy, fees, side: 'maker', createdMs: nowMs, expiresMs: Number(offer.expiration) * 3_600_000 });
    exchange.sendJson(200, { order_id: order.id, request_id: randomUUID(), status: 'active', time: Math.floor(nowMs / 1000) });
  }

  /** `POST /v3/signable-cancel-order-details` */
  async offerCancellation(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const account = await authorizeAccount(this.#context, exchange);
    const order = this.#getOwn(account, body.order_id);
    const offer = this.#cancellations.make(account, order, CANCEL_LIFE_HOURS, (nonce) => toCancelHash(order, nonce), exchange);
    this.#cancelNonces.set(order.id, offer.nonce);
    this.#cancellations.publish(offer, {
      type: 'CANCEL_ORDER',
      items: [{ title: `Cancel order ${order.id}`, picture: renderItemPicture(order.sell.asset), rows: [['Sells', describeAmount(order.sell)], ['For', describeAmount(order.buy)]] }],
    });
    exchange.sendJson(200, { order_id: order.id, ...describeOffer(offer, `Cancel order ${order.id}`) });
  }

  /** `DELETE /v3/orders/{id}` */
  async cancel(exchange: Exchange, id: string): Promise<void> {
    const body = requireBody(exchange.json());
    const account = await authorizeAccount(this.#context, exchange);
    if (String(body.order_id) !== id) throw badRequest('order_id is not the order of the address');
    const order = this.#getOwn(account, id);
    const offer = this.#cancellations.find(account, this.#cancelNonces.get(order.id));
    this.#cancellations.check(offer, { signature: body.stark_signature, hash: offer.hash, clearedBy: [offer.payloadHash] }, exchange);
    offer.isUsed = true;
    if (takeFault(this.#context.faults, exchange, 'imx:lie-cancel') === undefined) {
      order.state = 'cancelled';
      order.updatedMs = this.#context.world.clock.now();
    }
    exchange.sendJson(200, { order_id: order.id, status: 'cancelled' });
  }

  /** Forgets what was given out. */
  clear(): void {
    this.#offers.clear();
    this.#cancellations.clear();
    this.#cancelNonces.clear();
  }

  async #authorize(exchange: Exchange, user: unknown): Promise<OwnAccount> {
    const account = await authorizeAccount(this.#context, exchange);
    if (typeof user !== 'string' || user.toLowerCase() !== account.address) throw new ImxError(403, 'forbidden', 'The user is not the account of this user');
    return account;
  }

  #getOwn(account: OwnAccount, id: unknown): Order {
    const order = this.#book.get(id);
    if (order.user.address !== account.address) throw new ImxError(403, 'forbidden', 'The order is somebody else\'s');
    this.#book.requireActive(order);
    return order;
  }
}

/** What a cancellation signs. The exchange's own way to compute it is not published. */
function toCancelHash(order: Order, nonce: bigint): bigint {
  return BigInt(`0x${createHash('sha256').update(`cancel order ${order.id} ${nonce}`).digest('hex')}`) >> 6n;
}
