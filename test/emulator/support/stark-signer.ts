import { createHash } from 'node:crypto';
import { STARK_ORDER, StarkPoint } from '../../../emulator/src/imx/stark/curve.js';

/** Signs a payload hash with a Stark key; any `k` makes a valid signature, this one is repeatable. */
export function signStark(privateKey: bigint, payloadHash: string): string {
  const { Fn } = StarkPoint;
  const seed = createHash('sha256').update(`k ${privateKey} ${payloadHash}`).digest('hex');
  const k = (BigInt(`0x${seed}`) % (STARK_ORDER - 1n)) + 1n;
  const r = Fn.create(StarkPoint.BASE.multiply(k).x);
  const s = Fn.mul(Fn.inv(k), Fn.add(Fn.create(BigInt(payloadHash)), Fn.mul(r, privateKey)));
  return `0x${toDigits(r)}${toDigits(s)}`;
}

function toDigits(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}
