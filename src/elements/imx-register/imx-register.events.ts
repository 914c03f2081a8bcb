import type { RegistrationStep } from '../../shared/network.js';
import type { Account } from '../../shared/types.js';

/** A registration is asked for. Cancel it, and nothing happens. */
export class ImxRegisterStartEvent extends Event {
  static readonly type = 'imx-register-start';

  constructor() {
    super(ImxRegisterStartEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A registration has come to its next step. */
export class ImxRegisterProgressEvent extends Event {
  static readonly type = 'imx-register-progress';
  readonly step: RegistrationStep;
  /** From 0. */
  readonly index: number;
  readonly total: number;

  constructor(step: RegistrationStep, index: number, total: number) {
    super(ImxRegisterProgressEvent.type, { bubbles: true, composed: true });
    this.step = step;
    this.index = index;
    this.total = total;
  }
}

/** The visitor is registered. */
export class ImxRegisterEvent extends Event {
  static readonly type = 'imx-register';
  readonly account: Account;

  constructor(account: Account) {
    super(ImxRegisterEvent.type, { bubbles: true, composed: true });
    this.account = account;
  }
}

declare global {
  interface HTMLElementEventMap {
    'imx-register-start': ImxRegisterStartEvent;
    'imx-register-progress': ImxRegisterProgressEvent;
    'imx-register': ImxRegisterEvent;
  }
}
