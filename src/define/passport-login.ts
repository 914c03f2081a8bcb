import { PassportLogin } from '../elements/passport-login/passport-login.js';
import { defineElement } from '../elements/support/define-element.js';

// The compiler leaves out of the declarations what a value is imported for: with these, the tag and its events have their types.
export type * from '../elements/passport-login/passport-login.js';
export type * from '../elements/passport-login/passport-login.events.js';
export type * from '../elements/passport-login/passport-logout.events.js';
export type * from '../elements/support/error.events.js';

defineElement('passport-login', PassportLogin);
