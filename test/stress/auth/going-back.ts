import assert from 'node:assert/strict';
import type { EngineName } from '../../support/driver/engines.js';
import type { Scale } from './goals.js';
import type { StressBench } from './stress-bench.js';

declare const show: (config: object) => Promise<string>;
declare const shows: { persisted: boolean; status: string }[];
declare const leave: (config: object) => Promise<void>;

/** G24: a page that is left stays eligible for the back-forward cache, and shows nobody who signed out meanwhile. */
export async function goBackAndForth(bench: StressBench, engine: EngineName, { returns }: Scale): Promise<string> {
  const { page } = bench;
  // The goal is Chromium's. Firefox's driver waits for a load that a page from the cache does not make, now and then for ever.
  if (engine === 'firefox') return 'left and come back: not run in Firefox, whose driver may not hear of a page that comes back';
  let kept = 0;
  const reasons = new Set<string>();
  for (let run = 0; run < returns; run += 1) {
    const record = await bench.createRecord();
    await bench.goto('/shop.html');
    await page.evaluate((key, text) => localStorage.setItem(key, text), bench.key, record);
    assert.equal(await page.evaluate((config) => show(config), bench.config), 'signed-in');
    await bench.goto('/elsewhere.html');
    await page.evaluate((config) => leave(config), bench.config);
    await page.back();
    const isKept = await page.evaluate(() => shows.some(({ persisted }) => persisted));
    if (!isKept) {
      reasons.add(await page.evaluate(() => JSON.stringify((performance.getEntriesByType('navigation')[0] as unknown as { notRestoredReasons?: unknown }).notRestoredReasons ?? 'no reason given')));
      continue;
    }
    kept += 1;
    const { status } = (await page.evaluate(() => shows)).at(-1) ?? {};
    assert.equal(status, 'signed-out', `return ${run + 1} shows a stale account`);
  }
  await bench.goto('/');
  // Only Chromium tells why it has not kept a page, and only there is it promised.
  if (engine === 'chromium') assert.deepEqual({ kept, reasons: [...reasons] }, { kept: returns, reasons: [] });
  return `left and come back ${returns} times: ${kept} from the back-forward cache, a stale account shown 0 times`;
}
