import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '../../emulator/src/index.js';
import { flow, type FlowTools } from '../support/flow.js';
import { startTestEmulator } from '../support/emulator.js';
import { startSite, type Site } from '../support/site.js';
import { allowEmulator } from '../support/site-policy.js';
import type { DriverPage } from '../support/driver/driver-page.js';

const SCRIPT = '<script type="module" src="/dist/passport-widgets.js"></script>';
const toPage = (body: string, head = ''): string => `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body><main><h1>Shop</h1>${body}</main></body></html>`;
const toLogin = (redirectUri: string): string => `<passport-login client-id="doctor-shop" environment="emulator" redirect-uri="${redirectUri}"></passport-login>`;

/** What the doctor has found on the page that is shown, once it has looked: the facts that are not good. */
async function readFacts(page: DriverPage): Promise<string[]> {
  await page.waitFor(() => document.querySelector('passport-doctor:state(healthy), passport-doctor:state(ill)') !== null, [], { what: 'the doctor to have looked' });
  return page.evaluate(() => (document.querySelector('passport-doctor') as unknown as { findings: { fact: string; status: string }[] })
    .findings.filter(({ status }) => status !== 'good').map(({ fact }) => fact));
}

/** A site whose first page is healthy and whose others are not. */
async function startDoctorSite(emulator: Emulator): Promise<Site> {
  const { auth, api, tee, wallet, passport, chain } = emulator.addresses;
  const head = `<script type="module" src="/setup.js"></script>${SCRIPT}`;
  const elements = (redirectUri: string): string => `${toLogin(redirectUri)}<imx-balances></imx-balances>`;
  return startSite({
    pages: {
      '/': toPage(elements('/callback.html'), head),
      '/callback.html': toPage('<passport-callback></passport-callback>', `<meta name="referrer" content="no-referrer">${SCRIPT}`),
      '/setup.js': `import { configure } from '/dist/passport-widgets.js';
        configure(${JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet, passport, chain } })});`,
      '/taken.js': 'customElements.define("imx-balances", class extends HTMLElement {});',
      '/ill.html': {
        body: toPage(elements('/nothing.html'), `<script type="module" src="/taken.js"></script>${head}`),
        headers: {
          'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'", 'cross-origin-opener-policy': 'same-origin',
          date: new Date(Date.now() - 3_600_000).toUTCString(),
        },
      },
      '/elsewhere.html': toPage(toLogin('http://shop.example/callback.html'), head),
    },
    policy: allowEmulator(emulator),
    folders: { '/dist/': fileURLToPath(new URL('../../dist/', import.meta.url)) },
  });
}

flow('the doctor, by the address of a page', async ({ page, step }: FlowTools) => {
  const emulator = await startTestEmulator();
  const { auth, api, wallet } = emulator.addresses;
  const site = await startDoctorSite(emulator);
  try {
    await step('comes by ?passport-doctor only, and finds nothing to mend on a page that works', async () => {
      await page.goto(`${site.origin}/`);
      await page.waitForText('passport-login', 'Sign in');
      assert.equal(await page.evaluate(() => document.querySelector('passport-doctor')), null);
      await page.goto(`${site.origin}/?utm=1&passport-doctor`);

      assert.deepEqual(await readFacts(page), ['configuration.emulator']);
      await page.waitForText('passport-doctor', 'Nothing stands in the way');
    });

    await step('asks for the page, its callback page and the emulator, and for nothing else', async () => {
      const hosts = await page.evaluate(() => [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))].sort());
      assert.deepEqual(hosts, [site.origin, auth, api].sort());
    });

    await step('finds a policy that lacks sources, a cut opener, a missing callback page, a wrong clock and a tag that is taken', async () => {
      await page.goto(`${site.origin}/ill.html?passport-doctor`);

      assert.deepEqual(await readFacts(page), [
        'configuration.emulator', 'callback.status', 'policy.missing', 'opener.closed', 'clock.wrong', 'tags.taken', 'authority.unreachable', 'network.unreachable',
      ]);
      const text = await page.waitForText('passport-doctor', 'It lacks: connect-src');
      for (const words of [auth, api, `frame-src ${wallet}`, '/nothing.html answers 404', '<imx-balances>']) assert.ok(text.includes(words), words);
    });

    await step('names both hosts where the redirect URI is on another', async () => {
      await page.goto(`${site.origin}/elsewhere.html?passport-doctor`);

      assert.ok((await readFacts(page)).includes('address.other'));
      await page.waitForText('passport-doctor', `This page is at ${site.origin}, the redirect URI at http://shop.example`);
    });
  } finally {
    await Promise.all([site.close(), emulator.close()]);
  }
});
