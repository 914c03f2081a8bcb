// The entry of the CDN build. Sign-in is in it, because most pages have the button and it is what
// people wait for; the other elements come when the page has one of them.
import { PassportLogin } from '../elements/passport-login/passport-login.js';
import { defineElement } from '../elements/support/define-element.js';
import type { ElementClass } from '../elements/support/define-element.js';
import { keepPageUrl } from '../elements/support/page-url.js';
import { createLoader } from '../session/lazy.js';
import { isPageOwner } from '../session/page-session.js';
import { readDocument } from '../platform/own-document.js';
import { defineOnSight } from './on-sight.js';

export { registerTranslation } from '../elements/support/register-translation.js';
export { configure, createSession, getSession } from '../session/page-session.js';
export { PassportError } from '../shared/passport-error.js';
// For the build, which calls it in place of each `import()` and does not let pages see it.
export { loadPart } from '../platform/parts.js';

const loadCallback = createLoader(() => import('../elements/passport-callback/passport-callback.js'));
const loadRegister = createLoader(() => import('../elements/imx-register/imx-register.js'));
const loadImmersveLogin = createLoader(() => import('../elements/immersve-login/immersve-login.js'));
const loadDoctor = createLoader(() => import('../elements/passport-doctor/passport-doctor.js'));
const loadBalances = createLoader(() => import('../elements/imx-balances/imx-balances.js'));

const LATER: Readonly<Record<string, () => Promise<ElementClass>>> = {
  'passport-callback': async () => (await loadCallback()).PassportCallback,
  'imx-register': async () => (await loadRegister()).ImxRegister,
  'imx-balances': async () => (await loadBalances()).ImxBalances,
  'immersve-login': async () => (await loadImmersveLogin()).ImmersveLogin,
  'passport-doctor': async () => (await loadDoctor()).PassportDoctor,
};
const TAGS = Object.keys(LATER);

async function defineLater(tag: string): Promise<void> {
  const elementClass = await LATER[tag]?.();
  if (elementClass) defineElement(tag, elementClass);
}

/** Registers every element now, for those that stand where the document does not see them. */
export async function define(): Promise<void> {
  // A second copy of the bundle registers nothing, so it loads nothing for that.
  if (isPageOwner()) await Promise.all(TAGS.map(defineLater));
}

// Now, because a router of the page may rewrite the address before the element is connected.
keepPageUrl();
defineElement('passport-login', PassportLogin);
if (isPageOwner()) {
  defineOnSight(TAGS, defineLater);
  // For whoever builds the page. Beside the body, where no markup of the page's own stands.
  if (/[?&]passport-doctor\b/.test(location.search)) {
    readDocument(document, 'documentElement')?.append(Document.prototype.createElement.call(document, 'passport-doctor'));
  }
}
