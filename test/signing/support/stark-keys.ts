import { getStarkCurve } from '../../../src/signing/curves.js';
import type { StarkCurvePoint } from '../../../src/signing/curves.js';
import { fromHex } from '../../vectors/stark-reference.js';

/** A private key in hex with the point that belongs to it. */
export function toKeys(privateKey: string): { readonly privateKey: Uint8Array; readonly publicPoint: StarkCurvePoint } {
  const publicPoint = getStarkCurve().BASE.multiply(BigInt(`0x${privateKey}`));
  return { privateKey: fromHex(privateKey), publicPoint };
}
