import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { badRequest, ImxError } from '../errors.js';
import { findAccount, toProviderAccount } from '../ledger/accounts.js';
import type { Ledger, Transfer } from '../ledger/ledger.js';
import { authorizeAccount, type OwnAccount } from '../signing/authorize.js';
import { Offers, type Offer } from '../signing/offers.js';
import { requireBody, type Body } from '../signing/wire.js';
import { describeTerms, hashReturned, hashTerms, readTerms, writeSignable, type TransferTerms } from './terms.js';

/** Terms that were offered, and which hash of a batch stands for them too. */
type OfferedTerms = TransferTerms & { lead?: bigint };

/** How long a transfer may wait for its signature, in hours. */
const LIFE_HOURS = 7 * 24;
const MAX_BATCH = 100;

/** Transfers of one emulator, single, in batches, and as part of an exchange. */
export class Transfers {
  readonly #context: ServiceContext;
  readonly #ledger: Ledger;
  readonly #offers: Offers<OfferedTerms>;

  constructor(context: ServiceContext, ledger: Ledger) {
    this.#context = context;
    this.#ledger = ledger;
    this.#offers = new Offers(context);
  }

  /** `POST /v1/signable-transfer-details` */
  async offer(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const sender = await this.#authorize(exchange, body.sender);
    const offer = this.#make(exchange, sender, body);
    this.#offers.publish(offer, { type: 'TRANSFER', items: [describeTerms(offer.terms)] });
    this.#sendSignable(exchange, offer);
  }

  /** `POST /v2/signable-transfer-details` */
  async offerBatch(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const sender = await this.#authorize(exchange, body.sender_ether_key);
    const requests = readRows('signable_requests', body.signable_requests);
    const offers = this.#orderBatch(exchange, requests.map((request) => this.#make(exchange, sender, request)));
    for (const [index, offer] of offers.entries()) {
      offer.terms.lead = offers[0]?.payloadHash;
      const items = index === 0 ? offers.map(({ terms }) => describeTerms(terms)) : [describeTerms(offer.terms)];
      this.#offers.publish(offer, { type: items.length > 1 ? 'BATCH_TRANSFER' : 'TRANSFER', items });
    }
    const responses = offers.map((offer, index) => {
      const { signable_message: text, ...response } = writeSignable(this.#ledger, offer);
      return { text, response: { ...response, token: requests[index]?.token } };
    });
    exchange.sendJson(200, { sender_stark_key: sender.starkKey, signable_message: responses[0]?.text, signable_responses: responses.map(({ response }) => response) });
  }

  /** `POST /v2/exchanges/{id}/signable-transfer-details`, which carries no access token. */
  offerExchange(exchange: Exchange, exchangeId: string): void {
    const body = requireBody(exchange.json());
    const sender = findAccount(this.#context, String(body.sender));
    if (sender?.sub === undefined) throw new ImxError(404, 'account_not_found', `Account not found: ${String(body.sender)}`);
    this.#sendSignable(exchange, this.#make(exchange, { ...sender, sub: sender.sub }, body, exchangeId));
  }

  /** `POST /v1/transfers` */
  async transfer(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const [done] = this.#carryOut(exchange, await authorizeAccount(this.#context, exchange), body.sender_stark_key, [body]);
    this.#sendDone(exchange, body, done);
  }

  /** `POST /v2/transfers`: all of them, or none. */
  async transferBatch(exchange: Exchange): Promise<void> {
    const body = requireBody(exchange.json());
    const account = await authorizeAccount(this.#context, exchange);
    const done = this.#carryOut(exchange, account, body.sender_stark_key, readRows('requests', body.requests));
    exchange.sendJson(200, { transfer_ids: done.map(({ id }) => id) });
  }

  /** `POST /v2/exchanges/{id}/transfers`; gives the transfer that was carried out. */
  async transferExchange(exchange: Exchange, exchangeId: string): Promise<Transfer | undefined> {
    const body = requireBody(exchange.json());
    const [done] = this.#carryOut(exchange, await authorizeAccount(this.#context, exchange), body.sender_stark_key, [body], exchangeId);
    this.#sendDone(exchange, body, done);
    return done;
  }

  /** Forgets what was given out. */
  clear(): void {
    this.#offers.clear();
  }

  async #authorize(exchange: Exchange, sender: unknown): Promise<OwnAccount> {
    const account = await authorizeAccount(this.#context, exchange);
    if (typeof sender !== 'string' || sender.toLowerCase() !== account.address) throw new ImxError(403, 'forbidden', 'The sender is not the account of this user');
    return account;
  }

  #make(exchange: Exchange, sender: OwnAccount, asked: Body, exchangeId?: string): Offer<OfferedTerms> {
    const terms = { ...readTerms(this.#context, this.#ledger, exchange, sender, asked), exchangeId };
    const life = takeFault(this.#context.faults, exchange, 'imx:lie-expiration') === undefined ? LIFE_HOURS : -1;
    return this.#offers.make(sender, terms, life, (nonce, expiration) => hashTerms(this.#ledger, terms, nonce, expiration), exchange);
  }

  /** As asked, or as a lie has it. */
  #orderBatch(exchange: Exchange, offers: Offer<OfferedTerms>[]): readonly Offer<OfferedTerms>[] {
    return takeFault(this.#context.faults, exchange, 'imx:lie-batch') === undefined ? offers : offers.reverse();
  }

  #carryOut(exchange: Exchange, account: OwnAccount, starkKey: unknown, rows: readonly Body[], exchangeId?: string): readonly Transfer[] {
    if (typeof starkKey !== 'string' || !/^0x[0-9a-f]+$/i.test(starkKey) || BigInt(starkKey) !== BigInt(account.starkKey)) throw badRequest('sender_stark_key is not the key of this user');
    const offers = rows.map((row) => {
      const offer = this.#offers.find(account, row.nonce);
      if (offer.terms.exchangeId !== exchangeId) throw badRequest('This transfer belongs to something else');
      const { lead = offer.payloadHash } = offer.terms;
      const clearedBy = exchangeId === undefined ? [offer.payloadHash, lead] : [];
      this.#offers.check(offer, { signature: row.stark_signature, hash: hashReturned(row), clearedBy }, exchange);
      return offer;
    });
    if (new Set(offers).size !== offers.length) throw new ImxError(400, 'duplicate_nonce', 'The same transfer is in it twice');
    this.#requireAll(offers);
    return offers.map((offer) => this.#execute(exchange, offer));
  }

  /** A batch is refused before anything of it has moved. */
  #requireAll(offers: readonly Offer<OfferedTerms>[]): void {
    const sums = new Map<bigint, bigint>();
    for (const { terms: { sender, what } } of offers) {
      const amount = (sums.get(what.asset.id) ?? 0n) + what.amount;
      sums.set(what.asset.id, amount);
      if (what.asset.kind === 'collectible' && amount > 1n) throw badRequest('One asset is in it twice');
      this.#ledger.require(sender.address, { ...what, amount });
    }
  }

  #execute(exchange: Exchange, offer: Offer<OfferedTerms>): Transfer {
    offer.isUsed = true;
    const { sender, receiver, what } = offer.terms;
    const { faults, world } = this.#context;
    const to = takeFault(faults, exchange, 'imx:lie-delivery') === undefined ? receiver : toProviderAccount(this.#context, 'layerswap');
    if (takeFault(faults, exchange, 'imx:lie-balance') === undefined) this.#ledger.move(sender.address, to.address, what);
    return this.#ledger.record({ sender: sender.address, receiver: receiver.address, what, atMs: world.clock.now() });
  }

  #sendSignable(exchange: Exchange, offer: Offer<OfferedTerms>): void {
    exchange.sendJson(200, { sender_stark_key: offer.account.starkKey, ...writeSignable(this.#ledger, offer) });
  }

  #sendDone(exchange: Exchange, body: Body, done: Transfer | undefined): void {
    if (done === undefined) throw badRequest('There is nothing to transfer');
    exchange.sendJson(200, { sent_signature: body.stark_signature, status: 'success', time: Math.floor(done.atMs / 1000), transfer_id: done.id });
  }
}

function readRows(name: string, value: unknown): readonly Body[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_BATCH) throw badRequest(`${name} must be a list of 1 to ${MAX_BATCH}`);
  return value.map(requireBody);
}
