/**
 * Measures Stark keys in real browsers: what the first key and signature of a page take, and for how long they keep its
 * thread. Run: npm run bench:stark; `-- chromium` for one engine.
 *
 * Each figure is the best and the median of several new pages: other programs of the machine only ever add to a time.
 */
import { build } from 'esbuild';

import { launch } from '../test/support/driver/driver.js';
import type { EngineName } from '../test/support/driver/engines.js';
import { startSite } from '../test/support/site.js';
import type { measure, StarkUser, Start } from './bench/stark-page.js';
import type { PageFigures } from './bench/stark-run.js';

const PAGES = 7;
const STARTS: readonly Start[] = ['cold', 'warmed'];
const USERS: readonly StarkUser[] = ['registered', 'new'];
/** The budget of a task, which is Chromium's: the one engine that reports long tasks to pages. */
const MAX_TASK_MS = 50;

const wanted = process.argv.slice(2) as EngineName[];
const engines: readonly EngineName[] = wanted.length > 0 ? wanted : ['chromium', 'firefox', 'webkit'];

const { outputFiles: [script] } = await build({
  entryPoints: ['scripts/bench/stark-page.ts'], bundle: true, write: false, format: 'esm', target: 'es2022', minify: true, logLevel: 'error',
});
const site = await startSite({
  pages: { '/': '<!doctype html><title>Bench</title><script type="module" src="/page.js"></script>', '/page.js': { body: script!.text, type: 'text/javascript' } },
});
try {
  for (const engine of engines) for (const user of USERS) await measureEngine(engine, user);
} finally {
  await site.close();
}

async function measureEngine(engine: EngineName, user: StarkUser): Promise<void> {
  for (const start of STARTS) {
    const figures: PageFigures[] = [];
    for (let index = 0; index < PAGES; index += 1) figures.push(await measurePage(engine, start, user));
    const show = (name: keyof PageFigures): string => {
      const sorted = figures.map((it) => it[name]).sort((a, b) => a - b);
      return `${sorted[0]!.toFixed(1)} / ${sorted[(PAGES - 1) / 2]!.toFixed(1)}`;
    };
    const warmUp = start === 'cold' ? '' : `; warm-up ${show('warmUp')}, longest task ${show('warmUpTask')}`;
    console.log(`${engine}, ${user} user, ${start}: first key and signature ${show('first')} ms, longest task ${show('firstTask')}; later ones ${show('warm')}${warmUp}`);
    const best = Math.min(...figures.map((it) => Math.max(it.firstTask, it.warmUpTask)));
    if (engine === 'chromium' && start !== 'cold' && best > MAX_TASK_MS) process.exitCode = 1;
  }
}

/** A browser of its own for each page, so that no code is compiled yet. */
async function measurePage(engine: EngineName, start: Start, user: StarkUser): Promise<PageFigures> {
  const browser = await launch(engine);
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.waitFor(() => 'measure' in window, [], { what: 'the bench page' });
    return await page.evaluate((at, who) => (window as unknown as { measure: typeof measure }).measure(at, who), start, user);
  } finally {
    await browser.close();
  }
}
