import type { TokenSet } from '../auth/record.js';
import type { Clock } from '../platform/clock.js';
import type { SessionState } from './session-types.js';
import type { StateStore } from './state-store.js';
import type { TokenChange, TokenKeeper } from './token-keeper.js';

/** What the tokens of a session change in it. */
export interface FollowedSession {
  readonly clock: Clock;
  readonly states: StateStore;
  readonly keeper: TokenKeeper | undefined;
  readonly tokens: TokenSet | undefined;
  readonly hooks: { readonly isRegistering: () => boolean; readonly onSignedInElsewhere: () => void };
  cancelVerifying: () => void;
  restore(): void;
  describe(): Partial<SessionState>;
  disconnect(): Promise<void>;
}

/** Brings a session in step with its tokens: the state that they give it, and what was made with those before. */
export function followTokens(session: FollowedSession, { reason, error }: TokenChange): void {
  const { clock, hooks, keeper, states, tokens } = session;
  const before = states.state;
  // WebKit tells of other tabs in the midst of reading storage, before the stored session was read here.
  if (reason === 'other-tab' && before.status === 'restoring') return session.restore();
  const isOther = tokens?.claims.sub !== before.user?.sub;
  if (isOther || !tokens) void session.disconnect();
  // The visitor is being asked: that nobody is signed in is known.
  if (!tokens && before.status === 'signing-in') return;
  // A registration that is under way renews tokens itself, and ends on its own terms.
  const isKept = hooks.isRegistering() && !isOther && tokens !== undefined;
  const kept = isKept ? { registration: before.registration, account: before.account } : {};
  const isQuiet = reason === 'restored' && before.status === 'signed-in';
  states.set({ ...session.describe(), ...kept, ...(error ? { error } : {}) }, isQuiet ? undefined : reason);
  // What another tab stored is verified as well, without asking for new tokens: the tabs would go on for ever.
  if (keeper && tokens && keeper.trust === 'restored') {
    session.cancelVerifying();
    session.cancelVerifying = clock.after(0, () => void keeper.verifyQuietly());
  }
  if (reason === 'other-tab' && tokens) hooks.onSignedInElsewhere();
}
