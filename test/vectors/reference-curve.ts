/** Short Weierstrass curves in BigInt alone, by the textbook: slow, and written without the library under test. */

/** Parameters of a curve y² = x³ + a·x + b over the field of p, with a generator of order n. */
export interface Curve {
  readonly p: bigint;
  readonly n: bigint;
  readonly a: bigint;
  readonly x: bigint;
  readonly y: bigint;
}

/** SEC 2, section 2.4.1. */
export const SECP256K1: Curve = {
  p: 2n ** 256n - 2n ** 32n - 977n,
  n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  a: 0n,
  x: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  y: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
};

/** The protocol description, section 4.4. */
export const STARK: Curve = {
  p: 2n ** 251n + 17n * 2n ** 192n + 1n,
  n: 0x0800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2fn,
  a: 1n,
  x: 0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfcan,
  y: 0x5668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1fn,
};

/** A point in Jacobian coordinates: x/z², y/z³; z of 0 is the point at infinity. */
type Jacobian = readonly [x: bigint, y: bigint, z: bigint];

/** A point in the plane. */
export interface Affine {
  readonly x: bigint;
  readonly y: bigint;
}

/** The remainder from 0 up. */
export function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** The inverse, by the extended Euclidean algorithm. */
export function invert(value: bigint, modulus: bigint): bigint {
  let [a, b, u, v] = [modulo(value, modulus), modulus, 1n, 0n];
  while (b !== 0n) [a, b, u, v] = [b, a % b, v, u - (a / b) * v];
  if (a !== 1n) throw new Error('There is no inverse.');
  return modulo(u, modulus);
}

/** `scalar` times the generator, bit by bit. */
export function multiplyGenerator(curve: Curve, scalar: bigint): Affine {
  let sum: Jacobian = [1n, 1n, 0n];
  for (const bit of scalar.toString(2)) {
    sum = double(curve, sum);
    if (bit === '1') sum = add(curve, sum, [curve.x, curve.y, 1n]);
  }
  const inverse = invert(sum[2], curve.p);
  const square = modulo(inverse * inverse, curve.p);
  return { x: modulo(sum[0] * square, curve.p), y: modulo(sum[1] * square * inverse, curve.p) };
}

function double({ p, a }: Curve, [x, y, z]: Jacobian): Jacobian {
  if (z === 0n || y === 0n) return [1n, 1n, 0n];
  const yy = (y * y) % p;
  const s = (4n * x * yy) % p;
  const m = (3n * x * x + a * z ** 4n) % p;
  const x3 = modulo(m * m - 2n * s, p);
  return [x3, modulo(m * (s - x3) - 8n * yy * yy, p), (2n * y * z) % p];
}

function add(curve: Curve, first: Jacobian, second: Jacobian): Jacobian {
  if (first[2] === 0n) return second;
  if (second[2] === 0n) return first;
  const { p } = curve;
  const [z1z1, z2z2] = [(first[2] ** 2n) % p, (second[2] ** 2n) % p];
  const [u1, u2] = [(first[0] * z2z2) % p, (second[0] * z1z1) % p];
  const [s1, s2] = [(first[1] * second[2] * z2z2) % p, (second[1] * first[2] * z1z1) % p];
  if (u1 === u2) return s1 === s2 ? double(curve, first) : [1n, 1n, 0n];
  const [h, r] = [modulo(u2 - u1, p), modulo(s2 - s1, p)];
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u1 * hh) % p;
  const x3 = modulo(r * r - hhh - 2n * v, p);
  return [x3, modulo(r * (v - x3) - s1 * hhh, p), (h * first[2] * second[2]) % p];
}
