import { detectPage } from '../platform/page-environment.js';
import type { PageEnvironment } from '../platform/page-environment.js';
import { pageFetch } from '../platform/page-fetch.js';
import { openStore } from '../platform/storage.js';

/** An element of ours on the page. */
export interface ElementFact {
  readonly tag: string;
  /** Whose class the tag has; `nobody` where it is not defined. */
  readonly owner: 'us' | 'others' | 'nobody';
  /** The redirect URIs that it states, as they stand in its attributes: one of another host makes no configuration. */
  readonly redirectUris?: readonly string[];
  /** What the element says of its own setup, in its words. */
  readonly problem?: string;
}

/** A violation of the page's policy. */
export interface Violation {
  readonly directive: string;
  /** The origin, or a word such as `inline`. */
  readonly blocked: string;
}

/** What the checks look at: a page as it is now. */
export interface DoctorPage {
  /** Without query and fragment, which may hold the code of a login. */
  readonly url: string;
  readonly isSecure: boolean;
  readonly isFramed: boolean;
  readonly environment: PageEnvironment;
  /** What is written can be read again. */
  readonly keeps: boolean;
  readonly hasLocks: boolean;
  /** What stands in the place of the page's session: of this release, of another, or something foreign. */
  readonly slot: unknown;
  /** Releases of the library that were loaded after the first. */
  readonly laterVersions: readonly string[];
  /** How many script elements load a file of ours. */
  readonly scripts: number;
  /** The policies in `<meta>` elements. */
  readonly metaPolicies: readonly string[];
  /** For addresses of the page's own origin and for public answers. Follows no redirect. */
  readonly fetch: typeof fetch;
}

/** Where `src/session/page-session.ts` keeps the page's session, and notes copies that came later. */
const SLOT = Symbol.for('passport-widgets/session@1');
const LATER = Symbol.for('passport-widgets/later@1');
const PROBE = 'passport-widgets.doctor';

/** Looks at a page. Costs no request. */
export function readPage(page: Window = window): DoctorPage {
  const slots = page as unknown as Record<symbol, unknown>;
  const { document, location } = page;
  const later = slots[LATER];
  return {
    url: `${location.origin}${location.pathname}`,
    isSecure: page.isSecureContext,
    isFramed: page.parent !== page,
    environment: detectPage(page),
    keeps: canKeep(page),
    hasLocks: 'locks' in page.navigator,
    slot: slots[SLOT],
    laterVersions: Array.isArray(later) ? later.map(String) : [],
    scripts: [...document.scripts].filter(({ src }) => /\/passport-widgets(?:\.all)?\.js(?:[?#]|$)/u.test(src)).length,
    metaPolicies: [...document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]')].map(({ content }) => content),
    fetch: createProbe(),
  };
}

/** A redirect is an answer to look at, and a page behind a password of its own site is asked for with it. */
function createProbe(): typeof fetch {
  return (input, init) => {
    if (!pageFetch) return Promise.reject(new TypeError('There is no fetch.'));
    return pageFetch(input, { ...init, redirect: 'manual', credentials: 'same-origin' });
  };
}

function canKeep(page: Window): boolean {
  let hasFallenBack = false;
  const store = openStore('local', { window: page, onFallback: () => { hasFallenBack = true; } });
  store.set(PROBE, '1');
  const isKept = store.get(PROBE) === '1';
  store.remove(PROBE);
  return isKept && !hasFallenBack;
}
