import assert from 'node:assert/strict';

import { createHostedZip } from '../../scripts/build/release-files.js';
import { listHosts } from '../../scripts/build/page-policy.js';
import { root } from '../../scripts/test/files.js';
import { createEmulatorPreset } from '../../src/shared/environments.js';
import { VERSION } from '../../src/shared/version.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { buildLeakWatch, forgetVisitor, LEAK_WATCH_PATH, LEAK_WATCH_TAG } from '../support/flow-leaks.js';
import { startSite, type Site, type SitePage } from '../support/site.js';
import { unzip } from '../support/unzip.js';

const FOLDER = `/passport-widgets-${VERSION}/`;
const CLIENT = 'client-id="hosted-shop" environment="emulator"';
const SHOP = `<passport-login ${CLIENT} redirect-uri="/callback.html"></passport-login><imx-balances></imx-balances>`;

type Files = ReadonlyMap<string, Buffer>;

/** The file of the archive, without the folder that names the release. */
const readText = (files: Files, file: string): string => String(files.get(`${FOLDER.slice(1)}${file}`));

/** The tag of the archive's own page for jsDelivr, at another address of a server that answers as a CDN does. */
function findTag(files: Files, file: string, cdn: string): string {
  const page = readText(files, 'hosting.md');
  const tags = [...page.matchAll(/<script[^>]* src="(https:\/\/cdn\.jsdelivr\.net\/npm\/[^"]*\/)([\w.-]+)"[^>]*><\/script>/g)];
  const found = tags.filter(([, , name]) => name === file);
  assert.equal(found.length, 1, `one tag for ${file}`);
  return found[0]![0].replace(found[0]![1]!, `${cdn}${FOLDER}`);
}

/** What serves the unpacked archive, as whoever hosts it or a CDN does. */
const startHost = (pages: Record<string, SitePage>): Promise<Site> => (
  startSite({ pages, headers: () => ({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' }) }));

interface Desk {
  readonly page: FlowTools['page'];
  readonly site: Site;
}

flow('row 136: what the archive for hosting holds walks the journey from another origin, and only as it was built', async ({ page, step }) => {
  const { name, bytes, sha256 } = createHostedZip(root);
  const files = unzip(bytes);
  const hosted = Object.fromEntries([...files].map(([path, body]): [string, SitePage] => [`/${path}`, { body }]));
  const [emulator, host] = await Promise.all([startTestEmulator(), startHost(hosted)]);
  const { auth, api, tee, wallet, passport, chain } = emulator.addresses;
  const policies = JSON.parse(readText(files, 'csp.json')) as { 'script-src': Record<string, string[]> };
  const hosts = Object.entries(listHosts('emulator', createEmulatorPreset(emulator.addresses))).map(([directive, list]) => `${directive} ${list.join(' ')}`);
  // Code of the page's own that imports the file names no integrity: a page without any shows what the tag refuses.
  const createPage = (file: string, body: string, script = `<script type="module" src="/setup-${file}"></script>`): SitePage => ({
    body: `<!doctype html><html lang="en"><head><title>Shop</title>${LEAK_WATCH_TAG}</head><body><main>${body}</main>
      ${findTag(files, file, host.otherOrigin)}${script}</body></html>`,
    headers: {
      'content-security-policy': ["default-src 'none'", `script-src ${policies['script-src']['host']!.join(' ').replace('HOST', host.otherOrigin)} 'self'`, "style-src 'none'",
        ...hosts, "base-uri 'none'", "require-trusted-types-for 'script'", 'trusted-types passport-widgets'].join('; ').replace('img-src', "img-src 'self'"),
    },
  });
  const createSetup = (file: string): string => `import { configure } from '${host.otherOrigin}${FOLDER}${file}';
    configure(${JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet, passport, chain } })});`;
  const forms = ['passport-widgets.js', 'passport-widgets.all.js'];
  const site = await startSite({
    pages: {
      ...Object.fromEntries(forms.flatMap((file) => [[`/${file}.html`, createPage(file, SHOP)], [`/setup-${file}`, createSetup(file)], [`/only-${file}.html`, createPage(file, SHOP, '')]])),
      '/callback.html': createPage(forms[0]!, `<passport-callback ${CLIENT}></passport-callback>`),
      [LEAK_WATCH_PATH]: await buildLeakWatch(),
    },
  });
  try {
    await step('the archive is the same when it is made again, and names its version', async () => {
      assert.equal(createHostedZip(root).sha256, sha256);
      assert.equal(name, `passport-widgets-${VERSION}.zip`);
      for (const path of files.keys()) assert.ok(path.startsWith(FOLDER.slice(1)), path);
    });
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    for (const file of forms) await step(`${file}: sign in, and see balances`, () => walk({ page, site }, file));
    for (const file of forms) {
      await step(`${file} with a byte changed does not run`, async () => {
        const hasRun = (): Promise<boolean> => page.evaluate(() => Symbol.for('passport-widgets/session@1') in globalThis);
        await page.goto(`${site.origin}/only-${file}.html`);
        assert.equal(await hasRun(), true, 'the control');

        hosted[`${FOLDER}${file}`] = { body: `${readText(files, file)} ` };
        await page.goto(`${site.origin}/only-${file}.html`);
        assert.equal(await hasRun(), false);
      });
    }
  } finally {
    await Promise.all([site.close(), host.close(), emulator.close()]);
  }
});

async function walk({ page, site }: Desk, file: string): Promise<void> {
  await page.goto(`${site.origin}/${file}.html`);
  await page.waitForText('passport-login', 'Sign in');
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('imx-balances', '1,999.99');
  await forgetVisitor(page);
}
