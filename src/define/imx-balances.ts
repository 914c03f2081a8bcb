import { ImxBalances } from '../elements/imx-balances/imx-balances.js';
import { defineElement } from '../elements/support/define-element.js';

// Value imports leave no trace in the .d.ts; these re-exports carry the tag and event types.
export type * from '../elements/imx-balances/imx-balances.js';
export type * from '../elements/imx-balances/imx-balances.events.js';
export type * from '../elements/support/error.events.js';

defineElement('imx-balances', ImxBalances);
