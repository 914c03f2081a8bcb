import { ImxRegister } from '../elements/imx-register/imx-register.js';
import { defineElement } from '../elements/support/define-element.js';

defineElement('imx-register', ImxRegister);
