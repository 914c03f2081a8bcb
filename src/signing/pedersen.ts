import type { Point } from '@scure/starknet';

import { createOutOfRange } from './checked-hash.js';
import { getStarkCurve } from './curves.js';

type StarkPoint = InstanceType<typeof Point>;

/** The prime of the Stark curve's field: what is hashed is below it. */
export const STARK_FIELD = 2n ** 251n + 17n * 2n ** 192n + 1n;

/**
 * The shift point, then a point for the lower 248 bits and one for the 4 above, of each of the two
 * numbers. Source: StarkWare's `pedersen_params.json`, made by `nothing_up_my_sleeve_gen.py`.
 */
const CONSTANTS = [
  [0x49ee3eba8c1600700ee1b87eb599f16716b0b1022947733551fde4050ca6804n, 0x3ca0cfe4b3bc6ddf346d49d06ea0ed34e621062c0e056c1d0405d266e10268an],
  [0x234287dcbaffe7f969c748655fca9e58fa8120b6d56eb0c1080d17957ebe47bn, 0x3b056f100f96fb21e889527d41f4e39940135dd7a6c94cc6ed0268ee89e5615n],
  [0x4fa56f376c83db33f9dab2656558f3399099ec1de5e3018b7a6932dba8aa378n, 0x3fa0984c931c9e38113e0c0e47e4401562761f92a7a23b45168f4e80ff5b54dn],
  [0x4ba4cc166be8dec764910f75b45f74b40c690c74709e90f3aa372f0bd2d6997n, 0x40301cf5c1751f4b971e46c4ede85fcac5c59a5ce5ae7c48151f27b24b219cn],
  [0x54302dcb0e6cc1c6e44cca8f61a63bb2ca65048d53fb325d36ff12c49a58202n, 0x1b77b3e37d13504b348046268d8ae25ce98ad783c25561a879dcc77e99c2426n],
] as const;

const LOW_BITS = 248;

interface Tables {
  readonly shift: StarkPoint;
  /** For each of the two numbers, the point of each of its bits. */
  readonly bits: readonly (readonly StarkPoint[])[];
}

let tables: Tables | undefined;

/**
 * The Pedersen hash of StarkEx. The library's own makes its tables when it is imported, which every
 * login would pay for; these are made when the first message is hashed. Not for secrets: it takes
 * longer the more bits are set.
 *
 * @throws {PassportError} `PAYLOAD_INVALID` unless both are below the prime of the field.
 */
export function hashPedersen(a: bigint, b: bigint): bigint {
  tables ??= createTables();
  let sum = tables.shift;
  for (const [index, value] of [a, b].entries()) {
    if (value < 0n || value >= STARK_FIELD) throw createOutOfRange('number');
    const points = tables.bits[index] ?? [];
    const digits = value.toString(2);
    for (let bit = 0; bit < digits.length; bit += 1) {
      const point = points[digits.length - 1 - bit];
      if (digits[bit] === '1' && point) sum = sum.add(point);
    }
  }
  return sum.x;
}

function createTables(): Tables {
  const Curve = getStarkCurve();
  const [shift, ...points] = CONSTANTS.map(([x, y]) => Curve.fromAffine({ x, y }));
  const [aLow, aHigh, bLow, bHigh] = points;
  if (!shift || !aLow || !aHigh || !bLow || !bHigh) throw new Error('Pedersen has five points.');
  const toBits = (low: StarkPoint, high: StarkPoint): StarkPoint[] => [...double(low, LOW_BITS), ...double(high, 4)];
  return { shift, bits: [toBits(aLow, aHigh), toBits(bLow, bHigh)] };
}

function double(point: StarkPoint, count: number): StarkPoint[] {
  const points = [point];
  while (points.length < count) points.push(points[points.length - 1]!.double());
  return points;
}
