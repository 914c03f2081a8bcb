import type { SessionState } from './session-types.js';

/** Why the session changed. */
export type SessionChangeReason =
  | 'restored' | 'signed-in' | 'registered' | 'transacted' | 'refreshed' | 'signed-out' | 'expired' | 'other-tab';

/** The page's session changed. Dispatched on `window`, once for the whole page. */
export class PassportSessionChangeEvent extends Event {
  static readonly type = 'passport-session-change';
  readonly reason: SessionChangeReason;
  readonly previous: SessionState;
  readonly state: SessionState;

  constructor(reason: SessionChangeReason, previous: SessionState, state: SessionState) {
    super(PassportSessionChangeEvent.type);
    this.reason = reason;
    this.previous = previous;
    this.state = state;
  }
}

declare global {
  interface WindowEventMap {
    'passport-session-change': PassportSessionChangeEvent;
  }
}
