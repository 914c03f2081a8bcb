import { PassportCallback } from '../elements/passport-callback/passport-callback.js';
import { defineElement } from '../elements/support/define-element.js';
import { keepPageUrl } from '../elements/support/page-url.js';

// Value imports leave no trace in the .d.ts; these re-exports carry the tag and event types.
export type * from '../elements/passport-callback/passport-callback.js';
export type * from '../elements/passport-login/passport-login.events.js';
export type * from '../elements/support/error.events.js';

// Now, because a router of the page may rewrite the address before the element is connected.
keepPageUrl();
defineElement('passport-callback', PassportCallback);
