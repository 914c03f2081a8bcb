import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flow, type FlowTools } from '../support/flow.js';
import { startSite } from '../support/site.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

const LOGIN = '<passport-login client-id="shop" environment="sandbox" redirect-uri="/callback.html"></passport-login>';
const toPage = (lang: string, ...files: string[]): string => `<!doctype html><html lang="${lang}"><title>Shop</title>${
  files.map((file) => `<script type="module" src="/dist/${file}"></script>`).join('')}<main>${LOGIN}</main></html>`;
/** Notes a file that did not come: the event does not bubble. */
const NOTE = '<script>addEventListener("error", ({ target }) => { document.documentElement.dataset.lost = target.src ?? ""; }, true)</script>';

flow('the built files in other languages', async ({ page, step }: FlowTools) => {
  // A language of which nothing can be had: its files are told by a text of theirs.
  const lost = readdirSync(`${DIST}chunks`).filter((file) => file.endsWith('.js') && readFileSync(`${DIST}chunks/${file}`, 'utf8').includes('Giriş yap'));
  const site = await startSite({
    pages: {
      '/': toPage('de-AT', 'passport-widgets.js'),
      '/all.html': toPage('pt', 'passport-widgets.all.js', 'locales/pt-BR.js'),
      '/all-before.html': toPage('zh-Hant', 'locales/zh-TW.js', 'passport-widgets.all.js'),
      '/lost.html': toPage('tr', 'passport-widgets.js').replace('<main>', `${NOTE}<main>`),
      ...Object.fromEntries(lost.map((file) => [`/dist/chunks/${file}`, { status: 404, body: '' }])),
    },
    folders: { '/dist/': DIST }, policy: {},
  });
  const readChunks = (from: number): string[] => site.requests.slice(from).map((path) => path.replace(/\?.*/u, '')).filter((path) => path.startsWith('/dist/chunks/'));
  try {
    await step('the split build loads the common texts of the language of the page, and no others', async () => {
      await page.goto(`${site.origin}/`);
      await page.waitForText('passport-login', 'Anmelden');
      const texts = readChunks(0).map((path) => readFileSync(`${DIST}${path.slice('/dist/'.length)}`, 'utf8'));
      assert.equal(texts.filter((code) => code.includes('Anmelden')).length, 1);
      assert.equal(texts.filter((code) => /Se connecter|Giriş yap|Guthaben/u.test(code)).length, 0);
    });

    await step('changes with the page', async () => {
      await page.evaluate(() => { document.documentElement.lang = 'fr'; });
      await page.waitForText('passport-login', 'Se connecter');
    });

    await step('the single file takes the language of a script tag, after it and before it, and loads nothing', async () => {
      const before = site.requests.length;
      await page.goto(`${site.origin}/all.html`);
      await page.waitForText('passport-login', 'Entrar');
      await page.goto(`${site.origin}/all-before.html`);
      await page.waitForText('passport-login', '登入');
      assert.deepEqual(readChunks(before), []);
    });

    await step('row 137: a language that is gone leaves English', async () => {
      assert.ok(lost.length > 0, 'there are files to lose');
      const before = site.requests.length;
      const isAsked = (): boolean => readChunks(before).some((path) => lost.includes(path.slice('/dist/chunks/'.length)));
      await page.goto(`${site.origin}/lost.html`);
      await page.waitFor(() => document.documentElement.dataset['lost'], [], { what: 'the file to be refused' });
      assert.ok(isAsked());
      await page.waitForText('passport-login', 'Sign in');
    });
  } finally {
    await site.close();
  }
});
