import type { PassportError } from '../../shared/passport-error.js';

/** What this element was asked to do has failed, or was cancelled (`ABORTED`). */
export class PassportErrorEvent extends Event {
  static readonly type = 'passport-error';
  readonly error: PassportError;

  constructor(error: PassportError) {
    super(PassportErrorEvent.type, { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'passport-error': PassportErrorEvent;
  }
}
