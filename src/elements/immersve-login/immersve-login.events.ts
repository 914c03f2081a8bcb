import type { ImmersveProfile } from '../../session/immersve-types.js';
import type { ImmersveChallenge, ImmersveMethod, ImmersveMode } from '../../shared/immersve.js';
import type { PassportError } from '../../shared/passport-error.js';

/** The states of `<immersve-login>`. */
export type ImmersveView =
  | 'unknown' | 'restoring' | 'signed-out' | 'choosing' | 'connecting' | 'checking' | 'signing' | 'completing'
  | 'signed-in' | 'signing-out' | 'failed';

/** A wallet is about to be asked. Cancel it, and nothing happens. */
export class ImmersveLoginStartEvent extends Event {
  static readonly type = 'immersve-login-start';
  readonly method: ImmersveMethod;
  readonly signerId: string;
  readonly mode: ImmersveMode;

  constructor(method: ImmersveMethod, signerId: string, mode: ImmersveMode) {
    super(ImmersveLoginStartEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.method = method;
    this.signerId = signerId;
    this.mode = mode;
  }
}

/** The request of the service was checked and goes to the wallet now. Cancel it, and nothing is signed. */
export class ImmersveChallengeEvent extends Event {
  static readonly type = 'immersve-challenge';
  readonly method: ImmersveMethod;
  readonly network: string;
  readonly challenge: ImmersveChallenge;

  constructor(method: ImmersveMethod, network: string, challenge: ImmersveChallenge) {
    super(ImmersveChallengeEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.method = method;
    this.network = network;
    this.challenge = challenge;
  }
}

/** What this element does has come to its next state. */
export class ImmersveStateEvent extends Event {
  static readonly type = 'immersve-state';
  readonly state: ImmersveView;
  readonly previous: ImmersveView;
  readonly method?: ImmersveMethod;

  constructor(state: ImmersveView, previous: ImmersveView, method?: ImmersveMethod) {
    super(ImmersveStateEvent.type, { bubbles: true, composed: true });
    this.state = state;
    this.previous = previous;
    this.method = method;
  }
}

/** The visitor finished signing in. A restored session does not fire it. */
export class ImmersveLoginEvent extends Event {
  static readonly type = 'immersve-login';
  readonly profile: ImmersveProfile;

  constructor(profile: ImmersveProfile) {
    super(ImmersveLoginEvent.type, { bubbles: true, composed: true });
    this.profile = profile;
  }
}

/** The visitor is signed out. */
export class ImmersveLogoutEvent extends Event {
  static readonly type = 'immersve-logout';

  constructor() {
    super(ImmersveLogoutEvent.type, { bubbles: true, composed: true });
  }
}

/** What this element was asked to do has failed, was declined in the wallet, or was cancelled (`ABORTED`). */
export class ImmersveErrorEvent extends Event {
  static readonly type = 'immersve-error';
  readonly error: PassportError;

  constructor(error: PassportError) {
    super(ImmersveErrorEvent.type, { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'immersve-login-start': ImmersveLoginStartEvent;
    'immersve-challenge': ImmersveChallengeEvent;
    'immersve-state': ImmersveStateEvent;
    'immersve-login': ImmersveLoginEvent;
    'immersve-logout': ImmersveLogoutEvent;
    'immersve-error': ImmersveErrorEvent;
  }
}
