import type { TokenSet } from '../auth/record.js';
import { toUserProfile } from '../auth/user-profile.js';
import { readAccount } from '../shared/account.js';
import type { NetworkName } from '../shared/types.js';
import type { SessionState } from './session-types.js';

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
