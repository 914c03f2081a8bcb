import { isAddress } from '../shared/addresses.js';
import type { Hex } from '../shared/types.js';

const MAX_AMOUNT = 2n ** 256n - 1n;
const MAX_URL_LENGTH = 2_048;

/**
 * Reads an amount in the smallest unit: a decimal string without sign, space, exponent or leading
 * zeros, at most 2^256 - 1. Anything else is absent (row 129).
 */
export function parseAmount(value: unknown): bigint | undefined {
  if (typeof value !== 'string' || !/^(?:0|[1-9]\d{0,77})$/.test(value)) return undefined;
  const amount = BigInt(value);
  return amount <= MAX_AMOUNT ? amount : undefined;
}

/** Reads a token's decimals, 0 to 255. The API writes them as a string, order data as a number. */
export function parseDecimals(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^(?:0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const decimals = Number(text);
  return decimals <= 255 ? decimals : undefined;
}

/** Reads a token's address; Immutable X writes ETH as the empty string, and as `eth` in paths. */
export function parseTokenAddress(value: unknown): Hex | 'ETH' | undefined {
  if (value === '' || (typeof value === 'string' && value.toLowerCase() === 'eth')) return 'ETH';
  return isAddress(value) ? value : undefined;
}

/**
 * Makes a text of a stranger fit for one line: no controls, no marks that reverse or hide letters,
 * single spaces, clipped to `maxLength` characters.
 */
export function cleanText(value: string, maxLength: number): string {
  const text = value.slice(0, maxLength * 8).replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();
  const letters = [...text];
  return letters.length > maxLength ? `${letters.slice(0, maxLength - 1).join('')}…` : text;
}

/** Reads the address of a picture: `https`, or the service's own origin (the local emulator's). */
export function parsePictureUrl(value: unknown, baseUrl: string): string | undefined {
  if (typeof value !== 'string' || value.length > MAX_URL_LENGTH || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') return undefined;
  const isAllowed = url.protocol === 'https:' || (URL.canParse(baseUrl) && url.origin === new URL(baseUrl).origin);
  return isAllowed ? url.href : undefined;
}
