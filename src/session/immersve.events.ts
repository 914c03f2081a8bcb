import type { ImmersveChangeReason, ImmersveState } from './immersve-types.js';

/** The page's Immersve session changed. Dispatched on `window`, once for the whole page. */
export class ImmersveSessionChangeEvent extends Event {
  static readonly type = 'immersve-session-change';
  readonly reason: ImmersveChangeReason;
  readonly previous: ImmersveState;
  readonly state: ImmersveState;

  constructor(reason: ImmersveChangeReason, previous: ImmersveState, state: ImmersveState) {
    super(ImmersveSessionChangeEvent.type);
    this.reason = reason;
    this.previous = previous;
    this.state = state;
  }
}

declare global {
  interface WindowEventMap {
    'immersve-session-change': ImmersveSessionChangeEvent;
  }
}
