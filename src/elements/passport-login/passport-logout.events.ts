/** Somebody asks to sign out. Cancel it, and nothing happens. */
export class PassportLogoutStartEvent extends Event {
  static readonly type = 'passport-logout-start';

  constructor() {
    super(PassportLogoutStartEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** The visitor is signed out. */
export class PassportLogoutEvent extends Event {
  static readonly type = 'passport-logout';

  constructor() {
    super(PassportLogoutEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'passport-logout-start': PassportLogoutStartEvent;
    'passport-logout': PassportLogoutEvent;
  }
}
