import type { UserProfile } from '../../shared/types.js';

/** Somebody asks to sign in. Cancel it, and nothing happens. */
export class PassportLoginStartEvent extends Event {
  static readonly type = 'passport-login-start';
  /** The direct login method, when one was chosen. */
  readonly method?: string;
  /** Whether a window will open or this page will be left. */
  readonly flow: 'popup' | 'redirect';

  constructor(flow: 'popup' | 'redirect', method?: string) {
    super(PassportLoginStartEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.flow = flow;
    this.method = method;
  }
}

/** The visitor finished signing in. A restored session does not fire it. */
export class PassportLoginEvent extends Event {
  static readonly type = 'passport-login';
  readonly user: UserProfile;

  constructor(user: UserProfile) {
    super(PassportLoginEvent.type, { bubbles: true, composed: true });
    this.user = user;
  }
}

declare global {
  interface HTMLElementEventMap {
    'passport-login-start': PassportLoginStartEvent;
    'passport-login': PassportLoginEvent;
  }
}
