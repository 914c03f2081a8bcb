import { weierstrass } from '@noble/curves/abstract/weierstrass.js';

// The STARK curve y^2 = x^3 + x + b over p = 2^251 + 17*2^192 + 1, as in StarkWare's crypto-cpp.
const FIELD = 2n ** 251n + 17n * 2n ** 192n + 1n;
const B = 0x06f21413efbe40de150e596d72f7a8c5609ad26c15c915c1f4cdfcb99cee9e89n;

/** The number of points of the curve: private keys and both halves of a signature stay below it. */
export const STARK_ORDER = 0x0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2fn;

/** Points of the STARK curve. `Point.BASE` is its generator. */
export const StarkPoint = weierstrass({
  p: FIELD,
  n: STARK_ORDER,
  h: 1n,
  a: 1n,
  b: B,
  Gx: 0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfcan,
  Gy: 0x5668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1fn,
});

/** A point of the STARK curve. */
export type StarkPointValue = InstanceType<typeof StarkPoint>;

/** Points that were asked for: square roots take long in this field, and keys come again and again. */
const lifted = new Map<bigint, StarkPointValue | undefined>();
const KEPT_POINTS = 200;

/** The curve's point with this X, either of the two; undefined where the curve has none. */
export function liftX(x: bigint): StarkPointValue | undefined {
  if (x <= 0n || x >= FIELD) return undefined;
  if (!lifted.has(x)) {
    if (lifted.size >= KEPT_POINTS) lifted.clear();
    lifted.set(x, computePoint(x));
  }
  return lifted.get(x);
}

function computePoint(x: bigint): StarkPointValue | undefined {
  const { Fp } = StarkPoint;
  const square = Fp.add(Fp.add(Fp.mul(Fp.sqr(x), x), x), B);

  try {
    return StarkPoint.fromAffine({ x, y: Fp.sqrt(square) });
  } catch {
    return undefined; // no square root: no point
  }
}

/**
 * The text of a public key as Immutable's clients write it: X in hex, padded to an even number of
 * digits only, so that one key in eight is shorter than 64 digits.
 */
export function toStarkKeyText(x: bigint): string {
  const digits = x.toString(16);
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}
