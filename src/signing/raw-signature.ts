import { parseEthSignature } from '../shared/eth-signature.js';
import type { Hex } from '../shared/types.js';

/**
 * Writes a wallet's signature as the Immutable X API reads it: r, s, and the recovery id `00` or `01`
 * in the place of v.
 *
 * @throws {PassportError} as `parseEthSignature` does.
 */
export function toRawSignature(signature: Hex): Hex {
  const { r, s, recoveryId } = parseEthSignature(signature);
  return `0x${r}${s}0${recoveryId}`;
}
