import type { Hex } from '../shared/types.js';

/** Function selectors: the first four bytes of the hash of the signature. */
export const SELECTORS = {
  /** `balanceOf(address)` of ERC-20. */
  balanceOf: '70a08231',
  /** `readNonce(uint256)` of an account's contract. */
  readNonce: '8c3f5563',
  /** `decimals()` of ERC-20. */
  decimals: '313ce567',
  /** `aggregate3((address,bool,bytes)[])` of Multicall3. */
  aggregate: '82ad56cb',
  /** `getEthBalance(address)` of Multicall3. */
  nativeBalance: '4d2301cc',
  /** `getChainId()` of Multicall3. */
  chainId: '3408e470',
} as const;

/** A call of a contract that answers with one number. */
export interface ContractCall {
  readonly to: Hex;
  readonly data: Hex;
}

/** Calls that one `aggregate3` bundles, with failures allowed: of each, the other ones' answers stay. */
export function encodeAggregate(calls: readonly ContractCall[]): Hex {
  const tuples = calls.map(({ to, data }) => [toWord(to), toWord(1), toWord(0x60), encodeBytes(data)].join(''));
  return `0x${SELECTORS.aggregate}${toWord(0x20)}${encodeDynamicList(tuples)}`;
}

/** A list of things of any length: how many, where each begins, and then they. */
export function encodeDynamicList(items: readonly string[]): string {
  let offset = items.length * 32;
  const offsets = items.map((item) => {
    const word = toWord(offset);
    offset += item.length / 2;
    return word;
  });
  return `${toWord(items.length)}${offsets.join('')}${items.join('')}`;
}

/** Bytes: how many, and they, filled up to whole words. */
export function encodeBytes(data: Hex): string {
  const digits = data.slice(2);
  return `${toWord(digits.length / 2)}${digits.padEnd(Math.ceil(digits.length / 64) * 64, '0')}`;
}

/**
 * Reads what `aggregate3` returned: for each call its number, null where the contract has none. Undefined
 * as a whole when it is not that many answers in the form of the ABI.
 */
export function decodeAggregate(value: unknown, count: number): readonly (bigint | null)[] | undefined {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-f]{64})+$/i.test(value)) return undefined;
  const readWord = (at: number): bigint => {
    const digits = value.slice(2 + at * 2, 66 + at * 2);
    if (digits.length < 64) throw new RangeError('The answer is too short.');
    return BigInt(`0x${digits}`);
  };
  try {
    const start = toOffset(readWord(0));
    if (readWord(start) !== BigInt(count)) return undefined;
    return Array.from({ length: count }, (_, index) => {
      const tuple = start + 32 + toOffset(readWord(start + 32 + index * 32));
      const isSuccess = readWord(tuple) === 1n;
      const bytes = tuple + toOffset(readWord(tuple + 32));
      return isSuccess && readWord(bytes) === 32n ? readWord(bytes + 32) : null;
    });
  } catch {
    return undefined;
  }
}

/** Reads the 32 bytes that a call returned; null for none or other lengths, which no number has; undefined for no bytes. */
export function parseWord(value: unknown): bigint | null | undefined {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-f]{2})*$/i.test(value)) return undefined;
  return value.length === 66 ? BigInt(value) : null;
}

/** Reads a quantity of JSON-RPC, such as `0x1f`. */
export function parseQuantity(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^0x[0-9a-f]{1,64}$/i.test(value) ? BigInt(value) : undefined;
}

/** A number or an address as 32 bytes: 64 hex digits. */
export function toWord(value: number | bigint | Hex): string {
  return (typeof value !== 'string' ? value.toString(16) : value.slice(2).toLowerCase()).padStart(64, '0');
}

/** No answer of ours is as long as the largest of these. */
function toOffset(word: bigint): number {
  if (word > 10_000_000n) throw new RangeError('The offset leads nowhere.');
  return Number(word);
}
