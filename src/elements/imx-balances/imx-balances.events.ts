import type { AssetList, BalanceList, TokenBalance } from '../../shared/network.js';

/** Balances were read. */
export class ImxBalancesLoadEvent extends Event {
  static readonly type = 'imx-balances-load';
  readonly list: BalanceList;

  constructor(list: BalanceList) {
    super(ImxBalancesLoadEvent.type, { bubbles: true, composed: true });
    this.list = list;
  }
}

/** Assets were read: the first of them. */
export class ImxAssetsLoadEvent extends Event {
  static readonly type = 'imx-assets-load';
  readonly list: AssetList;

  constructor(list: AssetList) {
    super(ImxAssetsLoadEvent.type, { bubbles: true, composed: true });
    this.list = list;
  }
}

/** A row was chosen. Cancel it, and its details do not open. */
export class ImxBalancesSelectEvent extends Event {
  static readonly type = 'imx-balances-select';
  readonly balance: TokenBalance;

  constructor(balance: TokenBalance) {
    super(ImxBalancesSelectEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.balance = balance;
  }
}

declare global {
  interface HTMLElementEventMap {
    'imx-assets-load': ImxAssetsLoadEvent;
    'imx-balances-load': ImxBalancesLoadEvent;
    'imx-balances-select': ImxBalancesSelectEvent;
  }
}
