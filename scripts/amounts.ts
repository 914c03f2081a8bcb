/**
 * Compares 100,000 random (amount, decimals, locale) as rows show them with bigint arithmetic, in each browser. A short run is
 * among the tests. Run: npm run amounts -- [--engine chromium,firefox,webkit]
 */
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import type { AmountCheck } from '../test/elements/support/amount-oracle.js';
import { launch } from '../test/support/driver/driver.js';
import { ENGINE_NAMES, findEngine, parseEngineNames, type EngineName } from '../test/support/driver/engines.js';
import { startSite } from '../test/support/site.js';

const COUNT = 100_000;
/** As many as a page has checked before it is asked for more: no call into a page takes long. */
const CHUNK = 5_000;
const SEED = 20_261_121;

const { values } = parseArgs({ options: { engine: { type: 'string', default: ENGINE_NAMES.join(',') } } });

const { outputFiles: [script] } = await build({
  stdin: { contents: "import { checkAmounts } from './test/elements/support/amount-oracle.ts';\nObject.assign(window, { checkAmounts });", resolveDir: '.' },
  bundle: true, write: false, format: 'esm', target: 'es2022', minify: true, logLevel: 'error',
});
const site = await startSite({
  pages: { '/': '<!doctype html><title>Amounts</title><script type="module" src="/page.js"></script>', '/page.js': { body: script!.text, type: 'text/javascript' } },
});
try {
  for (const engine of parseEngineNames(values.engine)) {
    if (await findEngine(engine)) await checkEngine(engine);
    else console.log(`${engine}: not installed`);
  }
} finally {
  await site.close();
}

async function checkEngine(engine: EngineName): Promise<void> {
  const browser = await launch(engine);
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(site.origin);
    await page.waitFor(() => 'checkAmounts' in window, [], { what: 'the page' });
    const checks: AmountCheck[] = [];
    for (let chunk = 0; chunk < COUNT / CHUNK; chunk += 1) {
      checks.push(await page.evaluate((count, seed) => (
        window as unknown as { checkAmounts(count: number, seed: number): AmountCheck }
      ).checkAmounts(count, seed), CHUNK, SEED + chunk));
    }
    const checked = checks.reduce((sum, check) => sum + check.checked, 0);
    const wrong = checks.flatMap((check) => check.wrong);
    const kinds = ['exact', 'truncated', 'dust'].map((kind) => `${checks.reduce((sum, check) => sum + (check.kinds[kind] ?? 0), 0)} ${kind}`);
    console.log(`${engine}: ${checked} checked (${kinds.join(', ')}), ${wrong.length} wrong`);
    for (const line of wrong.slice(0, 10)) console.log(`  ${line}`);
    if (wrong.length > 0 || checked < COUNT) process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
