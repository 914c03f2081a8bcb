import { getString, isRecord } from '../shared/guards.js';
import type { Hex } from '../shared/types.js';
import { createResponseError } from './api-error.js';
import { MAX_SYMBOL_LENGTH } from './parse-balances.js';
import { parsePage } from './parse-page.js';
import type { Page } from './parse-page.js';
import { cleanText, parseDecimals, parsePictureUrl, parseTokenAddress } from './parse-values.js';

/** What the API of Immutable X knows of a token. All of it was chosen by a stranger. */
export interface TokenDetails {
  readonly tokenAddress: Hex | 'ETH';
  readonly name?: string;
  readonly symbol?: string;
  /** 0 to 255. */
  readonly decimals?: number;
  readonly logoUrl?: string;
}

const MAX_NAME_LENGTH = 80;

/** Reads a page of tokens. Rows without a usable address are counted as unreadable. */
export function parseTokensPage(json: unknown, baseUrl: string): Page<TokenDetails> {
  return parsePage(json, 'tokens', (row) => parseRow(row, baseUrl));
}

/**
 * Reads one token.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID`
 */
export function parseToken(json: unknown, baseUrl: string): TokenDetails {
  const token = parseRow(json, baseUrl);
  if (!token) throw createResponseError('token');
  return token;
}

function parseRow(row: unknown, baseUrl: string): TokenDetails | undefined {
  if (!isRecord(row)) return undefined;
  const tokenAddress = parseTokenAddress(getString(row, 'token_address'));
  if (tokenAddress === undefined) return undefined;
  return {
    tokenAddress,
    name: cleanText(getString(row, 'name') ?? '', MAX_NAME_LENGTH) || undefined,
    symbol: cleanText(getString(row, 'symbol') ?? '', MAX_SYMBOL_LENGTH) || undefined,
    decimals: parseDecimals(Object.hasOwn(row, 'decimals') ? row.decimals : undefined),
    logoUrl: parsePictureUrl(getString(row, 'image_url'), baseUrl),
  };
}
