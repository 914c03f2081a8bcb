import { PassportLogin } from '../elements/passport-login/passport-login.js';
import { defineElement } from '../elements/support/define-element.js';

// Value imports leave no trace in the .d.ts; these re-exports carry the tag and event types.
export type * from '../elements/passport-login/passport-login.js';
export type * from '../elements/passport-login/passport-login.events.js';
export type * from '../elements/passport-login/passport-logout.events.js';
export type * from '../elements/support/error.events.js';

defineElement('passport-login', PassportLogin);
