import { ImmersveLogin } from '../elements/immersve-login/immersve-login.js';
import { defineElement } from '../elements/support/define-element.js';

defineElement('immersve-login', ImmersveLogin);
