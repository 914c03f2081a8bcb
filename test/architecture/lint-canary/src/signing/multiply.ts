import { msm, Point } from 'curves'; // expect passport/no-unsafe-multiply

/** Each way to multiply, in the spellings that people use. */
export function multiplyEverything(secret: bigint, other: typeof Point): unknown[] {
  const { multiplyUnsafe } = Point.BASE; // expect passport/no-unsafe-multiply
  return [
    Point.BASE.multiply(secret),
    Point.BASE.multiplyUnsafe(secret), // expect passport/no-unsafe-multiply
    Point.BASE['multiplyUnsafe'](secret), // expect passport/no-unsafe-multiply
    other.BASE.mulAddUnsafe(secret, Point.BASE, 1n), // expect passport/no-unsafe-multiply
    other.BASE.multiplyAndAddUnsafe(Point.BASE, secret, 1n), // expect passport/no-unsafe-multiply
    other.msm([Point.BASE], [secret]), // expect passport/no-unsafe-multiply
    multiplyUnsafe, msm,
  ];
}
