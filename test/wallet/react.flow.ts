import assert from 'node:assert/strict';
import { flow } from '../support/flow.js';
import { bundle, startWalletSite, waitForOutcome } from '../stress/wallet/wallet-page.js';
import type { DriverPage } from '../support/driver/driver-page.js';

const SERVED = `<!DOCTYPE html><html lang="en"><head><title>Wallet</title><script src="/settings.js"></script><script src="/harness.js"></script>
<script src="/react.js"></script></head><body><main data-ready="false"><p>from the server</p></main></body></html>`.replaceAll('\n', '');

/** Connects, and gives the address. */
async function connect(page: DriverPage): Promise<unknown> {
  await page.evaluate(() => window.walletPage.begin('address', () => window.walletPage.address()));
  return waitForOutcome(page, 'address');
}

function isHome(): boolean {
  return document.querySelector('iframe[title="Passport wallet"]')?.parentNode === document.documentElement;
}

flow('a page that React 19 hydrates from the document down', async ({ page, step }) => {
  const react = await bundle(new URL('../stress/wallet/react-page.ts', import.meta.url));
  const { site, emulator, address, close } = await startWalletSite({ pages: () => ({ '/react.html': SERVED, '/react.js': react }) });
  const countLoads = (): number => emulator.requests.list(({ path }) => path === '/send').length;
  try {
    for (const isMismatch of [false, true]) {
      const how = isMismatch ? 'with a mismatch that React makes the page anew for' : 'without a mismatch';

      await step(`row 88: connected before, ${how}`, async () => {
        await page.goto(`${site.origin}/react.html`);
        assert.deepEqual(await connect(page), { value: address });
        await page.evaluate((given) => window.hydrate(given), isMismatch);

        assert.equal(await page.evaluate(() => window.recovered > 0), isMismatch);
        assert.equal(await page.evaluate(isHome), true);
        assert.deepEqual(await connect(page), { value: address });
      });

      await step(`row 88: connecting meanwhile, ${how}`, async () => {
        await page.goto(`${site.origin}/react.html`);
        await page.evaluate(() => window.walletPage.begin('early', () => window.walletPage.address()));
        await page.evaluate((given) => window.hydrate(given), isMismatch);

        assert.deepEqual(await waitForOutcome(page, 'early'), { value: address });
        assert.equal(await page.evaluate(isHome), true);
      });

      await step(`row 88: connected after, ${how}`, async () => {
        await page.goto(`${site.origin}/react.html`);
        await page.evaluate((given) => window.hydrate(given), isMismatch);
        emulator.requests.clear();

        assert.deepEqual(await connect(page), { value: address });
        assert.equal(await page.evaluate(isHome), true);
        assert.equal(countLoads(), 1);
      });
    }
  } finally {
    await close();
  }
});
