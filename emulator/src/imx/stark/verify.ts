import { liftX, STARK_ORDER, StarkPoint } from './curve.js';

const HEX = /^0x[0-9a-f]+$/i;
const SIGNATURE = /^0x[0-9a-f]{128}$/i;
// A message of 64 or more significant digits cannot be signed (passport-imx 4.5).
const MESSAGE_LIMIT = 2n ** 252n;

/** What a Stark signature claims. All members are hex texts with `0x`. */
export interface StarkClaim {
  /** X coordinate of the signer's key. */
  readonly starkKey: string;
  /** The hash that was signed. */
  readonly payloadHash: string;
  /** `r` and `s`, 64 digits each. */
  readonly signature: string;
}

/** The number of a stark key's text, or undefined where it names no point of the curve. */
export function parseStarkKey(text: unknown): bigint | undefined {
  if (typeof text !== 'string' || !HEX.test(text) || text.length > 66) return undefined;
  const x = BigInt(text);
  return liftX(x) === undefined ? undefined : x;
}

/**
 * Tells whether a signature over a payload hash was made with the private half of a stark key.
 *
 * A key is its X alone, so both points with that X are tried, as the exchange does.
 */
export function isStarkSignature(claim: StarkClaim): boolean {
  const x = parseStarkKey(claim.starkKey);
  if (x === undefined || !SIGNATURE.test(claim.signature) || !HEX.test(claim.payloadHash)) return false;

  const r = BigInt(claim.signature.slice(0, 66));
  const s = BigInt(`0x${claim.signature.slice(66)}`);
  const z = BigInt(claim.payloadHash);
  if (!isScalar(r) || !isScalar(s) || z >= MESSAGE_LIMIT) return false;

  const { Fn } = StarkPoint;
  const inverse = Fn.inv(s);
  const left = multiply(StarkPoint.BASE, Fn.mul(Fn.create(z), inverse));
  const key = liftX(x);
  if (key === undefined) return false;
  const right = multiply(key, Fn.mul(r, inverse));

  return [left.add(right), left.subtract(right)].some((point) => !point.is0() && Fn.create(point.x) === r);
}

function isScalar(value: bigint): boolean {
  return value > 0n && value < STARK_ORDER;
}

/** The library refuses a factor of zero, which is right for keys and wrong for a hash of zero. */
function multiply(point: typeof StarkPoint.BASE, factor: bigint): typeof StarkPoint.BASE {
  return factor === 0n ? StarkPoint.ZERO : point.multiplyUnsafe(factor);
}
