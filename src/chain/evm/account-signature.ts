import { createResponseError } from '../../api/api-error.js';
import type { Hex } from '../../shared/types.js';

/*
 * The form in which an account's contract takes signatures: the weight that is needed, then one part for each who signs.
 * A part is its kind, its weight, and what the kind needs. Source: ts-immutable-sdk 2.14.3, and Sequence's wallet
 * contracts (v1), from which Immutable's come. `docs/decisions/0013-evm-provider.md` tells what is known.
 */

/** Kinds of parts, and how many digits of a part are not its signature. */
const KINDS = { key: '00', address: '01', contract: '02' } as const;
/** Behind a key's signature: it was made by `personal_sign`. */
const PERSONAL_SIGN = '02';
const WEIGHT = '01';

/** The signature of transactions: the owner's alone. */
export function encodeOwnerSignature(signature: Hex): Hex {
  return `0x0001${createOwnerPart(signature)}`;
}

/**
 * The signature of a message: the owner's and the relayer's, in the order of their addresses.
 *
 * @param relayerParts as the relayer sends them: parts in hex, with or without `0x`
 * @throws {PassportError} `API_RESPONSE_INVALID`
 */
export function encodeMessageSignature(signature: Hex, owner: Hex, relayerParts: string): Hex {
  const parts = [...readParts(relayerParts), { address: BigInt(owner), digits: createOwnerPart(signature) }];
  parts.sort((a, b) => (a.address < b.address ? -1 : Number(a.address > b.address)));
  return `0x0002${parts.map(({ digits }) => digits).join('')}`;
}

interface Part {
  /** Zero where the part names none. */
  readonly address: bigint;
  readonly digits: string;
}

function createOwnerPart(signature: Hex): string {
  return `${KINDS.key}${WEIGHT}${signature.slice(2)}${PERSONAL_SIGN}`;
}

function readParts(text: string): readonly Part[] {
  const digits = text.replace(/^0x/, '').toLowerCase();
  if (!/^(?:[0-9a-f]{2})+$/.test(digits)) throw createResponseError('signature');
  const parts: Part[] = [];
  for (let at = 0; at < digits.length;) {
    const length = getLength(digits, at);
    const part = digits.slice(at, at + length);
    if (part.length < length) throw createResponseError('signature');
    const isNamed = !part.startsWith(KINDS.key);
    parts.push({ address: isNamed ? BigInt(`0x${part.slice(4, 44)}`) : 0n, digits: part });
    at += length;
  }
  return parts;
}

/** Digits of the part that begins here. */
function getLength(digits: string, at: number): number {
  const kind = digits.slice(at, at + 2);
  if (kind === KINDS.key) return 4 + 132;
  if (kind === KINDS.address) return 4 + 40;
  const size = Number.parseInt(digits.slice(at + 44, at + 48), 16);
  if (kind !== KINDS.contract || Number.isNaN(size)) throw createResponseError('signature');
  return 4 + 40 + 4 + size * 2;
}
