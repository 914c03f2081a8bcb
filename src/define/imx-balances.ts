import { ImxBalances } from '../elements/imx-balances/imx-balances.js';
import { defineElement } from '../elements/support/define-element.js';

defineElement('imx-balances', ImxBalances);
