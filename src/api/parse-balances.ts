import { getString, isRecord } from '../shared/guards.js';
import type { Hex } from '../shared/types.js';
import { createResponseError } from './api-error.js';
import { parsePage } from './parse-page.js';
import type { Page } from './parse-page.js';
import { cleanText, parseAmount, parseTokenAddress } from './parse-values.js';

/** A balance as the API of Immutable X tells it. */
export interface ImxBalance {
  readonly tokenAddress: Hex | 'ETH';
  /** Hostile text, clipped; absent when there is none. */
  readonly symbol?: string;
  /** In the smallest unit; absent when the service sent something that is no amount. */
  readonly amount?: bigint;
}

/** Longest symbol that is kept. */
export const MAX_SYMBOL_LENGTH = 32;

/** Reads a page of balances. A row without a usable token address is counted as unreadable. */
export function parseBalancesPage(json: unknown): Page<ImxBalance> {
  return parsePage(json, 'balances', parseRow);
}

/**
 * Reads one balance.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID`
 */
export function parseBalance(json: unknown): ImxBalance {
  const balance = parseRow(json);
  if (!balance) throw createResponseError('balance');
  return balance;
}

function parseRow(row: unknown): ImxBalance | undefined {
  if (!isRecord(row)) return undefined;
  const tokenAddress = parseTokenAddress(getString(row, 'token_address'));
  if (tokenAddress === undefined) return undefined;
  const symbol = cleanText(getString(row, 'symbol') ?? '', MAX_SYMBOL_LENGTH);
  return { tokenAddress, symbol: symbol || undefined, amount: parseAmount(getString(row, 'balance')) };
}
