import { PassportCallback } from '../elements/passport-callback/passport-callback.js';
import { defineElement } from '../elements/support/define-element.js';
import { keepPageUrl } from '../elements/support/page-url.js';

// Now, because a router of the page may rewrite the address before the element is connected.
keepPageUrl();
defineElement('passport-callback', PassportCallback);
