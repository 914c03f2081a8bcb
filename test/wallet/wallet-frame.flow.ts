import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/src/index.js';
import { createPage, SCRIPTS, startWalletSite, waitForOutcome } from '../stress/wallet/wallet-page.js';
import type { WalletSite } from '../stress/wallet/wallet-page.js';
import { waitUntil, type DriverPage } from '../support/driver/driver-page.js';
import { flow, readFlowEngine } from '../support/flow.js';

declare global {
  interface Window {
    /** How often the wallet has asked the page to be shown. */
    shown: number;
  }
}

const LINK_TEXT = 'Only sign this key linking request from Immutable X';
const LOGIN_METHOD = 'magic_auth_login_with_oidc';

/** The wallet is asked every 30 s whether it lives; here the page's clock makes that a moment, and nothing else. */
const HASTY = '<script>{ const later = setTimeout; window.setTimeout = (run, ms, ...rest) => later(run, ms === 30_000 ? 100 : ms, ...rest); }</script>';

/** Headers of pages that let no frame of the wallet in. */
const CLOSED_PAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/csp.html': { 'content-security-policy': "frame-src 'none'" },
  '/coep.html': { 'cross-origin-embedder-policy': 'require-corp' },
};

/** A page that connects before its body is there. */
const EARLY = `<!doctype html><html lang="en"><head>${SCRIPTS}
  <script>walletPage.begin('early', () => walletPage.address()); window.hadBody = document.body !== null;</script>
  </head><body><main>Late</main></body></html>`;

function startSite(): Promise<WalletSite> {
  return startWalletSite({
    pages: () => ({
      '/early.html': EARLY,
      '/csp.html': createPage(''),
      '/coep.html': createPage(''),
      '/framing-refused/send': { body: 'no', headers: { 'x-frame-options': 'DENY' } },
    }),
    headers: (path) => CLOSED_PAGES[path] ?? {},
  });
}

function countLoads({ requests }: Emulator): number {
  return requests.list(({ path }) => path === '/send').length;
}

/** Asks for the address under a name, of the wallet at a given place. */
async function beginAddress(page: DriverPage, name: string, magicIframeUrl?: string): Promise<void> {
  await page.evaluate((key, url) => {
    window.walletPage.begin(key, () => window.walletPage.address(url === null ? {} : { overrides: { magicIframeUrl: url } }));
  }, name, magicIframeUrl ?? null);
}

async function readAddress(page: DriverPage): Promise<unknown> {
  await beginAddress(page, 'address');
  return waitForOutcome(page, 'address');
}

flow('the wallet\'s frame in a page that replaces its body', async ({ page, step }) => {
  const { site, emulator, address, close } = await startSite();
  try {
    await step('row 92: is made before there is a body', async () => {
      await page.goto(`${site.origin}/early.html`);

      assert.deepEqual(await waitForOutcome(page, 'early'), { value: address });
      assert.equal(await page.evaluate(() => (window as unknown as { hadBody: boolean }).hadBody), false);
    });

    await step('row 88: is not loaded again when the body is emptied or replaced', async () => {
      await page.goto(`${site.origin}/`);
      emulator.requests.clear();
      assert.deepEqual(await readAddress(page), { value: address });
      await page.evaluate(async () => {
        const { documentElement } = document;
        const createBody = (): HTMLElement => Object.assign(document.createElement('body'), { textContent: 'another' });
        const ways = [
          () => document.body.replaceChildren(), () => { document.body.innerHTML = ''; }, () => { document.body = createBody(); },
          () => document.body.replaceWith(createBody()), () => documentElement.replaceChild(createBody(), document.body),
          () => document.body.remove(), () => documentElement.append(createBody()),
        ];
        for (const replace of ways) {
          replace();
          await new Promise((resolve) => setTimeout(resolve));
        }
      });

      assert.deepEqual(await readAddress(page), { value: address });
      assert.equal(countLoads(emulator), 1);
    });
  } finally {
    await close();
  }
});

flow('a wallet that cannot be loaded', async ({ page, step }) => {
  const { site, emulator, address, close } = await startSite();
  const refused = { code: 'WALLET_CONNECTION_ERROR' };
  try {
    await step('row 93: not found, no server, framing refused, no answer: an error within ten seconds, and the next call works', async () => {
      await page.goto(`${site.origin}/`);
      emulator.faults.set('wallet:no-answer', { match: '/send' });
      const places = { missing: `${site.otherOrigin}/missing/`, closed: 'http://127.0.0.1:9/', framing: `${site.otherOrigin}/framing-refused/` };
      const beganMs = performance.now();
      for (const [name, url] of Object.entries(places)) await beginAddress(page, name, url);
      await beginAddress(page, 'unanswered');

      for (const name of [...Object.keys(places), 'unanswered']) assert.deepEqual(await waitForOutcome(page, name), refused, name);
      assert.ok(performance.now() - beganMs < 15_000, 'ten seconds, and what a busy machine takes');
      emulator.faults.clear();
      assert.deepEqual(await readAddress(page), { value: address });
      assert.equal(await page.evaluate(() => document.querySelectorAll('iframe').length), 1);
    });

    for (const path of Object.keys(CLOSED_PAGES)) {
      await step(`row 93: a page whose own policy lets no frame in (${path})`, async () => {
        await page.goto(`${site.origin}${path}`);
        emulator.requests.clear();

        assert.deepEqual(await readAddress(page), refused);
        assert.equal(emulator.requests.list(({ path: asked }) => asked === '/__rpc').length, 0);
      });
    }
  } finally {
    await close();
  }
});

async function beginSigning(page: DriverPage, name: string): Promise<void> {
  await page.evaluate((key, text) => {
    window.walletPage.begin(key, () => window.walletPage.transport().sign({ kind: 'imx-link', text }));
  }, name, LINK_TEXT);
}

function isShown(): boolean {
  const frame = document.querySelector('iframe[title="Passport wallet"]');
  return frame !== null && frame === document.activeElement && getComputedStyle(frame).visibility === 'visible';
}

function readOverlay() {
  return { focus: document.activeElement?.id, overflow: getComputedStyle(document.documentElement).overflowY, shown: window.shown };
}

/** A long page with the focus on its button, which counts how often the wallet asks to be shown. */
function prepareOverlayPage(): void {
  document.body.innerHTML = '<button id="before">Sign</button><dialog><button>Stay</button></dialog><p style="height: 5000px"></p>';
  document.querySelector<HTMLElement>('#before')?.focus();
  window.shown = 0;
  window.addEventListener('passport-wallet-show', () => { window.shown += 1; });
}

const CLOSED = { focus: 'before', overflow: 'visible' };

flow('a wallet that asks to be shown', async ({ engine, page, step }) => {
  const { site, emulator, close } = await startSite();
  try {
    await page.goto(`${site.origin}/`);
    await page.evaluate(prepareOverlayPage);

    for (const [answer, isSigned] of [['accept', true], ['refuse', false]] as const) {
      await step(`row 108: is shown, gets the answer "${answer}", and gives the focus back`, async () => {
        const before = emulator.signatures.count();
        emulator.faults.set('wallet:overlay', { params: { answer } });
        await beginSigning(page, answer);
        const outcome = await waitForOutcome(page, answer);

        assert.equal('value' in outcome, isSigned, JSON.stringify(outcome));
        assert.equal(emulator.signatures.count() - before, Number(isSigned));
        assert.deepEqual(await page.evaluate(readOverlay), { ...CLOSED, shown: isSigned ? 1 : 2 });
      });
    }

    // The drivers of the two others send keys to the page alone, not to the frame that has the focus.
    for (const key of engine === 'chromium' ? ['Enter', 'Escape'] as const : []) {
      await step(`row 108: has the keyboard: ${key} is the wallet's`, async () => {
        emulator.faults.set('wallet:overlay');
        await beginSigning(page, key);
        await page.waitFor(isShown, []);
        await page.press(key);

        assert.equal('value' in await waitForOutcome(page, key), key === 'Enter');
        assert.equal((await page.evaluate(readOverlay)).focus, 'before');
      });
    }

    await step('row 153: says so when a modal dialog of the page stays in its way, and works where the page closes it', async () => {
      emulator.faults.set('wallet:overlay');
      await page.evaluate(() => document.querySelector('dialog')?.showModal());
      await beginSigning(page, 'obstructed');
      assert.deepEqual(await waitForOutcome(page, 'obstructed'), { code: 'WALLET_OBSTRUCTED' });

      emulator.faults.set('wallet:overlay', { params: { answer: 'accept' } });
      await page.evaluate(() => window.addEventListener('passport-wallet-show', () => document.querySelector('dialog')?.close()));
      await beginSigning(page, 'cleared');
      assert.ok('value' in await waitForOutcome(page, 'cleared'));
    });
  } finally {
    await close();
  }
});

// Only Chromium's driver can end the process of a frame; for the other engines frame-faults.test.ts has a frame that falls silent.
if (readFlowEngine() === 'chromium') {
  flow('the process of the wallet\'s frame ends', async ({ page, step }) => {
    const { site, emulator, address, close } = await startWalletSite({ pages: () => ({ '/hasty.html': createPage('', HASTY + SCRIPTS) }) });
    const countFrames = (): number => emulator.requests.list(({ path }) => path === '/send').length;
    try {
      await step('row 111: the request that waits is answered by a new frame', async () => {
        await page.goto(`${site.origin}/hasty.html`);
        emulator.faults.set('wallet:mute', { params: { method: LOGIN_METHOD } });
        await page.evaluate(() => window.walletPage.begin('address', () => window.walletPage.address()));
        await waitUntil(async () => emulator.requests.list(({ path, body }) => path === '/__rpc' && body.includes(LOGIN_METHOD)).length > 0, { what: 'the request' });
        assert.equal(countFrames(), 1);

        emulator.faults.clear();
        await page.crashFrame(emulator.addresses.wallet);

        assert.deepEqual(await waitForOutcome(page, 'address'), { value: address });
        assert.equal(countFrames(), 2);
      });
    } finally {
      await close();
    }
  });
}
