/**
 * The wallet is about to cover the page with a screen of its own. Dispatched at the wallet's frame, from
 * where it rises to `document` and `window`.
 *
 * A page with a modal dialog open closes it here: the frame is out of reach behind it. Refused by
 * `preventDefault()`, the screen is not shown, and whatever needs it fails with `WALLET_OBSTRUCTED`.
 */
export class PassportWalletShowEvent extends Event {
  static readonly type = 'passport-wallet-show';

  constructor() {
    super(PassportWalletShowEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'passport-wallet-show': PassportWalletShowEvent;
  }
  interface WindowEventMap {
    'passport-wallet-show': PassportWalletShowEvent;
  }
}
