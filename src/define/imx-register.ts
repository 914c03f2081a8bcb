import { ImxRegister } from '../elements/imx-register/imx-register.js';
import { defineElement } from '../elements/support/define-element.js';

// Value imports leave no trace in the .d.ts; these re-exports carry the tag and event types.
export type * from '../elements/imx-register/imx-register.js';
export type * from '../elements/imx-register/imx-register.events.js';
export type * from '../elements/support/error.events.js';

defineElement('imx-register', ImxRegister);
