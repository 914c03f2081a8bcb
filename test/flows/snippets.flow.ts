import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from '../../emulator/src/index.js';
import { readAllSnippets, ROOT, type Snippet } from '../guide/support.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { startSite, type Site } from '../support/site.js';
import { allowEmulator, BUNDLED } from '../support/site-policy.js';
import type { DriverPage } from '../support/driver/driver-page.js';
import { bundle } from './support/bundle.js';
import { checkTypes, PRELUDE, toModule } from './support/snippet-modules.js';

const snippets = readAllSnippets();
const ofWay = (...ways: readonly string[]): readonly Snippet[] => snippets.filter(({ way = '' }) => ways.includes(way));
const toPlace = ({ page, line }: Snippet): string => `${page}:${line}`;
const toPath = (snippet: Snippet): string => `/${toPlace(snippet).replaceAll(/[/:]/gu, '_')}.html`;

const INTEGRITY = JSON.parse(readFileSync(join(ROOT, 'dist/integrity.json'), 'utf8')) as Readonly<Record<string, string>>;

// Before everything else on every page, so that nothing goes wrong unseen.
const WATCH = `window.problems = [];
  addEventListener('error', (event) => problems.push(event.error?.code ?? event.message ?? 'a file was refused: ' + (event.target.src ?? event.target.href)), true);
  addEventListener('unhandledrejection', ({ reason }) => problems.push(String(reason?.code ?? reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => problems.push(violatedDirective + ' ' + blockedURI));`;

/** The page of a piece of HTML, with what a reader fills in filled in. */
function toPage({ code }: Snippet): string {
  const filled = code.replaceAll(/([\w.-]+)"\s+integrity="sha384-…"/gu, (_, file: string) => `${file}" integrity="${INTEGRITY[file] ?? assert.fail(`no integrity of ${file}`)}"`)
    .replaceAll(/https:\/\/cdn\.example\/passport-widgets@[\d.]+\/(?:dist\/)?/gu, '/passport-widgets/')
    .replaceAll(/src="(?=passport-widgets|locales)/gu, 'src="/passport-widgets/');
  const first = '<script src="/watch.js"></script><script type="module" src="/emulator.js"></script>';
  if (/<!doctype/iu.test(filled)) return filled.replace(/<meta charset="utf-8">/u, `$&${first}`);
  const script = filled.includes('<script') ? '' : '<script type="module" src="/passport-widgets/passport-widgets.js"></script>';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Snippet</title>${first}${script}${filled}</html>`;
}

/** The page of the README that has an element. */
function findReadmePage(start: string): Snippet {
  return ofWay('page').find(({ page, code }) => page === 'README.md' && code.includes(start)) ?? assert.fail(`no ${start} in README.md`);
}

/** The page on which a module runs: with the elements that excerpts look for. WebKit tells a window of no rejected module. */
function toModulePage(name: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Snippet</title><script src="/watch.js"></script>
    <button id="sign-in">Sign in</button><passport-login></passport-login><immersve-login environment="sandbox" client-application-id="d0b05d44204810fc61991a49e289dda3"></immersve-login><imx-balances></imx-balances>
    <script type="module">import('/app/${name}.js').catch((error) => problems.push(String(error.code ?? error)));</script></html>`;
}

/** What runs before a module. One that makes a session of its own finds nobody signed in. */
const toPrelude = ({ code }: Snippet): string => (code.includes('new passport.Passport') ? 'given' : 'signedIn');

async function startSnippetSite(emulator: Emulator): Promise<Site> {
  const { auth, api, tee, wallet, passport, chain } = emulator.addresses;
  const addresses = { auth, api, tee, wallet, passport, chain };
  const pages = ofWay('page');
  const modules = ofWay('module');
  const settings = JSON.stringify({ environment: 'emulator', emulator: addresses });
  const given = `window.emulatorAddresses = ${JSON.stringify(addresses)};
    // The documentation's clients read the live service: here it is the emulator.
    const { fetch } = window;
    window.fetch = (url, init) => fetch(String(url).replace(/^https:\\/\\/api\\.(?:sandbox\\.)?x\\.immutable\\.com/, ${JSON.stringify(api)}), init);
    ${PRELUDE}`;
  const signedIn = `import 'site:given';
    const { configure, getSession } = await import('passport-widgets/define');
    configure({ ...${settings}, clientId: 'YOUR_CLIENT_ID', redirectUri: '/callback.html', logoutRedirectUri: '/' });
    await getSession().ready;`;
  const entries = Object.fromEntries(modules.map((snippet) => [toPath(snippet).slice(1, -5), `import 'site:${toPrelude(snippet)}';\n${toModule(snippet)}\nwindow.problems.push('done');`]));
  const files = await bundle({ ...entries, given, signedIn });
  return startSite({
    pages: {
      '/': '<!doctype html><title>Empty</title>',
      '/callback.html': toPage(findReadmePage('<passport-callback')),
      '/watch.js': WATCH,
      '/emulator.js': `import { configure } from '/passport-widgets/passport-widgets.js'; configure(${settings});`,
      ...Object.fromEntries(pages.map((snippet) => [toPath(snippet), toPage(snippet)])),
      ...Object.fromEntries(modules.map((snippet) => [toPath(snippet), toModulePage(toPath(snippet).slice(1, -5))])),
      ...files,
    },
    // The style sheet that the guide has a page load is a file of the package.
    policy: { ...allowEmulator(emulator), ...BUNDLED, 'style-src': "'self'" },
    folders: { '/passport-widgets/': join(ROOT, 'dist/') },
  });
}

/** What has gone wrong on a page of elements once every one of them is there. */
async function runPage(page: DriverPage, url: string): Promise<readonly string[]> {
  await page.goto(url);
  await page.waitFor(() => document.readyState === 'complete' && !document.querySelector(':not(:defined)'), [], { what: `every tag of ${url} to be defined` });
  return page.evaluate(() => {
    const errors = [...document.querySelectorAll('*')].map((element) => (element as { error?: { code?: string; message?: string } }).error)
      .filter((error) => error?.code === 'INVALID_CONFIGURATION').map((error) => error?.message ?? '');
    return [...(window as unknown as { problems: string[] }).problems, ...errors];
  });
}

/** With what a module has ended. */
async function runModule(page: DriverPage, url: string): Promise<readonly string[]> {
  await page.goto(url);
  return page.waitFor(() => {
    const { problems } = window as unknown as { problems: string[] };
    return problems.length > 0 && problems;
  }, [], { what: `${url} to end` });
}

function countRules(page: DriverPage, { code }: Snippet): Promise<number> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet.cssRules.length;
  }, code);
}

async function signInOnReadme(page: DriverPage, site: Site): Promise<void> {
  await page.goto(`${site.origin}${toPath(findReadmePage('<passport-login'))}`);
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('passport-login', 'tamsin');
  await page.waitForText('imx-balances', '1.2345');
}

flow('the snippets of the documentation', async ({ engine, page, step, say }: FlowTools) => {
  const emulator = await startTestEmulator();
  const site = await startSnippetSite(emulator);
  const failed = new Set<string>();
  const judge = (snippet: Snippet, problems: readonly string[]): void => {
    const wanted = snippet.way === 'module' ? [snippet.rejects ?? 'done'] : [];
    if (problems.length === wanted.length && problems.every((problem, index) => problem === wanted[index])) return;
    failed.add(`${toPlace(snippet)}: ${problems.join('; ')}`);
  };
  try {
    await step('pages show their elements, without an error', async () => {
      for (const snippet of ofWay('page')) judge(snippet, await runPage(page, `${site.origin}${toPath(snippet)}`));
      assert.deepEqual([...failed], []);
    });

    await step('the README\'s two pages sign a visitor in, and show what they have', async () => {
      emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
      await signInOnReadme(page, site);
    });

    await step('modules run to their end, or reject as they say', async () => {
      for (const snippet of ofWay('module')) judge(snippet, await runModule(page, `${site.origin}${toPath(snippet)}`));
      assert.deepEqual([...failed], []);
    });

    await step('style sheets have rules', async () => {
      await page.goto(`${site.origin}/`);
      for (const snippet of ofWay('style')) {
        if (await countRules(page, snippet) === 0) failed.add(toPlace(snippet));
      }
      assert.deepEqual([...failed], []);
    });

    // The same in every engine, so in one.
    if (engine === 'chromium') {
      await step('modules are what the types of the package allow', async () => {
        assert.deepEqual(checkTypes(ofWay('module')), []);
      });
    }
    // Those of shells and servers run in test/guide/snippets.test.ts and server.test.ts.
    say(`snippets: found ${snippets.length}, run ${snippets.filter(({ way }) => way !== undefined).length}, failed ${failed.size}`);
  } finally {
    await Promise.all([site.close(), emulator.close()]);
  }
});
