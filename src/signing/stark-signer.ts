import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { SIGNING_ERRORS } from '../shared/errors/signing.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { signPayloadHash } from './stark-ecdsa.js';
import { STARK_KEY_VARIANTS, deriveSeedKey, grindStarkKey, isSameStarkKey } from './stark-key.js';
import type { StarkKeyPair, StarkKeyVariant } from './stark-key.js';

/** Signs payload hashes with the user's Stark key, which it never gives away. */
export interface StarkSigner {
  /** `0x` and an even number of digits. Compare by `isSameStarkKey` only. */
  readonly publicKey: Hex;
  /** Which grinding gave the key. */
  readonly variant: StarkKeyVariant;
  /** Whether the variants give different keys for this wallet: true for 1 wallet in 32. */
  readonly isAmbiguous: boolean;
  /**
   * Signs a payload hash: r and s in 64 digits each.
   *
   * @throws {PassportError} `PAYLOAD_INVALID`, `SIGNATURE_INVALID`, `NOT_LOGGED_IN_ERROR` once disposed of.
   */
  sign(payloadHash: string): Hex;
  /** Drops the private key. */
  dispose(): void;
}

/** What `deriveStarkSigner` needs. */
export interface DeriveStarkSignerOptions {
  /** The wallet's own address, in any letter case. */
  readonly address: Hex;
  /** Has the wallet sign the seed message. Called once; the signature is dropped after use. */
  readonly signSeed: () => Promise<Hex>;
  /** The Stark key that the user is registered with, where it is known without asking. */
  readonly registeredKey?: string;
  /**
   * Looks up the Stark keys that the wallet is registered with; empty when there are none. Called with
   * the address in lower case, and only when `isAmbiguous` and no `registeredKey` is known.
   */
  readonly fetchRegisteredKeys?: (address: Hex) => Promise<readonly string[]>;
}

/**
 * Derives the user's Stark key from the wallet's signature of the seed message.
 *
 * @throws {PassportError} `STARK_KEY_MISMATCH` when another key is registered, and what `signSeed` and
 * `fetchRegisteredKeys` reject with: without the look-up's answer it is not known which key is right.
 */
export async function deriveStarkSigner(options: DeriveStarkSignerOptions): Promise<StarkSigner> {
  const seedKey = deriveSeedKey(await options.signSeed(), options.address);
  try {
    const candidates = await grindCandidates(seedKey);
    const isAmbiguous = candidates.length > 1;
    let pair: StarkKeyPair | undefined;
    try {
      pair = chooseStarkKey(candidates, await getRegisteredKeys(options, isAmbiguous));
      return createStarkSigner(pair, isAmbiguous);
    } finally {
      for (const candidate of candidates) if (candidate !== pair) candidate.privateKey.fill(0);
    }
  } finally {
    seedKey.fill(0);
  }
}

/**
 * Picks the key that is registered: the default one when none is.
 *
 * @throws {PassportError} `STARK_KEY_MISMATCH` when none of the candidates is.
 */
export function chooseStarkKey<T extends Pick<StarkKeyPair, 'publicKey'>>(
  candidates: readonly T[], registeredKeys: readonly string[],
): T {
  const chosen = registeredKeys.length === 0
    ? candidates[0]
    : candidates.find(({ publicKey }) => registeredKeys.some((key) => isSameStarkKey(key, publicKey)));
  if (!chosen) throw new PassportError(SIGNING_ERRORS, 'STARK_KEY_MISMATCH');
  return chosen;
}

/** The default key first; the others only where they can differ. */
async function grindCandidates(seedKey: Uint8Array): Promise<StarkKeyPair[]> {
  const first = await grindStarkKey(seedKey, 'default');
  if (first.rounds === 1) return [first];
  const others = STARK_KEY_VARIANTS.filter((variant) => variant !== 'default');
  return [first, ...await Promise.all(others.map((variant) => grindStarkKey(seedKey, variant)))];
}

async function getRegisteredKeys(
  { address, registeredKey, fetchRegisteredKeys }: DeriveStarkSignerOptions, isAmbiguous: boolean,
): Promise<readonly string[]> {
  if (registeredKey !== undefined) return [registeredKey];
  if (!isAmbiguous || !fetchRegisteredKeys) return [];
  return fetchRegisteredKeys(address.toLowerCase() as Hex);
}

/** The key lives in this closure alone: no property, no log and no clone can reach it (row 128). */
function createStarkSigner({ privateKey, publicKey, variant }: StarkKeyPair, isAmbiguous: boolean): StarkSigner {
  let key: Uint8Array | undefined = privateKey;
  return Object.freeze({
    publicKey,
    variant,
    isAmbiguous,
    sign(payloadHash: string): Hex {
      if (!key) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
      return signPayloadHash(payloadHash, key);
    },
    dispose(): void {
      key?.fill(0);
      key = undefined;
    },
  });
}
