import { createHash } from 'node:crypto';
import type { Token } from '../accounts/tokens.js';
import { CHAIN_ID } from '../core/account-hash.js';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { ChainError } from './errors.js';
import { CHAIN_TOKENS, findChainToken, getVerification } from './ledger.js';

/** The chain's name in paths. */
export const CHAIN_NAME = 'imtbl-zkevm-testnet';

const CHAIN = { id: `eip155:${CHAIN_ID}`, name: CHAIN_NAME } as const;
const LARGEST_SIZE = 200;

/** `GET /v1/chains` */
export function sendChains(context: ServiceContext, exchange: Exchange): void {
  const other = { id: 'eip155:11155111', name: 'sepolia', rpc_url: null };
  const isUnlisted = takeFault(context.faults, exchange, 'chain:unlisted') !== undefined;
  const result = isUnlisted ? [other] : [{ ...CHAIN, rpc_url: context.addresses.chain, operator_allowlist_address: null }, other];
  exchange.sendJson(200, { result, page: { previous_cursor: null, next_cursor: null } });
}

/** `GET /v1/chains/{chain}/tokens` */
export function sendChainTokens(context: ServiceContext, exchange: Exchange): void {
  sendPage(context, exchange, CHAIN_TOKENS, createWriter(context, exchange));
}

/** `GET /v1/chains/{chain}/tokens/{address}` */
export function sendChainToken(context: ServiceContext, exchange: Exchange, address: string): void {
  const token = findChainToken(address);
  if (token === undefined) throw new ChainError(404, `Token not found: ${address}`);
  exchange.sendJson(200, { result: createWriter(context, exchange)(token) });
}

/** `GET /v1/chains/{chain}/accounts/{address}/nfts`: three made-up things for who has an account, nothing for others. */
export function sendNfts(context: ServiceContext, exchange: Exchange, account: string): void {
  const isKnown = context.world.users.some((user) => user.zkEvm?.ethAddress.toLowerCase() === account.toLowerCase());
  const names = isKnown ? ['Copper Lantern', 'Tide Compass', 'Paper Crown'] : [];
  sendPage(context, exchange, names, (name) => ({
    chain: CHAIN, token_id: '1', contract_address: `0x${createHash('sha256').update(name).digest('hex').slice(0, 40)}`,
    contract_type: 'ERC721', name, description: null, image: null, external_link: null, animation_url: null, youtube_url: null,
    attributes: [], balance: '1', indexed_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', metadata_synced_at: null,
  }));
}

function sendPage<Row>(context: ServiceContext, exchange: Exchange, rows: readonly Row[], write: (row: Row) => object): void {
  const query = exchange.url.searchParams;
  const size = Number(query.get('page_size') ?? 100);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_SIZE) throw new ChainError(400, `page_size must be from 1 to ${LARGEST_SIZE}`);
  const isEndless = takeFault(context.faults, exchange, 'chain:endless') !== undefined;
  const start = isEndless ? 0 : readCursor(query.get('page_cursor'), rows.length);
  const end = start + size;
  const next = isEndless ? `${query.get('page_cursor') ?? ''}+` : end < rows.length ? writeCursor(end) : null;
  exchange.sendJson(200, {
    result: rows.slice(start, end).map(write),
    page: { previous_cursor: start === 0 ? null : writeCursor(Math.max(0, start - size)), next_cursor: next },
  });
}

function createWriter(context: ServiceContext, exchange: Exchange): (token: Token) => object {
  const hostile = takeFault(context.faults, exchange, 'chain:hostile-token');
  return (token) => ({
    chain: CHAIN, contract_address: token.address, root_contract_address: null, root_chain_id: null, bridge_used: null,
    name: token.name, symbol: token.symbol, decimals: token.decimals, image_url: null,
    verification_status: getVerification(token), is_canonical: false, updated_at: '2026-02-01T00:00:00Z', ...hostile,
  });
}

function writeCursor(at: number): string {
  return Buffer.from(`at ${at}`).toString('base64url');
}

function readCursor(text: string | null, length: number): number {
  if (text === null || text === '') return 0;
  const at = Number(/^at (\d+)$/.exec(Buffer.from(text, 'base64url').toString())?.[1]);
  if (!(at < length)) throw new ChainError(400, 'page_cursor is not valid');
  return at;
}
