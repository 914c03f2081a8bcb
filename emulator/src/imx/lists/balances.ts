import type { Holding } from '../../accounts/accounts.js';
import { findToken } from '../../accounts/tokens.js';
import type { Exchange } from '../../core/exchange.js';
import type { FaultParams } from '../../core/faults.js';
import type { ServiceContext } from '../../core/service.js';
import { takeFault } from '../../core/take-fault.js';
import { BAD_BALANCES, replaceMember } from './bad-values.js';
import { badRequest } from '../errors.js';
import type { Ledger } from '../ledger/ledger.js';
import { cutList } from './cut-list.js';
import type { Orders } from './paging.js';

const ADDRESS = /^0x[0-9a-f]{40}$/i;

/** A balance as the API answers it: amounts are decimal texts in the smallest unit. */
interface Balance {
  readonly token_address: string;
  readonly symbol: string;
  readonly balance: string;
  readonly preparing_withdrawal: string;
  readonly withdrawable: string;
}

const ORDERS: Orders<Balance> = {
  symbol: ({ symbol }) => symbol,
  token_address: ({ token_address }) => token_address,
  balance: ({ balance }) => BigInt(balance),
};

const UNKNOWN_TOKEN: Balance = {
  token_address: '0x00000000000000000000000000000000deadbeef', symbol: 'UNLISTED', balance: '12345', preparing_withdrawal: '0', withdrawable: '0',
};

/** `GET /v2/balances/{owner}` */
export function sendBalances(context: ServiceContext, ledger: Ledger, exchange: Exchange, owner: string): void {
  const take = (name: string): FaultParams | undefined => takeFault(context.faults, exchange, `imx:${name}`);
  const rows = listHoldings(ledger, owner).map(toBalance);
  if (take('unknown-token') !== undefined) rows.push(UNKNOWN_TOKEN);

  const page = cutList(context, exchange, rows, ORDERS);
  const many = take('many-rows');
  const huge = take('huge-symbol');
  const bad = take('bad-balance');
  const shown = (many === undefined ? page.result : makeRows(Number(many.rows)))
    .map((row) => (huge === undefined ? row : { ...row, symbol: 'X'.repeat(Number(huge.length)) }));
  const texts = shown.map((row, index) => write(row, index, bad));
  const { cursor, remaining } = page;
  sendText(exchange, `{"result":[${texts.join(',')}],"cursor":${JSON.stringify(cursor)},"remaining":${remaining}}`);
}

/** `GET /v2/balances/{owner}/{address}`: zero for a token that the account does not hold. */
export function sendBalance(context: ServiceContext, ledger: Ledger, exchange: Exchange, owner: string, address: string): void {
  if (address !== 'eth' && !ADDRESS.test(address)) throw badRequest('The token must be an address or eth');
  const token = findToken(address);
  const holding = listHoldings(ledger, owner).find((candidate) => candidate.token === token);
  const row = holding === undefined ? toZero(token?.address ?? address.toLowerCase(), token?.symbol ?? '') : toBalance(holding);
  sendText(exchange, write(row, 0, takeFault(context.faults, exchange, 'imx:bad-balance')));
}

function listHoldings(ledger: Ledger, owner: string): readonly Holding[] {
  if (!ADDRESS.test(owner)) throw badRequest('The owner must be an address');
  return ledger.listHoldings(owner);
}

function toBalance({ token, balance, preparing = 0n, withdrawable = 0n }: Holding): Balance {
  return {
    token_address: token.address,
    symbol: token.symbol,
    balance: balance.toString(),
    preparing_withdrawal: preparing.toString(),
    withdrawable: withdrawable.toString(),
  };
}

function toZero(address: string, symbol: string): Balance {
  return { token_address: address, symbol, balance: '0', preparing_withdrawal: '0', withdrawable: '0' };
}

function makeRows(count: number): readonly Balance[] {
  return Array.from({ length: count }, (_, index) => ({
    ...toZero(`0x${index.toString(16).padStart(40, '0')}`, `ROW${index}`), balance: String(index),
  }));
}

function write(row: Balance, index: number, bad: FaultParams | undefined): string {
  if (bad === undefined || Number(bad.row) !== index) return JSON.stringify(row);
  return replaceMember(row, 'balance', BAD_BALANCES[String(bad.value)] ?? 'null');
}

function sendText(exchange: Exchange, json: string): void {
  exchange.send(200, json, { 'content-type': 'application/json; charset=utf-8' });
}
