import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import { getString, isRecord, parseJson } from '../shared/guards.js';

/** Whose wallet it is: an ID token with what it says about that. */
export interface WalletIdentity {
  readonly idToken: string;
  readonly subject: string;
  /** The wallet's address by the token's claims; none before the user is registered. */
  readonly adminAddresses: readonly string[];
}

/**
 * Reads the user out of an ID token. The token was verified before it came here; what is read is the
 * very token that is sent, so that user and token cannot differ.
 *
 * @throws {PassportError} `ID_TOKEN_INVALID`
 */
export function readIdentity(idToken: string): WalletIdentity {
  const claims = parseJson(decodeBase64Url(idToken.split('.')[1] ?? ''));
  const subject = isRecord(claims) ? getString(claims, 'sub') : undefined;
  if (!isRecord(claims) || !subject) throw new PassportError(AUTH_ERRORS, 'ID_TOKEN_INVALID');
  const passport = Object.hasOwn(claims, 'passport') ? claims['passport'] : undefined;
  const adminAddresses = isRecord(passport)
    ? ['imx_user_admin_address', 'zkevm_user_admin_address'].flatMap((name) => getString(passport, name) || [])
    : [];
  return { idToken, subject, adminAddresses };
}

function decodeBase64Url(text: string): string {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
