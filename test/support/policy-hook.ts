/**
 * Counts, after each browser test, what a strict page would have refused our code. The test runner serves its pages
 * with the policy of `scripts/test/serve-policy.ts`, which reports and refuses nothing, and puts this module before each test file.
 */

const OWN_TAG = /^(?:passport|imx|immersve)-/;
/** Our code and the packages that it is built of, as the test runner serves them. What tests themselves put on a page is theirs. */
const OWN_FILE = /^https?:\/\/[^/]+\/(?:src|node_modules\/(?:lit|lit-html|lit-element|@lit\/[^/]+|oidc-client-ts|jose|@noble\/[^/]+|@scure\/[^/]+))\//;

const refused: string[] = [];

/** What would have been refused since the last look. */
export const takeRefusals = (): string[] => refused.splice(0);

function isOurs(event: SecurityPolicyViolationEvent): boolean {
  const [target] = event.composedPath();
  const root = target instanceof Node ? target.getRootNode() : undefined;
  return OWN_FILE.test(event.sourceFile) || (root instanceof ShadowRoot && OWN_TAG.test(root.host.localName));
}

document.addEventListener('securitypolicyviolation', (event) => {
  // What a policy of a test's own refuses is its subject.
  if (event.disposition !== 'report' || !isOurs(event)) return;
  const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
  refused.push([effectiveDirective, blockedURI, sourceFile && `${sourceFile}:${lineNumber}`, sample].filter(Boolean).join(' '));
}, true);

function failAtRefusals(): void {
  const found = takeRefusals();
  if (found.length > 0) throw new Error(`A strict page would have refused: ${found.join(', ')}`);
}

afterEach(failAtRefusals);

/** How long the browser may take to tell of a refusal; on a busy machine its tasks wait. */
const PATIENCE_MS = 10_000;

/** Resolves once the browser has told of everything it refused so far: of a style of the tests' own last, because it keeps the order. */
async function hearAll(): Promise<void> {
  const probe = document.createElement('i');
  const heard = new Promise<true>((resolve) => { probe.addEventListener('securitypolicyviolation', () => resolve(true), { once: true }); });
  document.body.append(probe);
  probe.setAttribute('style', 'color: red');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<false>((resolve) => { timer = setTimeout(() => resolve(false), PATIENCE_MS); });
  const isHeard = await Promise.race([heard, limit]);
  clearTimeout(timer);
  probe.remove();
  if (!isHeard) throw new Error('The browser tells nothing of what the policy of this page refuses.');
}

// A refusal is told a moment later: those of the last test are heard here.
after(async () => {
  await hearAll();
  failAtRefusals();
});
