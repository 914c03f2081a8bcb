import assert from 'node:assert/strict';
import { flow } from '../support/flow.js';
import { startSite } from '../support/site.js';
import { countDoubled, runFuzz, runRemovals } from './wallet/runs.js';
import { createFuzzPages, startWalletSite } from './wallet/wallet-page.js';

const REMOVALS = 50;
const MESSAGES = 20_000;
const NOTHING_LEFT = { listeners: 0, timers: 0, observers: 0, frames: 0 };

flow('a page keeps losing the wallet\'s frame', async ({ page, step }) => {
  const { site, emulator, close } = await startWalletSite();
  try {
    await page.goto(`${site.origin}/`);

    await step(`row 88: ${REMOVALS} removals with a request in flight lose and double nothing, and leave nothing behind`, async () => {
      const figures = await runRemovals(page, { count: REMOVALS, seed: 88 });

      assert.deepEqual(figures.errors, []);
      assert.deepEqual([figures.lost, figures.late, countDoubled(emulator)], [0, 0, 0]);
      assert.ok(figures.inFlight > REMOVALS / 2, `only ${figures.inFlight} in flight`);
      assert.deepEqual(figures.leaks, NOTHING_LEFT);
    });

    await step('row 140: a listener that is left behind in each round would be noticed', async () => {
      const { leaks } = await runRemovals(page, { count: 3, seed: 1, plantLeak: true });

      assert.deepEqual(leaks, { ...NOTHING_LEFT, listeners: 3 });
    });
  } finally {
    await close();
  }
}, { timeoutMs: 180_000 });

flow('frames of the page send the wallet\'s messages', async ({ page, step }) => {
  const { site, close } = await startWalletSite();
  const stranger = await startSite({ pages: await createFuzzPages() });
  try {
    await page.goto(`${site.origin}/`);

    await step(`rows 95 to 100: of ${MESSAGES} messages, the valid ones are taken and no other has an effect`, async () => {
      const figures = await runFuzz(page, { count: MESSAGES, seed: 95, walletOrigin: site.otherOrigin, strangerOrigin: stranger.otherOrigin });

      assert.deepEqual([figures.accepted, figures.throws, figures.polluted], [0, 0, 0]);
      assert.deepEqual([figures.valid, figures.validAccepted], [MESSAGES / 100, MESSAGES / 100]);
      assert.ok(figures.handlerMedianUs <= 20, `the handler takes ${figures.handlerMedianUs} µs`);
      assert.deepEqual(figures.leaks, NOTHING_LEFT);
    });
  } finally {
    await stranger.close();
    await close();
  }
}, { timeoutMs: 180_000 });
