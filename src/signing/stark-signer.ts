import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { SIGNING_ERRORS } from '../shared/errors/signing.js';
import { parseEthSignature } from '../shared/eth-signature.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { CheckedHash } from './checked-hash.js';
import { deriveSeedKey } from './seed-key.js';
import { checkSeedSigner } from './seed-signer.js';
import { signPayloadHash } from './stark-ecdsa.js';
import { STARK_KEY_VARIANTS, grindStarkKey, isSameStarkKey } from './stark-key.js';
import type { StarkKeyPair, StarkKeyVariant } from './stark-key.js';
import { goBeforeWarmUp } from './warm-up.js';

/**
 * What is signed without knowing what it says: the hashes of a registration and of the cancellation of
 * an order are specified nowhere, so only their form can be checked.
 */
export type UnseenPurpose = 'registration' | 'cancel-order';

/** Signs payload hashes with the user's Stark key, which it never gives away. */
export interface StarkSigner {
  /** `0x` and an even number of digits. Compare by `isSameStarkKey` only. */
  readonly publicKey: Hex;
  /** Which grinding gave the key. */
  readonly variant: StarkKeyVariant;
  /** Whether the variants give different keys for this wallet: true for 1 wallet in 32. */
  readonly isAmbiguous: boolean;
  /**
   * Signs a payload hash that a `check…Payload` function gave: r and s in 64 digits each.
   *
   * @throws {PassportError} `SIGNATURE_INVALID`, `NOT_LOGGED_IN_ERROR` once disposed of.
   */
  sign(hash: CheckedHash): Hex;
  /**
   * Signs a payload hash on the service's word, where there is nothing to compare it with.
   *
   * @throws {PassportError} `PAYLOAD_INVALID`, `SIGNATURE_INVALID`, `NOT_LOGGED_IN_ERROR` once disposed of.
   */
  signUnseen(purpose: UnseenPurpose, payloadHash: string): Hex;
  /** Drops the private key. */
  dispose(): void;
}

/** What `deriveStarkSigner` needs. */
export interface DeriveStarkSignerOptions {
  /** The wallet's own address, in any letter case. */
  readonly address: Hex;
  /** Has the wallet sign the seed message. The signatures are dropped after use. */
  readonly signSeed: () => Promise<Hex>;
  /**
   * Whether the key may be about to be registered for the first time. Then the wallet signs twice: from
   * one that signs differently each time, the key could never be derived again (row 123).
   */
  readonly isNew: boolean;
  /** The Stark key that the user is registered with, where it is known without asking. */
  readonly registeredKey?: string;
  /** Whether the address is the one that the user is registered with, too. Default: it is the wallet's word alone. */
  readonly isAddressKnown?: boolean;
  /**
   * Looks up the Stark keys that the wallet is registered with; empty when there are none. Called with
   * the address in lower case, and only when `isAmbiguous` and no `registeredKey` is known.
   */
  readonly fetchRegisteredKeys?: (address: Hex) => Promise<readonly string[]>;
}

/**
 * Derives the user's Stark key from the wallet's signature of the seed message.
 *
 * @throws {PassportError} `WALLET_ADDRESS_MISMATCH` when another wallet signed, `WALLET_NOT_DETERMINISTIC`,
 * `STARK_KEY_MISMATCH` when another key is registered, and what `signSeed` and `fetchRegisteredKeys`
 * reject with: without the look-up's answer it is not known which key is right.
 */
export async function deriveStarkSigner(options: DeriveStarkSignerOptions): Promise<StarkSigner> {
  const { address, signSeed, isNew, registeredKey, isAddressKnown } = options;
  const signature = await signSeed();
  // The wallet signs again while the key is derived.
  const again = isNew ? signSeed() : undefined;
  again?.catch(() => {});
  const knownKey = isAddressKnown ? registeredKey : undefined;
  if (knownKey === undefined) checkSeedSigner(signature, address);
  const candidates = await goBeforeWarmUp(deriveCandidates(signature, address));
  const isAmbiguous = candidates.length > 1;
  let pair: StarkKeyPair | undefined;
  try {
    if (again) checkSame(signature, await again);
    // Nobody else's signature gives the registered key. One that does not may be anybody's.
    if (knownKey !== undefined && !findStarkKey(candidates, [knownKey])) checkSeedSigner(signature, address);
    pair = chooseStarkKey(candidates, await getRegisteredKeys(options, isAmbiguous));
    return createStarkSigner(pair, isAmbiguous);
  } finally {
    for (const candidate of candidates) if (candidate !== pair) candidate.privateKey.fill(0);
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
  const chosen = registeredKeys.length === 0 ? candidates[0] : findStarkKey(candidates, registeredKeys);
  if (!chosen) throw new PassportError(SIGNING_ERRORS, 'STARK_KEY_MISMATCH');
  return chosen;
}

function findStarkKey<T extends Pick<StarkKeyPair, 'publicKey'>>(candidates: readonly T[], keys: readonly string[]): T | undefined {
  return candidates.find(({ publicKey }) => keys.some((key) => isSameStarkKey(key, publicKey)));
}

/** By their numbers: v may be written as 0 or 27, and case carries no meaning. */
function checkSame(a: Hex, b: Hex): void {
  const [first, second] = [parseEthSignature(a), parseEthSignature(b)];
  if (first.r !== second.r || first.s !== second.s || first.recoveryId !== second.recoveryId) {
    throw new PassportError(SIGNING_ERRORS, 'WALLET_NOT_DETERMINISTIC');
  }
}

async function deriveCandidates(signature: Hex, address: Hex): Promise<StarkKeyPair[]> {
  const seedKey = await deriveSeedKey(signature, address);
  try {
    return await grindCandidates(seedKey);
  } finally {
    seedKey.fill(0);
  }
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
function createStarkSigner(pair: StarkKeyPair, isAmbiguous: boolean): StarkSigner {
  let keys: StarkKeyPair | undefined = pair;
  const sign = (payloadHash: string): Hex => {
    if (!keys) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    return signPayloadHash(payloadHash, keys);
  };
  return Object.freeze({
    publicKey: pair.publicKey,
    variant: pair.variant,
    isAmbiguous,
    sign,
    signUnseen: (_purpose: UnseenPurpose, payloadHash: string): Hex => sign(payloadHash),
    dispose(): void {
      keys?.privateKey.fill(0);
      keys = undefined;
    },
  });
}
