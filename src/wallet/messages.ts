import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { PassportError } from '../shared/passport-error.js';
import { SEED_TEXT, containsSeedMessage } from '../shared/seed-message.js';
import type { SignPurpose } from '../shared/wallet.js';

/** The text that links a wallet to an Immutable X account. Source: the API's public documentation. */
const LINK_TEXT = 'Only sign this key linking request from Immutable X';

/** The text that registers a wallet on Immutable Chain. Source: ts-immutable-sdk 2.14.3. */
const REGISTER_TEXT = 'Only sign this message from Immutable Passport';

/** Longest text that may be signed: many times any of the allowed ones. */
const MAX_LENGTH = 10_000;

/** What the wallet is asked to sign. */
export interface SignMessage {
  readonly bytes: Uint8Array;
  /** The same as text, where it is one; the seed message counts as bytes only. */
  readonly text?: string;
}

/**
 * Refuses a list of texts that is none: a string from JavaScript would allow each of its parts.
 *
 * @throws {TypeError} when it is not an array of strings.
 */
export function checkSignTexts(signTexts: unknown): asserts signTexts is readonly string[] {
  if (Array.isArray(signTexts) && signTexts.every((text) => typeof text === 'string')) return;
  throw new TypeError('signTexts is not an array of strings. Give each text whole, such as ["Link my wallet"].');
}

/**
 * Turns a purpose into what is signed: the only way from a caller or a server to the wallet.
 *
 * @param signTexts texts besides the documented one that `imx-link` may have signed.
 * @throws {PassportError} `MESSAGE_REFUSED` for a text that is not on the list, and for every text in
 * which the seed message can be found, on the list or not: that signature is the user's key (row 144).
 * @throws {TypeError} for a purpose that is none, and for `signTexts` that are not an array of strings.
 */
export function createSignMessage(purpose: SignPurpose, signTexts: readonly string[] = []): SignMessage {
  if (purpose.kind === 'stark-seed') return { bytes: new TextEncoder().encode(SEED_TEXT) };
  if (purpose.kind === 'chain-register') return { bytes: new TextEncoder().encode(REGISTER_TEXT), text: REGISTER_TEXT };
  if (purpose.kind === 'chain-account') return { bytes: readHash(purpose.hash) };
  if (purpose.kind !== 'imx-link') {
    throw new TypeError(`purpose.kind "${String((purpose as { kind: unknown }).kind)}" is unknown. Use stark-seed, imx-link, chain-register or chain-account.`);
  }
  checkSignTexts(signTexts);
  const { text } = purpose;
  const isListed = typeof text === 'string' && (text === LINK_TEXT || signTexts.includes(text));
  // Text that is hex is text to one wallet and bytes to the other.
  if (!isListed || text.length > MAX_LENGTH || /^\s*0x[0-9a-f]*\s*$/i.test(text) || containsSeedMessage(text)) {
    throw new PassportError(WALLET_ERRORS, 'MESSAGE_REFUSED');
  }
  return { bytes: new TextEncoder().encode(text), text };
}

/** 32 bytes and no others: too few for any text that matters here, the seed message above all. */
function readHash(hash: unknown): Uint8Array {
  if (typeof hash !== 'string' || !/^0x[0-9a-f]{64}$/i.test(hash)) throw new PassportError(WALLET_ERRORS, 'MESSAGE_REFUSED');
  return Uint8Array.from(hash.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
