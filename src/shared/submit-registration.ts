import { readAccount } from './account.js';
import { IMX_ERRORS } from './errors/imx.js';
import { SHARED_ERRORS } from './errors/shared.js';
import type { IdTokenClaims, NetworkUser } from './network.js';
import { PassportError } from './passport-error.js';
import type { Account, NetworkName } from './types.js';
import { withAccessToken } from './with-access-token.js';

/** As the official SDK: a refresh at once, and three more. */
const MAX_REFRESHES = 4;
/** After a lost answer the account may never appear: the visitor should not wait as long. */
const LOST_REFRESHES = 2;

/** Codes after which a registration may have happened all the same. */
const LOST_CODES: readonly string[] = ['API_UNAVAILABLE', 'API_RESPONSE_INVALID', 'RESPONSE_TOO_LARGE'];

/** What became of a registration that was sent. */
export type Submission<Answer> =
  | { readonly kind: 'accepted'; readonly answer: Answer }
  /** Sent, and no answer came: the claims tell whether it arrived. */
  | { readonly kind: 'lost'; readonly error: PassportError };

/**
 * Sends a registration with the token of the user whom it is for. The token is of whoever is signed in
 * now: another user is `USER_CHANGED`.
 *
 * @param post sends it; rejects with a code of the api room
 */
export async function submitRegistration<Answer>(
  user: NetworkUser, sub: string, post: (accessToken: string) => Promise<Answer>, signal: AbortSignal,
): Promise<Submission<Answer>> {
  const submit = async (accessToken: string): Promise<Answer> => {
    if ((await user.getClaims()).sub !== sub) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
    signal.throwIfAborted();
    return post(accessToken);
  };
  try {
    const answer = await withAccessToken(user, submit, { signal });
    return { kind: 'accepted', answer };
  } catch (error) {
    if (error instanceof PassportError && LOST_CODES.includes(error.code)) return { kind: 'lost', error };
    throw error;
  }
}

/** What `waitForAccount` needs. */
export interface WaitForAccountOptions {
  readonly user: Pick<NetworkUser, 'refresh'>;
  readonly network: NetworkName;
  /** Throws at claims that are not of the user who registers. */
  readonly check: (claims: IdTokenClaims) => void;
  /** Passes the time between two refreshes. */
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
  /** Why no answer came, where none did: then it is told in place of `REGISTRATION_PENDING`. */
  readonly lost?: PassportError;
}

/**
 * Refreshes the user's claims until they show the account.
 *
 * @throws {PassportError} `REGISTRATION_PENDING` or `lost` when they do not in time
 */
export async function waitForAccount(options: WaitForAccountOptions): Promise<Account> {
  const { user, network, check, pause, signal, lost } = options;
  let cause: unknown;
  for (let count = 1; count <= (lost ? LOST_REFRESHES : MAX_REFRESHES); count += 1) {
    if (count > 1) await pause();
    signal.throwIfAborted();
    try {
      const claims = await user.refresh({ signal });
      check(claims);
      const account = readAccount(claims, network);
      if (account) return account;
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error)) throw error;
      cause = error;
    }
  }
  throw lost ?? new PassportError(IMX_ERRORS, 'REGISTRATION_PENDING', { cause });
}

/** A refresh that failed for now, and not one that says who is, or is no longer, signed in. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof PassportError)) return false;
  return error.retryable && error.type !== 'NOT_LOGGED_IN_ERROR' && error.type !== 'WALLET_CONNECTION_ERROR';
}
