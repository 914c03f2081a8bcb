import { PassportLogin } from '../elements/passport-login/passport-login.js';
import { defineElement } from '../elements/support/define-element.js';

defineElement('passport-login', PassportLogin);
