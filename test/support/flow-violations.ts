/** What pages tell of refusals by their policies: Content-Security-Policy, and Trusted Types as a part of it. Runs inside a page. */

/** Survives pages and windows that close: the next look of any page of the site finds it. */
export const VIOLATIONS_KEY = 'violations-of-pages';

const ofThisPage: string[] = [];

function readStored(): string[] {
  try {
    return JSON.parse(localStorage.getItem(VIOLATIONS_KEY) ?? '[]') as string[];
  } catch {
    // A page whose storage a test has taken away has only its own.
    return [];
  }
}

/** Notes each refusal from now on. */
export function watchViolations(): void {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
    ofThisPage.push([effectiveDirective, blockedURI, sourceFile, sample].filter(Boolean).join(' '));
    try {
      localStorage.setItem(VIOLATIONS_KEY, JSON.stringify([...new Set([...readStored(), ...ofThisPage])]));
    } catch {
      // It is told by this page, then.
    }
  }, true);
}

/**
 * WebKit asks ahead for scripts that it has not come to yet, without their `integrity`; a policy that lists hashes refuses that,
 * and the tag itself loads all the same. Such a script has a hash, and has come.
 */
function isAskedAhead(violation: string): boolean {
  const [directive, url, ...more] = violation.split(' ');
  if (/Chrome|Firefox/.test(navigator.userAgent) || directive !== 'script-src-elem' || more.length > 0) return false;
  return [...document.querySelectorAll('script')].some(({ src, integrity }) => src === url && integrity !== '')
    && performance.getEntriesByType('resource').some(({ name }) => name === url);
}

/** What was refused on this page, and on all of its site since the last look. */
export function takeViolations(): string[] {
  const found = [...new Set([...readStored(), ...ofThisPage.splice(0)])].filter((violation) => !isAskedAhead(violation));
  try {
    localStorage.removeItem(VIOLATIONS_KEY);
  } catch {
    // There was none.
  }
  return found;
}
