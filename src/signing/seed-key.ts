import { isAddress } from '../shared/addresses.js';
import { parseEthSignature } from '../shared/eth-signature.js';
import type { Hex } from '../shared/types.js';
import { toBytes, toDigits, toInteger } from './bytes.js';
import { getSecp256k1, SECP256K1_ORDER } from './curves.js';
import { hmacSha512 } from './key-hashes.js';

/** The purpose of EIP-2645, and the last 31 bits of SHA-256("starkex") and of SHA-256("immutablex"). */
const PURPOSE = 2645;
const LAYER = 579218131;
const APPLICATION = 211006541;
/** The only account that Immutable uses, and the only step that is not hardened. */
const ACCOUNT = 1;

/** BIP-32: steps from here on are hardened. */
const HARDENED = 0x8000_0000;
const MASTER_KEY = 'Bitcoin seed';

/** A node of the BIP-32 tree. */
interface Node {
  readonly key: bigint;
  readonly chainCode: Uint8Array;
}

/**
 * Derives the key material of a wallet from its signature of the seed message: BIP-32 from `s`, along
 * StarkEx's layer and application and 62 bits of the address.
 *
 * Between nodes nothing but hashes and one point is computed. A general BIP-32 library makes the
 * public key of each node, which is most of its time.
 *
 * @returns 32 bytes, which the caller overwrites after use.
 * @throws {PassportError} as `parseEthSignature` does.
 */
export async function deriveSeedKey(seedSignature: Hex, address: Hex): Promise<Uint8Array> {
  const path = getHardenedPath(address);
  const { s } = parseEthSignature(seedSignature);
  let node = toNode(await hmacSha512(new TextEncoder().encode(MASTER_KEY), toBytes(s)), 0n);
  for (const index of path) {
    node = await deriveChild(node, toBytes(toDigits(node.key)), HARDENED + index);
  }
  const publicKey = getSecp256k1().BASE.multiply(node.key).toBytes(true);
  const { key } = await deriveChild(node, publicKey, ACCOUNT);
  return toBytes(toDigits(key));
}

/** The BIP-32 path of a wallet as text. */
export function toDerivationPath(address: Hex): string {
  return `m/${getHardenedPath(address).map((index) => `${index}'/`).join('')}${ACCOUNT}`;
}

function getHardenedPath(address: Hex): readonly number[] {
  if (!isAddress(address)) throw new TypeError('address is no Ethereum address. Pass 0x and 40 hex digits.');
  const low = BigInt.asUintN(31, BigInt(address));
  const high = BigInt.asUintN(31, BigInt(address) >> 31n);
  return [PURPOSE, LAYER, APPLICATION, Number(low), Number(high)];
}

/** `start` is the public key of the parent, or its private key, before which a zero byte belongs. */
async function deriveChild(parent: Node, start: Uint8Array, index: number): Promise<Node> {
  const data = new Uint8Array(37);
  data.set(start, 33 - start.length);
  new DataView(data.buffer).setUint32(33, index);
  const digest = await hmacSha512(parent.chainCode, data);
  data.fill(0);
  return toNode(digest, parent.key);
}

function toNode(digest: Uint8Array, parentKey: bigint): Node {
  const tweak = toInteger(digest.subarray(0, 32));
  const key = (tweak + parentKey) % SECP256K1_ORDER;
  // BIP-32 takes the next index here, and libraries differ in how. Nobody has seen it: once in 2^127.
  if (tweak >= SECP256K1_ORDER || key === 0n) throw new Error('BIP-32 gives no key here.');
  const chainCode = digest.slice(32);
  digest.fill(0);
  return { key, chainCode };
}
