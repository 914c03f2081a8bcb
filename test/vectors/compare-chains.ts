import { Wallet } from 'ethers';

import vectors from './stark.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import { deriveStarkSigner } from '../../src/signing/stark-signer.js';
import type { StarkSigner } from '../../src/signing/stark-signer.js';
import { grindPrivateKey, STARK_KEY_VARIANTS } from '../../src/signing/stark-key.js';
import { createRandom } from '../support/random.js';
import { invert, STARK } from './reference-curve.js';
import { deriveReference, fromHex, getReferencePublicKey, grindReference, signReference, toHex, toWord } from './stark-reference.js';
import type { ReferenceHashes, ReferenceVariant } from './stark-reference.js';

/** What a comparison gives: `equal` of `count`, and what happened on the way. */
export interface ComparisonReport {
  readonly count: number;
  readonly equal: number;
  /** Seeds whose first digest is at or above the limit, which is where the three ways of grinding part. */
  readonly ground: number;
  /** Private keys that begin with more zeros than each of them does. */
  readonly zeros: number;
  /** Signatures that StarkEx would not take. */
  readonly outOfRange: number;
}

const LIMIT = 2n ** 251n;

/** Whole chains: a wallet's signature, the keys, all three ways of grinding where they differ, one signature each. */
export async function compareChains(count: number, seed: number, hashes: ReferenceHashes): Promise<ComparisonReport> {
  const random = createRandom(seed);
  const report = { count, equal: 0, ground: 0, zeros: 0, outOfRange: 0 };
  for (let index = 0; index < count; index += 1) {
    const wallet = new Wallet(`0x${randomWord(random)}`);
    const signature = wallet.signMessageSync(vectors.signed_message) as Hex;
    const seedKey = await deriveReference(signature, wallet.address, hashes);
    const { rounds } = await grindReference(seedKey, 'default', hashes);
    let isEqual = true;
    const keys: string[] = [];
    for (const variant of rounds === 1 ? ['default' as const] : STARK_KEY_VARIANTS) {
      const { key } = await grindReference(seedKey, variant, hashes);
      keys.push(key);
      const publicKey = getReferencePublicKey(key);
      const signer = await deriveStarkSigner({
        address: wallet.address as Hex, signSeed: async () => signature, isNew: true, fetchRegisteredKeys: async () => [publicKey],
      });
      const hash = BigInt(`0x${randomWord(random)}`) % LIMIT;
      // Two of the ways may give one key; then the first of them is named.
      isEqual &&= signer.publicKey === publicKey && signer.variant === STARK_KEY_VARIANTS[keys.indexOf(key)];
      isEqual &&= signer.isAmbiguous === rounds > 1;
      isEqual &&= await compareSignature(signer, hash, key, hashes, report);
      if (key.startsWith('00')) report.zeros += 1;
    }
    if (rounds > 1) report.ground += 1;
    if (isEqual) report.equal += 1;
  }
  return report;
}

async function compareSignature(
  signer: StarkSigner, hash: bigint, key: string, hashes: ReferenceHashes, report: { outOfRange: number },
): Promise<boolean> {
  const signature = signer.signUnseen('registration', `0x${hash.toString(16)}`);
  const [r, s] = [BigInt(signature.slice(0, 66)), BigInt(`0x${signature.slice(66)}`)];
  if (r >= LIMIT || invert(s, STARK.n) >= LIMIT) report.outOfRange += 1;
  return signature === await signReference(hash, key, hashes);
}

/** Grinding alone, for many seeds: by the default way, and by all three where the first digest is at or above the limit. */
export async function compareGrinding(
  count: number, hashes: Pick<ReferenceHashes, 'sha256'>,
): Promise<Omit<ComparisonReport, 'outOfRange'>> {
  const report = { count, equal: 0, ground: 0, zeros: 0 };
  for (let index = 0; index < count; index += 1) {
    const seed = toHex(await hashes.sha256(new TextEncoder().encode(`seed ${index}`)));
    const { rounds } = await grindReference(seed, 'default', hashes);
    const variants: readonly ReferenceVariant[] = rounds === 1 ? ['default'] : STARK_KEY_VARIANTS;
    let isEqual = true;
    for (const variant of variants) {
      const [expected, actual] = [await grindReference(seed, variant, hashes), await grindPrivateKey(fromHex(seed), variant)];
      isEqual &&= toHex(actual.privateKey) === expected.key && actual.rounds === expected.rounds;
      if (expected.key.startsWith('00')) report.zeros += 1;
    }
    if (rounds > 1) report.ground += 1;
    if (isEqual) report.equal += 1;
  }
  return report;
}

function randomWord(random: () => number): string {
  const chunks = Array.from({ length: 8 }, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0'));
  return toWord(BigInt(`0x${chunks.join('')}`));
}
