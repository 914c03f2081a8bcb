import { isAddress } from '../shared/addresses.js';
import { getString, isRecord } from '../shared/guards.js';
import type { Hex } from '../shared/types.js';
import { createResponseError } from './api-error.js';
import { MAX_SYMBOL_LENGTH } from './parse-balances.js';
import { parsePage } from './parse-page.js';
import type { Page } from './parse-page.js';
import { cleanText, parseAmount, parseDecimals, parsePictureUrl } from './parse-values.js';

/** What the indexer knows of a token (ERC-20). All of it was chosen by a stranger. */
export interface ChainToken {
  readonly address: Hex;
  readonly name?: string;
  readonly symbol?: string;
  /** 0 to 255. */
  readonly decimals?: number;
  readonly logoUrl?: string;
  /** The indexer takes it for a fraud. */
  readonly isSpam: boolean;
}

/** An asset (ERC-721 or ERC-1155) of an account, as the indexer tells it. */
export interface ChainNft {
  readonly collection: Hex;
  /** A decimal number, at most 2^256 - 1. */
  readonly tokenId: string;
  readonly name?: string;
  readonly imageUrl?: string;
  /** How many of it the account holds; absent when the service sent no amount. */
  readonly amount?: bigint;
}

const MAX_NAME_LENGTH = 80;
const MAX_CURSOR_LENGTH = 4_096;

/** Reads a page of tokens. Rows without a usable address are counted as unreadable. */
export function parseChainTokens(json: unknown, baseUrl: string): Page<ChainToken> {
  return parseChainPage(json, 'tokens', (row) => parseToken(row, baseUrl));
}

/**
 * Reads one token.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID`
 */
export function parseChainToken(json: unknown, baseUrl: string): ChainToken {
  const token = parseToken(isRecord(json) && Object.hasOwn(json, 'result') ? json['result'] : undefined, baseUrl);
  if (!token) throw createResponseError('token');
  return token;
}

/** Reads a page of an account's assets. Rows without collection or id are counted as unreadable. */
export function parseChainNfts(json: unknown, baseUrl: string): Page<ChainNft> {
  return parseChainPage(json, 'assets', (row) => {
    if (!isRecord(row)) return undefined;
    const collection = getString(row, 'contract_address');
    const tokenId = getString(row, 'token_id');
    if (!isAddress(collection) || parseAmount(tokenId) === undefined) return undefined;
    return {
      collection,
      tokenId: tokenId ?? '',
      name: readText(row, 'name', MAX_NAME_LENGTH),
      imageUrl: parsePictureUrl(getString(row, 'image'), baseUrl),
      amount: parseAmount(getString(row, 'balance')),
    };
  });
}

/** The indexer's pages: `{result, page: {next_cursor}}`; the last has no cursor. */
function parseChainPage<Row>(json: unknown, what: string, parseRow: (row: unknown) => Row | undefined): Page<Row> {
  const { rows, unreadable } = parsePage(json, what, parseRow);
  const page = isRecord(json) && Object.hasOwn(json, 'page') ? json['page'] : undefined;
  const text = (isRecord(page) ? getString(page, 'next_cursor') : '') ?? '';
  const cursor = text === '' || text.length > MAX_CURSOR_LENGTH ? undefined : text;
  return { rows, unreadable, cursor, hasMore: text !== '' && rows.length + unreadable > 0 };
}

function parseToken(row: unknown, baseUrl: string): ChainToken | undefined {
  const address = isRecord(row) ? getString(row, 'contract_address') : undefined;
  if (!isRecord(row) || !isAddress(address)) return undefined;
  return {
    address,
    name: readText(row, 'name', MAX_NAME_LENGTH),
    symbol: readText(row, 'symbol', MAX_SYMBOL_LENGTH),
    decimals: parseDecimals(Object.hasOwn(row, 'decimals') ? row['decimals'] : undefined),
    logoUrl: parsePictureUrl(getString(row, 'image_url'), baseUrl),
    isSpam: getString(row, 'verification_status') === 'spam',
  };
}

function readText(row: Record<string, unknown>, member: string, maxLength: number): string | undefined {
  return cleanText(getString(row, member) ?? '', maxLength) || undefined;
}
