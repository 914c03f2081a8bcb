import type { ErrorCode } from '../shared/passport-error.js';
import type { Texts } from '../shared/texts.js';

/** Codes with the same way out as another, in English: a file has it once, under the other. */
export const SAME_WAYS: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  USERINFO_INVALID: 'TOKEN_RESPONSE_INVALID',
  METADATA_UNAVAILABLE: 'NETWORK_FAILED',
  JWKS_UNAVAILABLE: 'NETWORK_FAILED',
  SESSION_EXPIRED: 'POPUP_TIMEOUT',
  WALLET_CONNECTION_ERROR: 'NETWORK_FAILED',
  WALLET_TIMEOUT: 'TIMEOUT',
  PAYLOAD_MISMATCH: 'MESSAGE_REFUSED',
  API_UNAVAILABLE: 'TIMEOUT',
  API_UNAUTHORIZED: 'POPUP_TIMEOUT',
  API_RESPONSE_INVALID: 'RESPONSE_TOO_LARGE',
  TRANSACTION_UNKNOWN: 'CONFIRMATION_FAILED',
  IMMERSVE_SESSION_EXPIRED: 'POPUP_TIMEOUT',
  IMMERSVE_RATE_LIMITED: 'API_RATE_LIMITED',
  IMMERSVE_UNAVAILABLE: 'TIMEOUT',
  IMMERSVE_CHALLENGE_UNSAFE: 'MESSAGE_REFUSED',
  IMMERSVE_USER_REJECTED: 'ABORTED',
  USER_REGISTRATION_ERROR: 'NETWORK_FAILED',
};

/** Gives each of these codes the way out of the other, where the texts have that one and not its own. */
export function withSameWays(texts: Texts): Texts {
  const same = Object.entries(SAME_WAYS).flatMap(([code, other]) => {
    const text = texts[`way-${other}`];
    return text === undefined ? [] : [[`way-${code}`, text] as const];
  });
  return { ...Object.fromEntries(same), ...texts };
}
