import { keccak_256 } from '@noble/hashes/sha3.js';

import { WALLET_ERRORS } from '../shared/errors/wallet.js';
import { parseEthSignature } from '../shared/eth-signature.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import { toBytes, toDigits, toInteger } from './bytes.js';
import { getSecp256k1 } from './curves.js';

/** The hash that a wallet signs for the Stark seed message: EIP-191 over its 72 bytes of UTF-8. */
const SEED_DIGEST = 0x3cefce853191410a4c45204271701c8680de540bfd16b10878663e4f5dd646c4n;

/**
 * Checks that it was the wallet which signed the seed message. A key that was derived from anybody
 * else's signature would be theirs too.
 *
 * The signature is a secret, so it is multiplied like one, where recovering elsewhere may be quicker.
 *
 * @throws {PassportError} `WALLET_ADDRESS_MISMATCH` when another wallet did, `WALLET_RESPONSE_INVALID`
 * when nobody can have, and as `parseEthSignature` does.
 */
export function checkSeedSigner(seedSignature: Hex, address: Hex): void {
  if (recoverAddress(seedSignature) !== address.toLowerCase()) {
    throw new PassportError(WALLET_ERRORS, 'WALLET_ADDRESS_MISMATCH');
  }
}

/** SEC 1, section 4.1.6: the public key is (s·R - z·G) / r. */
function recoverAddress(seedSignature: Hex): string {
  const { r, s, recoveryId } = parseEthSignature(seedSignature);
  const curve = getSecp256k1();
  const { Fn } = curve;
  try {
    const inverse = Fn.inv(BigInt(`0x${r}`));
    const point = curve.fromBytes(toBytes(`0${2 + recoveryId}${r}`))
      .multiply(Fn.mul(BigInt(`0x${s}`), inverse))
      .subtract(curve.BASE.multiply(Fn.mul(SEED_DIGEST, inverse)));
    return `0x${toDigits(toInteger(keccak_256(point.toBytes(false).subarray(1)))).slice(-40)}`;
  } catch {
    // r is the x of no point. The library's error is not kept: it was made next to the signature.
    throw new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID');
  }
}
