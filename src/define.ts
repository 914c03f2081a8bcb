import { ImmersveLogin } from './elements/immersve-login/immersve-login.js';
import { ImxBalances } from './elements/imx-balances/imx-balances.js';
import { ImxRegister } from './elements/imx-register/imx-register.js';
import { PassportCallback } from './elements/passport-callback/passport-callback.js';
import { PassportLogin } from './elements/passport-login/passport-login.js';
import { defineElement } from './elements/support/define-element.js';
import type { ElementClass, Registry } from './elements/support/define-element.js';
import { keepPageUrl } from './elements/support/page-url.js';

export type * from './define/immersve-login.js';
export type * from './define/imx-balances.js';
export type * from './define/imx-register.js';
export type * from './define/passport-callback.js';
export type * from './define/passport-login.js';
export type * from './session/session.events.js';
// A page with nothing but the script tag has no other file to import these from.
export { registerTranslation } from './elements/support/register-translation.js';
export { configure, createSession, getSession } from './session/page-session.js';

const ELEMENTS: Readonly<Record<string, ElementClass>> = {
  'passport-login': PassportLogin,
  'passport-callback': PassportCallback,
  'imx-register': ImxRegister,
  'imx-balances': ImxBalances,
  'immersve-login': ImmersveLogin,
};

/**
 * Registers every element whose tag is free, except `<passport-doctor>`, which has a file of its own. Importing this file
 * has done that for the page's own registry; call it for a scoped one, or for tags with a prefix.
 */
export function define(registry?: Registry, prefix = ''): void {
  for (const [tag, elementClass] of Object.entries(ELEMENTS)) defineElement(tag, elementClass, registry, prefix);
}

// Now, because a router of the page may rewrite the address before the element is connected.
keepPageUrl();
define();
