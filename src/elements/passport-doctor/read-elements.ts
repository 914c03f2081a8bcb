import type { ElementFact } from '../../doctor/doctor-page.js';
import type { AttributeConfig } from '../../shared/config.js';
import type { ElementClass, Registry } from '../support/define-element.js';
import { PassportElement } from '../support/passport-element.js';

/** The tags that a visitor meets. */
const TAGS = ['passport-login', 'passport-callback', 'imx-register', 'imx-balances', 'immersve-login'] as const;

/** What says that a page is set up wrong; other failures are a visitor's. */
const SETUP_CODES: readonly unknown[] = ['INVALID_CONFIGURATION', 'ENVIRONMENT_UNSUPPORTED', 'SESSION_CONFLICT'];
const MAX_MESSAGE = 240;

/** The elements with our tags in a document. What stands in shadow roots is not seen. */
export function readElements(root: ParentNode = document, registry: Pick<Registry, 'get'> = customElements): readonly ElementFact[] {
  return [...root.querySelectorAll(TAGS.join())].map((element) => {
    const error = (element as { readonly error?: { readonly code?: unknown; readonly message?: unknown } }).error;
    const problem = SETUP_CODES.includes(error?.code) ? String(error?.message).slice(0, MAX_MESSAGE) : undefined;
    const { redirectUri, popupRedirectUri } = element as Pick<AttributeConfig, 'redirectUri' | 'popupRedirectUri'> & Element;
    const redirectUris = [redirectUri, popupRedirectUri].filter((uri) => typeof uri === 'string');
    return { tag: element.localName, owner: getOwner(registry.get(element.localName)), problem, redirectUris };
  });
}

function getOwner(elementClass: ElementClass | undefined): ElementFact['owner'] {
  if (!elementClass) return 'nobody';
  // The element of Immersve has a base class of its own.
  return elementClass.prototype instanceof PassportElement || 'walletLoaders' in elementClass ? 'us' : 'others';
}
