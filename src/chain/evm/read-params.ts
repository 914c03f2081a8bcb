import { isAddress, isSameAddress } from '../../shared/addresses.js';
import { toChecksumAddress } from '../../shared/checksum-address.js';
import { isRecord } from '../../shared/guards.js';
import { WALLET_ERRORS } from '../../shared/errors/wallet.js';
import { PassportError } from '../../shared/passport-error.js';
import { containsSeedMessage, containsSeedMessageIn } from '../../shared/seed-message.js';
import type { Hex } from '../../shared/types.js';
import { toBytes } from '../../signing/bytes.js';
import { hashTypedData, pickTypedData } from '../../signing/typed-data.js';
import type { TypedData } from '../../signing/typed-data.js';
import { createParamsError, createUnauthorizedError, toEvmError } from './evm-error.js';
import type { MetaTransaction } from './meta-transactions.js';

/** A message of the page's, ready to be hashed. */
export type AskedMessage =
  | { readonly kind: 'erc191'; readonly payload: string }
  | { readonly kind: 'eip712'; readonly payload: Readonly<Record<string, unknown>>; readonly hash: Hex };

/** Longest message, in characters: a person has to read it. */
const MAX_LENGTH = 100_000;
const MAX_VALUE = 2n ** 256n;

/** Reads the parameters of `personal_sign`: the message, as bytes in hex or as text, and the account. */
export function readPersonalSign([message, address]: readonly unknown[], account: Hex): AskedMessage {
  requireOwn(address, account);
  if (typeof message !== 'string' || message.length > MAX_LENGTH) throw createParamsError('personal_sign takes [message, address].');
  const payload = /^0x(?:[0-9a-f]{2})*$/i.test(message) ? decodeText(message) : message;
  // As it came, too: whoever looks for hex in text finds it there.
  if (containsSeedMessage(payload) || containsSeedMessage(message)) throw createRefusal();
  return { kind: 'erc191', payload };
}

/** Reads the parameters of `eth_signTypedData_v4`: the account, and the data as JSON or as an object. */
export function readTypedData([address, data]: readonly unknown[], account: Hex, chainId: number): AskedMessage {
  requireOwn(address, account);
  const { types, domain, primaryType, message } = copyJson(data);
  if (!isRecord(types) || !isRecord(domain) || !isRecord(message) || typeof primaryType !== 'string' || primaryType === 'EIP712Domain') {
    throw createParamsError('eth_signTypedData_v4 takes [address, typedData] with types, domain, primaryType and message.');
  }
  if (containsSeedMessageIn({ types, domain, primaryType, message })) throw createRefusal();
  if (domain['chainId'] !== undefined) {
    if (toNumber(domain['chainId']) !== BigInt(chainId)) throw createParamsError(`Invalid chainId, expected ${chainId}`);
    // The form that guardian and relayer take.
    domain['chainId'] = chainId;
  }
  try {
    // Whatever is no part of the hash is not shown: it could say what is not true.
    const payload = pickTypedData({ types: types as TypedData['types'], domain, primaryType, message });
    return { kind: 'eip712', payload: { ...payload }, hash: hashTypedData(payload) };
  } catch (error) {
    throw createParamsError('The typed data does not fit its types.', error);
  }
}

/** Reads the parameters of `eth_sendTransaction`. Gas and nonce are the relayer's and the account's own to say. */
export function readTransaction([transaction]: readonly unknown[], account: Hex, chainId: number): MetaTransaction {
  if (!isRecord(transaction)) throw createParamsError('eth_sendTransaction takes [transaction].');
  const { from, to, value, data, input, chainId: wanted } = transaction;
  if (from !== undefined && from !== null) requireOwn(from, account);
  const target = toChecksumAddress(to);
  if (!target) throw createParamsError('eth_sendTransaction requires a "to" field, an address whose checksum is right: the account creates no contracts.');
  if (wanted !== undefined && wanted !== null && toNumber(wanted) !== BigInt(chainId)) throw createParamsError(`Invalid chainId, expected ${chainId}`);
  const bytes = data ?? input ?? '0x';
  if (data !== undefined && input !== undefined && data !== input) throw createParamsError('data and input differ.');
  if (typeof bytes !== 'string' || !/^0x(?:[0-9a-f]{2})*$/i.test(bytes)) throw createParamsError('data is no hex of whole bytes.');
  const amount = value === undefined || value === null ? 0n : toNumber(value);
  if (amount === undefined || amount >= MAX_VALUE) throw createParamsError('value is no amount.');
  return { target, value: amount, data: bytes.toLowerCase() as Hex };
}

/** Another account is none of this user's: who was signed in before has another one. */
function requireOwn(address: unknown, account: Hex): void {
  if (!isAddress(address)) throw createParamsError('The account is missing, or no address.');
  if (!isSameAddress(address, account)) throw createUnauthorizedError();
}

/** The guardian and the relayer take text: bytes that are none cannot be shown to anybody. */
function decodeText(hex: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(toBytes(hex.slice(2)));
  } catch (error) {
    throw createParamsError('The message is no UTF-8 text.', error);
  }
}

/** A copy of our own: an object of the page's could say something else the next time. */
function copyJson(data: unknown): Record<string, unknown> {
  try {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    const copy: unknown = text.length > MAX_LENGTH ? undefined : JSON.parse(text);
    if (isRecord(copy)) return copy;
  } catch (error) {
    throw createParamsError('The typed data is no JSON.', error);
  }
  throw createParamsError('The typed data is no JSON object, or too long.');
}

/** A number as JSON-RPC, JSON or JavaScript have it. */
function toNumber(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value >= 0n ? value : undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
  return typeof value === 'string' && /^(?:0x[0-9a-f]{1,64}|\d{1,78})$/i.test(value) ? BigInt(value) : undefined;
}

/** Its signature would be no key, bound to the account as it is; but nobody asks for it in good faith (row 144). */
function createRefusal(): Error {
  return toEvmError(new PassportError(WALLET_ERRORS, 'MESSAGE_REFUSED'));
}
