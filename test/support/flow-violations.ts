/** What pages tell of refusals by their policies: Content-Security-Policy, and Trusted Types as a part of it. Runs inside a page. */

/** Survives pages and windows that close: the next look of any page of the site finds it. */
const KEY = 'violations-of-pages';

const ofThisPage: string[] = [];

function readStored(): string[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[];
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
      localStorage.setItem(KEY, JSON.stringify([...new Set([...readStored(), ...ofThisPage])]));
    } catch {
      // It is told by this page, then.
    }
  }, true);
}

/** What was refused on this page, and on all of its site since the last look. */
export function takeViolations(): string[] {
  const found = [...new Set([...readStored(), ...ofThisPage.splice(0)])];
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was none.
  }
  return found;
}
