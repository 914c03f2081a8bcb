import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '../../emulator/src/index.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { startSite, type Site } from '../support/site.js';
import { allowEmulator } from '../support/site-policy.js';

/** The sign-in button in frames of other pages, behind a router, and by keyboard alone. */

const CLIENT = 'client-id="journey-shop" environment="emulator"';
const SETUP = '<script type="module" src="/setup.js"></script>';

// In the middle of its frame, so that a click on the frame is a click on the button.
const BUTTON = `<!doctype html><html lang="en"><title>Embedded</title>
  <style>html, body { height: 100%; margin: 0 } body { display: grid; place-items: center }</style>
  <passport-login ${CLIENT} redirect-uri="/callback.html"></passport-login>
  <script>
    const tell = (event) => parent.postMessage([event.type, event.error?.code ?? ''].join(' ').trim(), '*');
    for (const type of ['passport-login', 'passport-error', 'ready']) addEventListener(type, tell);
  </script>${SETUP}</html>`;

function createFrame(src: string, attributes = ''): string {
  return `<!doctype html><html lang="en"><title>Around</title><h1>Around</h1>
    <script>addEventListener('message', ({ data }) => (window.seen ??= []).push(data));</script>
    <iframe src="${src}" width="600" height="400" ${attributes}></iframe></html>`;
}

async function start(): Promise<{ site: Site; emulator: Emulator; close(): Promise<void> }> {
  const emulator = await startTestEmulator();
  const { auth, api, tee, wallet } = emulator.addresses;
  const pages: Record<string, string> = {
    '/button.html': BUTTON,
    '/redirect.html': BUTTON.replace('redirect-uri="/callback.html"', 'flow="redirect" redirect-uri="/router.html"'),
    '/callback.html': `<!doctype html><html lang="en"><title>Callback</title><passport-callback ${CLIENT}></passport-callback>${SETUP}</html>`,
    // A router that takes what it does not know out of the address.
    '/router.html': `<!doctype html><html lang="en"><title>Router</title>
      <script>document.addEventListener('DOMContentLoaded', () => history.replaceState(null, '', '/router.html'));</script>
      <passport-callback ${CLIENT}></passport-callback>${SETUP}</html>`,
    '/setup.js': `import { configure } from '/dist/passport-widgets.js';
      const { ready } = configure(${JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet } })});
      if (document.querySelector('passport-login')) ready.then(() => dispatchEvent(new Event('ready')));`,
  };
  const site = await startSite({
    pages,
    // The frames around the button are the pages' own.
    policy: { ...allowEmulator(emulator), 'frame-src': 'http://localhost:*' },
    folders: { '/dist/': fileURLToPath(new URL('../../dist/', import.meta.url)) },
    // A frame without an origin loads modules from elsewhere, whatever its address says.
    headers: () => ({ 'access-control-allow-origin': '*' }),
  });
  pages['/around.html'] = createFrame(`${site.origin}/button.html`);
  pages['/no-popups.html'] = createFrame('/button.html', 'sandbox="allow-scripts allow-same-origin allow-forms"');
  pages['/no-origin.html'] = createFrame('/button.html', 'sandbox="allow-scripts allow-popups allow-forms"');
  return {
    site, emulator,
    async close() {
      await site.close();
      await emulator.close();
    },
  };
}

function siteFlow(title: string, body: (tools: FlowTools, site: Site, emulator: Emulator) => Promise<void>): void {
  flow(title, async (tools) => {
    const { site, emulator, close } = await start();
    emulator.login = { mode: 'auto', email: 'tamsin@example.com' };
    try {
      await body(tools, site, emulator);
    } finally {
      await close();
    }
  });
}

const readSeen = (): string | undefined => (window as { seen?: string[] }).seen?.[0];
const hasRefused = (): boolean | undefined => (window as { seen?: string[] }).seen?.includes('passport-error ENVIRONMENT_UNSUPPORTED');

siteFlow('embedded', async ({ page, step }, { origin, otherOrigin }) => {
  await step('row 82: a page of another site shows the button in a frame, and a window signs in', async () => {
    await page.goto(`${otherOrigin}/around.html`);
    // What is drawn in the frame cannot be seen from here; its button says when it is there.
    assert.equal(await page.waitFor(readSeen, []), 'ready');
    await page.click('iframe');
    await page.waitFor(() => (window as { seen?: string[] }).seen?.includes('passport-login'), []);
  });

  await step('row 53: a sandbox without windows is named before the click', async () => {
    await page.goto(`${origin}/no-popups.html`);
    await page.waitFor(hasRefused, []);
    const text = await page.waitFor(() =>
      document.querySelector('iframe')?.contentDocument?.querySelector('passport-login')?.shadowRoot?.querySelector('[role=alert]')?.textContent, []);
    assert.match(text, /sandbox/);
  });

  await step('row 53: so is a sandbox that takes the origin away', async () => {
    await page.goto(`${origin}/no-origin.html`);
    await page.waitFor(hasRefused, []);
  });
});

siteFlow('row 30: a router that rewrites the address', async ({ page, step }, { origin }) => {
  await step('keeps nobody from signing in by redirect, and from coming back', async () => {
    await page.goto(`${origin}/redirect.html`);
    await page.click('passport-login >>> [part~=button]');
    await page.waitForText('passport-login', 'tamsin');
    assert.equal(await page.url(), `${origin}/redirect.html`);
  });
});

siteFlow('by keyboard alone', async ({ page, step }, { origin }) => {
  await step('signs in, and the focus stays with the element', async () => {
    await page.goto(`${origin}/button.html`);
    await page.waitForText('passport-login', 'Sign in');
    await page.press('Tab');
    await page.press('Enter');
    await page.waitForText('passport-login', 'tamsin');
    // On a control of the account that does no harm when the key is pressed once more.
    const focused = await page.evaluate(() => document.querySelector('passport-login')?.shadowRoot?.activeElement?.getAttribute('part'));
    assert.equal(focused, 'copy');
  });
});
