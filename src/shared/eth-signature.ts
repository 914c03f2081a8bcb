import { WALLET_ERRORS } from './errors/wallet.js';
import { PassportError } from './passport-error.js';
import type { Hex } from './types.js';

/** Half the order of secp256k1, rounded down (SEC 2, section 2.4.1): `s` is at most this (EIP-2). */
const MAX_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The parts of an Ethereum signature. */
export interface EthSignature {
  /** 64 hex digits without `0x`. */
  readonly r: string;
  /** 64 hex digits without `0x`, in the lower half of the order. */
  readonly s: string;
  readonly recoveryId: 0 | 1;
}

/**
 * Reads the signature of a key pair: 65 bytes with v of 0, 1, 27 or 28, or the 64 bytes of EIP-2098.
 *
 * A high `s` is refused rather than turned round: the Stark key is derived from `s`, and there must
 * be one way only to read it.
 *
 * @throws {PassportError} `WALLET_UNSUPPORTED` for the signature of a contract wallet,
 * `WALLET_RESPONSE_INVALID` for what is none.
 */
export function parseEthSignature(value: unknown): EthSignature {
  if (typeof value !== 'string' || !/^0x([0-9a-f]{2})+$/i.test(value)) throw invalid('no hex text');
  const digits = value.slice(2).toLowerCase();
  if (digits.length !== 130 && digits.length !== 128) throw new PassportError(WALLET_ERRORS, 'WALLET_UNSUPPORTED');
  const r = digits.slice(0, 64);
  const { s, recoveryId } = digits.length === 128 ? splitCompact(digits.slice(64)) : splitFull(digits.slice(64));
  const [rValue, sValue] = [BigInt(`0x${r}`), BigInt(`0x${s}`)];
  if (rValue === 0n || rValue >= ORDER || sValue === 0n) throw invalid('its numbers are out of range');
  if (sValue > MAX_S) throw invalid('it is not canonical');
  return { r, s, recoveryId };
}

/** Gives a signature as 65 bytes in lower case, with a `v` of 27 or 28. */
export function toEthSignatureHex({ r, s, recoveryId }: EthSignature): Hex {
  return `0x${r}${s}${recoveryId === 0 ? '1b' : '1c'}`;
}

/** EIP-2098: the recovery id is the highest bit of `s`. */
function splitCompact(ys: string): Pick<EthSignature, 's' | 'recoveryId'> {
  const value = BigInt(`0x${ys}`);
  const s = BigInt.asUintN(255, value).toString(16).padStart(64, '0');
  return { s, recoveryId: value >> 255n === 1n ? 1 : 0 };
}

function splitFull(sv: string): Pick<EthSignature, 's' | 'recoveryId'> {
  const v = Number.parseInt(sv.slice(64), 16);
  if (v === 0 || v === 27) return { s: sv.slice(0, 64), recoveryId: 0 };
  if (v === 1 || v === 28) return { s: sv.slice(0, 64), recoveryId: 1 };
  throw invalid('its last byte is no recovery id');
}

function invalid(reason: string): PassportError {
  return new PassportError(WALLET_ERRORS, 'WALLET_RESPONSE_INVALID', {
    message: `The wallet sent something that is no signature: ${reason}.`,
  });
}
