import { IMMERSVE_ERRORS } from '../../shared/errors/immersve.js';
import { PassportError } from '../../shared/passport-error.js';
import type { ImmersveErrorCode } from '../service-error.js';

/**
 * Codes of refusals: numbers of EIP-1193 and ARC-27, JSON-RPC's of a request that is pending (EIP-1193 wallets), and
 * names of Pera's errors (`error.data.type`).
 */
const CODES: Readonly<Record<string, ImmersveErrorCode>> = {
  '4001': 'IMMERSVE_USER_REJECTED',
  '-32002': 'IMMERSVE_WALLET_BUSY',
  '4200': 'IMMERSVE_WALLET_UNSUPPORTED',
  '4003': 'IMMERSVE_WALLET_UNSUPPORTED',
  '4004': 'IMMERSVE_WALLET_UNSUPPORTED',
  'CONNECT_MODAL_CLOSED': 'IMMERSVE_USER_REJECTED',
  'EXTENSION_UNSUPPORTED_OPERATION': 'IMMERSVE_WALLET_UNSUPPORTED',
};

/** Gives whatever a wallet threw as an error of this room. The wallet's own words stay in the cause. */
export function toWalletError(thrown: unknown): PassportError {
  if (thrown instanceof PassportError) return thrown;
  const cause = thrown instanceof Error ? thrown : undefined;
  return new PassportError(IMMERSVE_ERRORS, getCode(thrown), { cause });
}

/** An error of this room for a wallet that gave something else than was asked for. */
export function createAnswerError(what: string): PassportError {
  return new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_WALLET_ERROR', { message: `The wallet gave no ${what}.` });
}

function getCode(thrown: unknown): ImmersveErrorCode {
  const known = [['code'], ['data', 'type'], ['data', 'originalError', 'code']]
    .map((path) => readPath(thrown, path))
    // A stranger's object may refuse to be made a text.
    .map((code) => (typeof code === 'string' || typeof code === 'number' ? String(code) : ''))
    .find((code) => Object.hasOwn(CODES, code) || code.endsWith('_CANCELLED'));
  if (known === undefined) return 'IMMERSVE_WALLET_ERROR';
  return CODES[known] ?? 'IMMERSVE_USER_REJECTED';
}

/** Reads a member of a stranger's object: its getters may throw. */
export function readPath(value: unknown, path: readonly string[]): unknown {
  try {
    let at: unknown = value;
    for (const key of path) at = (at as Record<string, unknown> | null | undefined)?.[key];
    // A symbol cannot be made a text.
    return typeof at === 'symbol' ? undefined : at;
  } catch {
    return undefined;
  }
}
