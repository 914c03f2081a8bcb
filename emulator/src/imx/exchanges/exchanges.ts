import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { badRequest, ImxError } from '../errors.js';
import { findAccount, PROVIDERS, toProviderAccount, type Provider } from '../ledger/accounts.js';
import { cutList } from '../lists/cut-list.js';
import { Filter } from '../lists/filter.js';
import type { Orders } from '../lists/paging.js';
import { requireBody } from '../signing/wire.js';
import type { Transfers } from '../transfers/transfers.js';

/** Tokens that are bought or sold for money, as the API answers it. */
interface ExchangeRecord {
  readonly id: string;
  readonly type: 'onramp' | 'offramp';
  readonly provider: Provider;
  status: string;
  readonly wallet_address: string;
  readonly created_at: string;
  updated_at: string;
  data: Readonly<Record<string, unknown>>;
}

const ORDERS: Orders<ExchangeRecord> = {
  id: ({ id }) => BigInt(id),
  status: ({ status }) => status,
  exchange: ({ provider }) => provider,
  amount: ({ data }) => BigInt(String(data.from_amount ?? 0)),
  transfer_id: ({ data }) => BigInt(Number(data.transfer_id ?? 0)),
};

const FIRST = 301;

/** Exchanges of one emulator. */
export class Exchanges {
  readonly #context: ServiceContext;
  readonly #transfers: Transfers;
  readonly #records: ExchangeRecord[] = [];

  constructor(context: ServiceContext, transfers: Transfers) {
    this.#context = context;
    this.#transfers = transfers;
  }

  /** `POST /v3/exchanges`: the address in the answer is nobody's, and nothing is bought. */
  create(exchange: Exchange): void {
    const { provider, type, wallet_address: wallet } = requireBody(exchange.json());
    const known = PROVIDERS.find((name) => name === provider);
    if (known === undefined) throw badRequest(`provider must be one of ${PROVIDERS.join(', ')}`);
    if (type !== 'onramp' && type !== 'offramp') throw badRequest('type must be onramp or offramp');
    const account = typeof wallet === 'string' ? findAccount(this.#context, wallet) : undefined;
    if (account === undefined) throw new ImxError(404, 'account_not_found', `Account not found: ${String(wallet)}`);
    const now = this.#now();
    const record: ExchangeRecord = {
      id: String(FIRST + this.#records.length), type, provider: known, status: 'created', wallet_address: account.address, created_at: now, updated_at: now,
      data: { external_id: '', fees_amount: 0, from_amount: 0, from_currency: '', to_amount: 0, to_currency: '', provider_wallet_address: toProviderAccount(this.#context, known).address, transfer_id: null },
    };
    this.#records.push(record);
    exchange.sendJson(200, { id: record.id, provider: known, type, url: `https://${known}.example.com/widget/${record.id}`, wallet_address: account.address });
  }

  /** `GET /v3/exchanges` */
  sendList(exchange: Exchange): void {
    const filter = new Filter(exchange.url.searchParams);
    const rows = this.#records.filter((record) => filter.isAmong('id', record.id) && filter.isAmong('wallet_address', record.wallet_address)
      && filter.isAmong('status', record.status) && filter.isAmong('provider', record.provider) && filter.isAmong('transfer_id', String(record.data.transfer_id)));
    exchange.sendJson(200, cutList(this.#context, exchange, rows, ORDERS));
  }

  /** `GET /v3/exchanges/{id}` */
  send(exchange: Exchange, id: string): void {
    exchange.sendJson(200, this.#get(id));
  }

  /** `POST /v2/exchanges/{id}/signable-transfer-details` */
  offer(exchange: Exchange, id: string): void {
    this.#get(id);
    this.#transfers.offerExchange(exchange, id);
  }

  /** `POST /v2/exchanges/{id}/transfers` */
  async transfer(exchange: Exchange, id: string): Promise<void> {
    const record = this.#get(id);
    const done = await this.#transfers.transferExchange(exchange, id);
    record.status = 'pending';
    record.updated_at = this.#now();
    record.data = { ...record.data, transfer_id: done?.id ?? null };
  }

  /** Forgets every exchange. */
  clear(): void {
    this.#records.length = 0;
  }

  #get(id: string): ExchangeRecord {
    const record = this.#records.find((candidate) => candidate.id === id);
    if (record === undefined) throw new ImxError(404, 'exchange_not_found', `Exchange not found: ${id}`);
    return record;
  }

  #now(): string {
    return new Date(this.#context.world.clock.now()).toISOString();
  }
}
