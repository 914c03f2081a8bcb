import { StarkPoint, type StarkPointValue } from './curve.js';

/** The field of the STARK curve: what is hashed, and what comes out, stays below it. */
export const STARK_FIELD = 2n ** 251n + 17n * 2n ** 192n + 1n;

const LOW_BITS = 248n;
const LOW_MASK = 2n ** LOW_BITS - 1n;

// The shift point and the four constant points of StarkWare's pedersen_params.json.
const [SHIFT, A_LOW, A_HIGH, B_LOW, B_HIGH] = [
  [0x49ee3eba8c1600700ee1b87eb599f16716b0b1022947733551fde4050ca6804n, 0x3ca0cfe4b3bc6ddf346d49d06ea0ed34e621062c0e056c1d0405d266e10268an],
  [0x234287dcbaffe7f969c748655fca9e58fa8120b6d56eb0c1080d17957ebe47bn, 0x3b056f100f96fb21e889527d41f4e39940135dd7a6c94cc6ed0268ee89e5615n],
  [0x4fa56f376c83db33f9dab2656558f3399099ec1de5e3018b7a6932dba8aa378n, 0x3fa0984c931c9e38113e0c0e47e4401562761f92a7a23b45168f4e80ff5b54dn],
  [0x4ba4cc166be8dec764910f75b45f74b40c690c74709e90f3aa372f0bd2d6997n, 0x40301cf5c1751f4b971e46c4ede85fcac5c59a5ce5ae7c48151f27b24b219cn],
  [0x54302dcb0e6cc1c6e44cca8f61a63bb2ca65048d53fb325d36ff12c49a58202n, 0x1b77b3e37d13504b348046268d8ae25ce98ad783c25561a879dcc77e99c2426n],
].map(([x = 0n, y = 0n]) => StarkPoint.fromAffine({ x, y })) as [StarkPointValue, StarkPointValue, StarkPointValue, StarkPointValue, StarkPointValue];

/** StarkEx's Pedersen hash of two field elements: the X of a sum of five points. */
export function pedersen(a: bigint, b: bigint): bigint {
  const { x } = SHIFT
    .add(multiply(A_LOW, a & LOW_MASK)).add(multiply(A_HIGH, readHigh(a)))
    .add(multiply(B_LOW, b & LOW_MASK)).add(multiply(B_HIGH, readHigh(b)));
  return x;
}

function readHigh(value: bigint): bigint {
  if (value < 0n || value >= STARK_FIELD) throw new RangeError('A number to be hashed must be an element of the field.');
  return value >> LOW_BITS;
}

function multiply(point: StarkPointValue, factor: bigint): StarkPointValue {
  return factor === 0n ? StarkPoint.ZERO : point.multiplyUnsafe(factor);
}
