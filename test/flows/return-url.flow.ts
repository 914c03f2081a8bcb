import assert from 'node:assert/strict';
import { flow } from '../support/flow.js';
import { createRandom, pick } from '../support/random.js';
import { bundle } from './support/bundle.js';
import { startSite } from '../support/site.js';
import { BUNDLED } from '../support/site-policy.js';

/** Row 57: where a callback page leads on to stays on its origin, whatever is stated or remembered. */
const COUNT = 10_000;
/** Browsers stop following a page that goes elsewhere hundreds of times. */
const REAL_COUNT = 100;

const PAGE = `
  import { createSession } from 'passport-widgets';
  import 'passport-widgets/define/passport-callback';
  const session = createSession({ clientId: 'fuzz', storage: 'memory' });
  const answers = [];
  session.handleCallback = async () => ({ kind: 'signed-in', user: { sub: 'email|1' }, returnTo: answers.shift() });
  // An injected base would lead every relative address elsewhere; on this machine, because WebKit asks its host for something by itself.
  const base = document.createElement('base');
  base.href = 'https://127.0.0.1:1/';
  document.head.append(base);

  /** Leads on to each URL, stated by the page or remembered by the login; gives every address that was reached for. */
  window.leadOn = async (urls, by, isReal) => {
    const reached = [];
    const listen = (event) => { event.preventDefault(); reached.push(event.destination.url); };
    if (isReal) navigation.addEventListener('navigate', listen);
    const holder = document.createElement('div');
    for (const url of urls) {
      const element = document.createElement('passport-callback');
      element.session = session;
      if (by === 'attribute') element.setAttribute('return-to', url);
      else if (by === 'property') element.returnTo = url;
      answers.push(by === 'remembered' ? url : undefined);
      if (!isReal) element.page = { origin: location.origin, close() {}, navigate: (to) => reached.push(new URL(to, document.baseURI).href) };
      holder.append(element);
    }
    document.body.append(holder);
    for (const element of holder.children) await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 0));
    for (const element of holder.children) await element.updateComplete;
    answers.length = 0;
    for (const element of holder.children) {
      for (const link of element.shadowRoot.querySelectorAll('a[href]')) reached.push(link.href);
    }
    if (isReal) navigation.removeEventListener('navigate', listen);
    holder.remove();
    return { reached: reached.length, left: reached.filter((url) => new URL(url).origin !== location.origin), isRun: '__pwn' in window };
  };
  window.isReady = true;
`;

/** What tells browsers, parsers and people different things about where a URL leads. */
function createUrls(origin: string): string[] {
  const random = createRandom(57);
  const host = new URL(origin).host;
  const parts = [
    '/', '//', '///', '\\', '/\\', '\\/', '\t', '\n', '\r', ' ', '\0', '.', '..', '/..', '@', ':', '?', '#', ';', '%2f', '%5c', '%09', '%00', '%40',
    'evil.example', 'localhost', host, origin, `${origin}/`, `${origin}@`, `${origin}.`, `${origin}:`, 'http:', 'https:', 'HTTP://', 'http:/', 'https:\\',
    'javascript:', 'java\tscript:', 'javascript:window.__pwn=1', 'data:text/html,', 'blob:', 'file:', 'about:blank', 'ftp://', 'ws://', 'x:',
    '\u2215', '\u2044', '\uff0f', '\u3002', '\u00a0', '\u200b', '\ufeff', '\u202e', 'ⓔvil.example', '[::1]', '127.0.0.1', '2130706433', '0x7f.1', 'account', 'a=b',
  ];
  const fixed = ['/account', '/a/b?c=d#e', origin, `${origin}/account`, '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:window.__pwn=1', `${origin}.evil.example/`, `${origin}@evil.example/`];
  const made = Array.from({ length: COUNT - fixed.length }, () => Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(random, parts)).join(''));
  return [...fixed, ...made];
}

flow('row 57: nothing leads away from the origin', async ({ page, step, say }) => {
  const site = await startSite({
    pages: { '/': '<!doctype html><title>fuzz</title><body><script type="module" src="/app/page.js"></script>', ...await bundle({ page: PAGE }) },
    // The base is the page's own.
    policy: { ...BUNDLED, 'base-uri': 'https://127.0.0.1:1' },
  });
  try {
    const urls = createUrls(site.origin);
    await page.goto(`${site.origin}/`);
    await page.waitFor(() => (window as unknown as { isReady?: boolean }).isReady, []);
    const lead = (urls: readonly string[], by: string, isReal: boolean): Promise<{ reached: number; left: string[]; isRun: boolean }> => page.evaluate(
      (urls, by, isReal) => (window as unknown as { leadOn(...args: unknown[]): Promise<{ reached: number; left: string[]; isRun: boolean }> }).leadOn(urls, by, isReal),
      urls, by, isReal,
    );
    for (const by of ['attribute', 'property', 'remembered']) {
      await step(`${COUNT} URLs, ${by}`, async () => {
        let reached = 0;
        for (let start = 0; start < urls.length; start += 1_000) {
          const answer = await lead(urls.slice(start, start + 1_000), by, false);
          assert.deepEqual({ left: answer.left, isRun: answer.isRun }, { left: [], isRun: false });
          reached += answer.reached;
        }
        assert.ok(reached > COUNT / 10, `${reached} were followed: the good ones among them`);
        say(`figure open redirect, ${by}: ${COUNT} URLs, ${reached} addresses reached for, 0 left the origin`);
      });
    }
    await step('real navigations, caught by the browser where it tells of them', async () => {
      if (!await page.evaluate(() => 'navigation' in window)) return say('figure open redirect, real navigations: this browser does not tell');
      const answer = await lead(urls.slice(0, REAL_COUNT), 'remembered', true);
      assert.deepEqual({ left: answer.left, isRun: answer.isRun }, { left: [], isRun: false });
      assert.ok(answer.reached >= 4, `${answer.reached}`);
      say(`figure open redirect, real navigations: ${REAL_COUNT} URLs, ${answer.reached} reached for, 0 left the origin`);
    });
  } finally {
    await site.close();
  }
});
