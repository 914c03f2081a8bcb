import { mulAddUnsafe, normalizeZ, pippenger as add } from '@noble/curves/abstract/curve.js'; // expect passport/no-unsafe-multiply passport/no-unsafe-multiply
import { Point } from '@scure/starknet';

/** Each way to multiply, in the spellings that people use. */
export function multiplyEverything(secret: bigint, other: typeof Point & Record<string, () => void>): unknown[] {
  const { multiplyUnsafe } = Point.BASE; // expect passport/no-unsafe-multiply
  return [
    Point.BASE.multiply(secret),
    Point.BASE.multiplyUnsafe(secret), // expect passport/no-unsafe-multiply
    Point.BASE['multiplyUnsafe'](secret), // expect passport/no-unsafe-multiply
    other.BASE.mulAddUnsafe(secret, Point.BASE, 1n), // expect passport/no-unsafe-multiply
    other.multiplyAndAddUnsafe, // expect passport/no-unsafe-multiply
    other.msm, // expect passport/no-unsafe-multiply
    other.interleavedMSMUnsafe, // expect passport/no-unsafe-multiply
    multiplyUnsafe, mulAddUnsafe, normalizeZ, add,
  ];
}
