import assert from 'node:assert/strict';

import { createImportMap } from '../../scripts/build/import-map.js';
import { flow, type FlowTools } from '../support/flow.js';
import { startSite, type Site, type SitePage } from '../support/site.js';
import { createForm, DIST, findChunk, findNeeded, readBuilt, readIntegrity, type ScriptForm } from './support/built-files.js';

type Pages = Record<string, string | SitePage>;

const ENTRY = '/dist/passport-widgets.js';
const REGISTER = `/dist/${findChunk('imx-register')}`;
const NEEDED = `/dist/${findNeeded(findChunk('imx-register'))}`;
const TABLE = `/dist/${findChunk('parts')}`;

/** A file to which somebody has added a statement. */
const change = (path: string): SitePage => (
  { body: `globalThis.hasRunChanged = true;${readBuilt(path.replace('/dist/', ''))}`, type: 'text/javascript' });

const CHANGES = {
  'a lazy file is changed': [REGISTER, change(REGISTER)],
  'a file that it needs is changed': [NEEDED, change(NEEDED)],
  'the table of the lazy files is changed': [TABLE, change(TABLE)],
  'a lazy file is gone': [REGISTER, { body: 'gone', status: 404 }],
} as const satisfies Record<string, readonly [string, SitePage]>;

/** A script that, when it is asked to, defines every element and tells how that ended. */
const createAttempt = (entry: string): string => `import { define, PassportError } from '${entry}';
  window.attempt = () => define().then(() => 'defined', (error) => (error instanceof PassportError ? error.code : String(error)));`;

/** A page with that script. */
function createPage(entry: string, head = `<script type="module" src="${entry}"></script>`): string {
  return `<!doctype html><html lang="en"><head><title>Page</title>${head}</head><body>
    <script type="module">${createAttempt(entry)}</script></body></html>`;
}

const tag = (file: string): string => (
  `<script type="module" src="/dist/${file}" integrity="${readIntegrity()[file]}" crossorigin="anonymous"></script>`);

const FORMS: readonly ScriptForm[] = ['hash', 'hash-listed', 'nonce', 'host'];

/** A page that a policy lets load our files alone, from its own origin or another, with the script of `createPage()` as a file. */
function createStrictPage(form: ScriptForm, script: string, origin = ''): SitePage {
  const parts = createForm(form, `${origin} 'self'`);
  const tags = [
    parts.tag(`${origin}${ENTRY}`, readBuilt('passport-widgets.js'), 'module'), parts.tag(script, createAttempt(`${origin}${ENTRY}`), 'module'),
  ].join('');
  return {
    body: `<!doctype html><html lang="en"><head><title>Page</title></head><body>${tags}</body></html>`,
    headers: { 'content-security-policy': `default-src 'none'; script-src ${parts.scriptSrc}; require-trusted-types-for 'script'; trusted-types passport-widgets` },
  };
}

const createStrictPages = ({ otherOrigin }: Site): Pages => ({
  '/attempt.js': { body: createAttempt(ENTRY) },
  '/attempt-other.js': { body: createAttempt(`${otherOrigin}${ENTRY}`) },
  ...Object.fromEntries(FORMS.map((form) => [`/${form}`, createStrictPage(form, '/attempt.js')])),
  '/other-origin': createStrictPage('host', '/attempt-other.js', otherOrigin),
});

function createPages(): Pages {
  const map = `<script type="importmap">${JSON.stringify(createImportMap(readIntegrity(), '/dist/'))}</script>`;
  return {
    '/': createPage(ENTRY),
    '/empty': '<!doctype html><html lang="en"><head><title>Page</title></head><body></body></html>',
    '/query': createPage(`${ENTRY}?v=1`),
    '/latest': createPage('/latest.js'),
    '/latest.js': { body: '', status: 302, headers: { location: ENTRY } },
    '/map': createPage('passport-widgets', map),
    '/entry': createPage('/dist/nothing.js', tag('passport-widgets.js')),
    '/all': createPage('/dist/nothing.js', tag('passport-widgets.all.js')),
    '/refused': {
      body: createPage(ENTRY),
      headers: { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types others" },
    },
  };
}

interface Desk {
  readonly page: FlowTools['page'];
  readonly site: Site;
  readonly pages: Pages;
}

/** Opens a page; what it asked for before is forgotten. */
async function open({ page, site }: Desk, path: string): Promise<void> {
  (site.requests as string[]).length = 0;
  await page.goto(`${site.origin}${path}`);
}

/** Asks the page to define every element. */
const attempt = ({ page }: Desk): Promise<string> => page.evaluate(() => (window as unknown as { attempt(): Promise<string> }).attempt());

const isDefined = ({ page }: Desk, tagName: string): Promise<boolean> => page.evaluate((name) => customElements.get(name) !== undefined, tagName);

const hasRunChanged = ({ page }: Desk): Promise<boolean> => page.evaluate(() => 'hasRunChanged' in window);

/** What was asked for of one file. */
const listRequests = ({ site }: Desk, path: string): string[] => site.requests.filter((url) => url.split('?')[0] === path);

flow('rows 136 and 137: every file is checked before it runs', async ({ page, step }) => {
  const pages = createPages();
  const headers = { 'cache-control': 'no-store', 'access-control-allow-origin': '*' };
  const site = await startSite({ pages, folders: { '/dist/': DIST }, headers: () => headers });
  Object.assign(pages, createStrictPages(site));
  const desk = { page, site, pages };
  try {
    await step('row 137: lazy files are asked for once, and so is an entry with a query or behind a redirect', () => checkRequests(desk));
    for (const [what, [path, answer]] of Object.entries(CHANGES)) {
      await step(`row 137: ${what}, and then comes`, () => checkRepair(desk, path, answer));
    }
    for (const path of [...FORMS, 'other-origin']) {
      await step(`row 136: under a policy of the form ${path}, a lazy file that is changed is refused, and then comes`, () => (
        checkRepair(desk, REGISTER, change(REGISTER), `/${path}`)));
    }
    await step('row 136: with one byte more in every lazy file and every language, each is refused', () => checkAllChanged(desk));
    await step('row 137: nothing is loaded where the page refuses our policy', () => checkRefused(desk));
    await step('row 136: an entry whose bytes are others does not run', () => checkEntries(desk));
  } finally {
    await site.close();
  }
});

async function checkRequests(desk: Desk): Promise<void> {
  for (const path of ['/', '/query', '/latest', '/map']) {
    await open(desk, path);
    assert.equal(await attempt(desk), 'defined', path);

    const asked = desk.site.requests.filter((url) => url.startsWith('/dist/'));
    assert.deepEqual([...new Set(asked)].sort(), [...asked].sort(), `${path}: each once`);
    assert.equal(listRequests(desk, ENTRY).length, 1, path);
    for (const file of [REGISTER, NEEDED, TABLE]) assert.equal(listRequests(desk, file).length, 1, `${path}: ${file}`);
    assert.equal(await desk.page.evaluate(() => document.querySelectorAll('html > script').length), 0, 'no tag is left');
  }
}

async function checkRepair(desk: Desk, path: string, answer: SitePage, from = '/'): Promise<void> {
  desk.pages[path] = answer;
  await open(desk, from);
  assert.equal(await attempt(desk), 'CODE_UNAVAILABLE');
  assert.equal(await attempt(desk), 'CODE_UNAVAILABLE', 'also the second time');
  assert.equal(await isDefined(desk, 'imx-register'), false);

  // Of the attempts before, a request that was answered with what was changed may be under way yet, and the next would join it.
  await desk.page.waitFor(() => document.querySelectorAll('html > script').length === 0, [], { what: 'what was asked for to be answered' });
  delete desk.pages[path];
  assert.equal(await attempt(desk), 'defined');
  assert.equal(await isDefined(desk, 'imx-register'), true);
  assert.equal(await hasRunChanged(desk), false, 'what was changed has not run');
  const asked = listRequests(desk, path);
  // Several elements may need one file, each of them asks anew.
  assert.ok(asked.length > 2);
  assert.deepEqual(asked, asked.map((_, index) => (index === 0 ? path : `${path}?r${index}`)), 'no address is asked for again');
}

/** Tags with integrity for these files, and how many of them loaded and did not. */
const loadTags = ({ page }: Desk, tags: readonly (readonly [src: string, integrity: string])[]): Promise<{ loaded: number; refused: number }> => (
  page.evaluate(async (list) => {
    const loads = await Promise.all(list.map(([src, integrity]) => new Promise<boolean>((resolve) => {
      const script = Object.assign(document.createElement('script'), { type: 'module', src, integrity, crossOrigin: 'anonymous' });
      script.addEventListener('load', () => resolve(true));
      script.addEventListener('error', () => resolve(false));
      document.body.append(script);
    })));
    return { loaded: loads.filter(Boolean).length, refused: loads.filter((isLoaded) => !isLoaded).length };
  }, tags));

async function checkAllChanged(desk: Desk): Promise<void> {
  const files = Object.entries(readIntegrity()).filter(([file]) => /^(?:chunks|locales)\//.test(file));
  const tags = files.map(([file, integrity]) => [`/dist/${file}`, integrity] as const);
  const hasTexts = (): Promise<boolean> => desk.page.evaluate(() => Symbol.for('passport-widgets/translations@1') in globalThis);
  await open(desk, '/empty');
  assert.deepEqual(await loadTags(desk, tags), { loaded: files.length, refused: 0 }, 'the control: as they were built');
  assert.equal(await hasTexts(), true);

  for (const [file] of files) desk.pages[`/dist/${file}`] = { body: `${readBuilt(file)}\n`, type: 'text/javascript' };
  await open(desk, '/empty');
  assert.deepEqual(await loadTags(desk, tags), { loaded: 0, refused: files.length });
  assert.equal(await hasTexts(), false, 'no file of a language has run');
  await open(desk, '/');
  assert.equal(await attempt(desk), 'CODE_UNAVAILABLE');
  for (const name of ['passport-login', 'passport-callback', 'imx-register', 'imx-balances']) assert.equal(await isDefined(desk, name), false, name);
  for (const [file] of files) delete desk.pages[`/dist/${file}`];
}

async function checkRefused(desk: Desk): Promise<void> {
  await open(desk, '/refused');

  // WebKitGTK may be without Trusted Types; then the page enforces nothing, and the files are checked all the same.
  const isEnforced = await desk.page.evaluate(() => 'trustedTypes' in window);
  assert.equal(await attempt(desk), isEnforced ? 'CODE_UNAVAILABLE' : 'defined');
}

async function checkEntries(desk: Desk): Promise<void> {
  for (const [path, file] of [['/entry', 'passport-widgets.js'], ['/all', 'passport-widgets.all.js'], ['/map', 'passport-widgets.js']] as const) {
    await open(desk, path);
    await desk.page.waitFor(() => customElements.get('passport-login') !== undefined, [], { what: `${path}, as built, to define the button` });

    desk.pages[`/dist/${file}`] = change(`/dist/${file}`);
    await open(desk, path);
    assert.equal(await isDefined(desk, 'passport-login'), false, `${path}, changed`);
    assert.equal(await desk.page.evaluate(() => Symbol.for('passport-widgets/session@1') in globalThis), false, `${path}, changed: it has begun`);
    assert.equal(await hasRunChanged(desk), false, path);
    delete desk.pages[`/dist/${file}`];
  }
}
