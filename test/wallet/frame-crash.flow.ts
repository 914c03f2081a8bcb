import assert from 'node:assert/strict';
import { createPage, SCRIPTS, startWalletSite, waitForOutcome } from '../stress/wallet/wallet-page.js';
import { waitUntil } from '../support/driver/driver-page.js';
import { flow, readFlowEngine } from '../support/flow.js';

const METHOD = 'magic_auth_login_with_oidc';

/** The wallet is asked every 30 s whether it lives; here the page's clock makes that a moment, and nothing else. */
const HASTY = '<script>{ const later = setTimeout; window.setTimeout = (run, ms, ...rest) => later(run, ms === 30_000 ? 100 : ms, ...rest); }</script>';

// Only Chromium's driver can end the process of a frame; for the other engines frame-faults.test.ts has a frame that falls silent.
if (readFlowEngine() === 'chromium') {
  flow('the process of the wallet\'s frame ends', async ({ page, step }) => {
    const { site, emulator, address, close } = await startWalletSite({ pages: () => ({ '/hasty.html': createPage('', HASTY + SCRIPTS) }) });
    const countFrames = (): number => emulator.requests.list(({ path }) => path === '/send').length;
    try {
      await step('row 111: the request that waits is answered by a new frame', async () => {
        await page.goto(`${site.origin}/hasty.html`);
        emulator.faults.set('wallet:mute', { params: { method: METHOD } });
        await page.evaluate(() => window.walletPage.begin('address', () => window.walletPage.address()));
        await waitUntil(async () => emulator.requests.list(({ path, body }) => path === '/__rpc' && body.includes(METHOD)).length > 0, { what: 'the request' });
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
