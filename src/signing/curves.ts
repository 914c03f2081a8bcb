import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import type { WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js';
import { Point as StarkPoint } from '@scure/starknet';

/** A point of the Stark curve. */
export type StarkCurvePoint = InstanceType<typeof StarkPoint>;

/** A page that makes its first key before there was time for tables multiplies without: for one key, that is less work. */
const NO_TABLE = 1;

/** Parameters of secp256k1. Source: SEC 2, section 2.4.1. */
const SECP256K1 = {
  p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn,
  n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  h: 1n,
  a: 0n,
  b: 7n,
  Gx: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  Gy: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
};

/** Order of secp256k1. */
export const SECP256K1_ORDER = SECP256K1.n;

let secp256k1: WeierstrassPointCons<bigint> | undefined;
let stark: typeof StarkPoint | undefined;

/**
 * Gives the points of secp256k1, in a class of our own: the width of its tables is nobody else's.
 * Secrets are multiplied by `multiply`, which takes the same steps for each; lint forbids the others. Its numbers are
 * BigInts, so its time still differs by what an engine makes of them.
 */
export function getSecp256k1(): WeierstrassPointCons<bigint> {
  if (!secp256k1) {
    secp256k1 = weierstrass(SECP256K1);
    secp256k1.BASE.precompute(NO_TABLE);
  }
  return secp256k1;
}

/** Gives the points of the Stark curve, those that the library's `sign` uses. */
export function getStarkCurve(): typeof StarkPoint {
  if (!stark) {
    stark = StarkPoint;
    stark.BASE.precompute(NO_TABLE);
  }
  return stark;
}

/** Width of the tables that speed multiplications of the two generators: 2,080 points. With 7, they would be tasks over 50 ms. */
const TABLE_WIDTH = 6;

/** Makes the tables, each in the task of its call. */
export const TABLES: readonly (() => unknown)[] = [
  () => getSecp256k1().BASE.precompute(TABLE_WIDTH, false),
  () => getStarkCurve().BASE.precompute(TABLE_WIDTH, false),
];
