import { ImxBalances } from '../elements/imx-balances/imx-balances.js';
import { defineElement } from '../elements/support/define-element.js';

// The compiler leaves out of the declarations what a value is imported for: with these, the tag and its events have their types.
export type * from '../elements/imx-balances/imx-balances.js';
export type * from '../elements/imx-balances/imx-balances.events.js';
export type * from '../elements/support/error.events.js';

defineElement('imx-balances', ImxBalances);
