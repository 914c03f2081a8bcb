import { toUserProfile } from '../auth/claims.js';
import type { TokenSet } from '../auth/record.js';
import { readAccount } from '../shared/account.js';
import type { NetworkName } from '../shared/types.js';
import type { SessionState } from './session-types.js';

/** The change that leaves nothing of a user in the state. */
export const SIGNED_OUT = {
  status: 'signed-out', user: undefined, trust: undefined, account: undefined,
  registration: 'unknown', registrationStep: undefined, loginWindow: undefined, error: undefined,
} as const satisfies Partial<SessionState>;

/** The change that shows the user of these tokens. */
export function toSignedIn(
  tokens: TokenSet, trust: 'restored' | 'verified', network: NetworkName,
): Partial<SessionState> {
  const account = readAccount(tokens.claims, network);
  return {
    status: 'signed-in',
    user: toUserProfile(tokens.claims),
    trust,
    account,
    registration: account ? 'registered' : 'unregistered',
    loginWindow: undefined,
    error: undefined,
  };
}
