// The entry of the CDN build. It draws the button that signs in, because most pages have it and it is what people wait
// for; the elements themselves come after it, or when the page has one of them.
import { defineElement } from '../elements/support/define-element.js';
import type { ElementClass } from '../elements/support/define-element.js';
import { keepPageUrl } from '../elements/support/page-url.js';
import { createLoader } from '../session/lazy.js';
import { getSession, isPageOwner } from '../session/page-session.js';
import { readDocument } from '../platform/own-document.js';
import { FirstButtons } from './first-buttons.js';
import { defineOnSight } from './on-sight.js';
import { whenIdle } from './when-idle.js';

export { registerTranslation } from '../elements/support/register-translation.js';
export { configure, createSession, getSession } from '../session/page-session.js';
export { PassportError } from '../shared/passport-error.js';
// For the build, which calls it in place of each `import()` and does not let pages see it.
export { loadPart } from '../platform/parts.js';

const loadLogin = createLoader(async () => (await import('../elements/passport-login/passport-login.js')).PassportLogin);

const LATER: Readonly<Record<string, () => Promise<ElementClass>>> = {
  'passport-callback': createLoader(async () => (await import('../elements/passport-callback/passport-callback.js')).PassportCallback),
  'imx-register': createLoader(async () => (await import('../elements/imx-register/imx-register.js')).ImxRegister),
  'imx-balances': createLoader(async () => (await import('../elements/imx-balances/imx-balances.js')).ImxBalances),
  'immersve-login': createLoader(async () => (await import('../elements/immersve-login/immersve-login.js')).ImmersveLogin),
  'passport-doctor': createLoader(async () => (await import('../elements/passport-doctor/passport-doctor.js')).PassportDoctor),
};
const TAGS = Object.keys(LATER);

async function defineLater(tag: string): Promise<void> {
  const elementClass = await LATER[tag]?.();
  if (elementClass) defineElement(tag, elementClass);
}

/** Registers every element now, for those that stand where the document does not see them. */
export async function define(): Promise<void> {
  // A second copy of the bundle registers nothing, so it loads nothing for that.
  if (isPageOwner()) await Promise.all([firstButtons?.bring(), ...TAGS.map(defineLater)]);
}

// Now, because a router of the page may rewrite the address before the element is connected.
keepPageUrl();
const firstButtons = isPageOwner() ? new FirstButtons({
  session: getSession(),
  load: loadLogin,
  define: (elementClass) => defineElement('passport-login', elementClass),
}) : undefined;
if (firstButtons) {
  // For those that stand where the document does not see them, or are made later.
  whenIdle(() => firstButtons.bring().catch(() => {}));
  defineOnSight(TAGS, defineLater);
  // For whoever builds the page. Beside the body, where no markup of the page's own stands.
  if (/[?&]passport-doctor\b/.test(location.search)) {
    readDocument(document, 'documentElement')?.append(Document.prototype.createElement.call(document, 'passport-doctor'));
  }
}
