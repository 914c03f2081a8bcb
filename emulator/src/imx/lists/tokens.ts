import { TOKENS, findToken } from '../../accounts/tokens.js';
import type { Token } from '../../accounts/tokens.js';
import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { BAD_DECIMALS, replaceMember } from './bad-values.js';
import { ImxError } from '../errors.js';
import { cutList } from './cut-list.js';
import type { Orders } from './paging.js';

/** A token as the API answers it: `decimals` and `quantum` are texts. */
interface TokenDetails {
  readonly token_address: string;
  readonly name: string;
  readonly symbol: string;
  readonly decimals: string;
  readonly quantum: string;
  readonly image_url: string;
}

const ORDERS: Orders<TokenDetails> = {
  symbol: ({ symbol }) => symbol,
  name: ({ name }) => name,
  contract_address: ({ token_address }) => token_address,
};

/** `GET /v1/tokens`: this list has no `remaining`. */
export function sendTokens(context: ServiceContext, exchange: Exchange): void {
  const query = exchange.url.searchParams;
  const symbols = query.get('symbols')?.split(',').map((symbol) => symbol.trim().toUpperCase());
  const address = query.get('address')?.toLowerCase();
  const rows = TOKENS
    .filter((token) => symbols === undefined || symbols.includes(token.symbol))
    .filter((token) => address === undefined || token.address === address)
    .map((token) => toDetails(context, token));

  const { result, cursor } = cutList(context, exchange, rows, ORDERS);
  const write = createWriter(context, exchange);
  sendText(exchange, `{"result":[${result.map(write).join(',')}],"cursor":${JSON.stringify(cursor)}}`);
}

/** `GET /v1/tokens/{address}` */
export function sendToken(context: ServiceContext, exchange: Exchange, address: string): void {
  const token = findToken(address);
  if (token === undefined) throw new ImxError(404, 'resource_not_found', `Token not found: ${address}`);
  sendText(exchange, createWriter(context, exchange)(toDetails(context, token)));
}

function toDetails(context: ServiceContext, token: Token): TokenDetails {
  return {
    token_address: token.address,
    name: token.name,
    symbol: token.symbol,
    decimals: String(token.decimals),
    quantum: token.quantum,
    image_url: `${context.addresses.api}/logos/${token.address || 'eth'}.svg`,
  };
}

function createWriter(context: ServiceContext, exchange: Exchange): (details: TokenDetails) => string {
  const hostile = takeFault(context.faults, exchange, 'imx:hostile-token');
  const badDecimals = takeFault(context.faults, exchange, 'imx:bad-decimals');
  return (details) => {
    const shown = hostile === undefined ? details : { ...details, ...hostile };
    return badDecimals === undefined
      ? JSON.stringify(shown)
      : replaceMember(shown, 'decimals', BAD_DECIMALS[String(badDecimals.value)] ?? 'null');
  };
}

function sendText(exchange: Exchange, json: string): void {
  exchange.send(200, json, { 'content-type': 'application/json; charset=utf-8' });
}
