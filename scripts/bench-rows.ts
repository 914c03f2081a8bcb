/**
 * Measures what scrolling a list of 2,000 balances costs in Chromium, beside an empty page of the same height in the same run:
 * script, style and layout of each step, the share of slow frames, and the heap. Run: npm run bench:rows
 */
import type { CDPSession, Page } from 'playwright-core';

import { bundlePage, launchChromium } from './scenes/open-page.js';

const STEPS = 60;
const STEP_PX = 480;
const FRAMES = 200;
const FRAME_PX = 60;
const ROUNDS = 2;
/** A frame that a person sees as a stutter. */
const SLOW_MS = 25;

const MAX_STEP_MS = 8;
const MAX_SLOW_POINTS = 3;
/** Of 2,000 rows that have been seen once: what the browser keeps of layouts is no leak, what grows with each round is. */
const MAX_HEAP_GROWTH = 0.05;
const MAX_TASK_MS = 50;

const script = await bundlePage('scripts/bench/rows-page.ts');
const browser = await launchChromium();
try {
  const rows = await measure('2,000 rows');
  const empty = await measure('empty page');
  const points = (rows.slowShare - empty.slowShare) * 100;
  check(`script, style and layout per step: median ${rows.stepMs.toFixed(2)} ms (empty page ${empty.stepMs.toFixed(2)})`, rows.stepMs <= MAX_STEP_MS, `${MAX_STEP_MS} ms`);
  check(`frames over ${SLOW_MS} ms: ${percent(rows.slowShare)} (empty page ${percent(empty.slowShare)}), ${points.toFixed(1)} points more`, points <= MAX_SLOW_POINTS, `${MAX_SLOW_POINTS} points`);
  check(`heap after scrolling ${ROUNDS} times: ${(rows.heapAfter / 1e6).toFixed(2)} MB, once ${(rows.heapBefore / 1e6).toFixed(2)} MB`, rows.heapAfter <= rows.heapBefore * (1 + MAX_HEAP_GROWTH), `${MAX_HEAP_GROWTH * 100} % more`);
  console.log(`longest task while the rows are drawn: ${rows.longestTask.toFixed(0)} ms${rows.longestTask > MAX_TASK_MS ? ' (a machine that is busy adds to it)' : ''}`);
} finally {
  await browser.close();
}

function check(what: string, isMet: boolean, limit: string): void {
  console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}; at most ${limit}`);
  if (!isMet) process.exitCode = 1;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

interface BenchWindow {
  showRows(): Promise<{ readonly rows: number; readonly longestTask: number }>;
  showNothing(): void;
  scrollAll(frames: number, px: number): Promise<readonly number[]>;
}

async function measure(what: '2,000 rows' | 'empty page') {
  const page = await openPage();
  const protocol = await page.context().newCDPSession(page);
  // In the thread's own time, to which other programs of the machine add nothing.
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  const shown = what === 'empty page' ? await page.evaluate(() => (window as unknown as BenchWindow).showNothing())
    : await page.evaluate(() => (window as unknown as BenchWindow).showRows());
  await scroll(page);
  const heapBefore = await readHeap(protocol);
  const stepMs = median(await measureSteps(page, protocol));
  const intervals: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) intervals.push(...await scroll(page));
  const heapAfter = await readHeap(protocol);
  await page.context().close();
  const slowShare = intervals.filter((interval) => interval > SLOW_MS).length / intervals.length;
  return { stepMs, slowShare, heapBefore, heapAfter, longestTask: shown?.longestTask ?? 0 };
}

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 480, height: 800 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => { throw error; });
  await page.route('http://localhost:8000/**', (route) => {
    const isScript = route.request().url().endsWith('/page.js');
    const html = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Rows</title><script type="module" src="/page.js"></script></html>';
    return route.fulfill({ contentType: isScript ? 'text/javascript' : 'text/html', body: isScript ? script : html });
  });
  await page.goto('http://localhost:8000/');
  await page.waitForFunction(() => 'showRows' in window);
  return page;
}

function scroll(page: Page): Promise<readonly number[]> {
  return page.evaluate(([frames, px]) => (window as unknown as BenchWindow).scrollAll(frames!, px!), [FRAMES, FRAME_PX]);
}

/** What the main thread has done for each step, in milliseconds. */
async function measureSteps(page: Page, protocol: CDPSession): Promise<number[]> {
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  const steps: number[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const before = await readWork(protocol);
    await page.evaluate((px) => new Promise<void>((resolve) => {
      scrollBy({ top: px, behavior: 'instant' });
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    }), STEP_PX);
    steps.push(await readWork(protocol) - before);
  }
  return steps;
}

async function readWork(protocol: CDPSession): Promise<number> {
  const { metrics } = await protocol.send('Performance.getMetrics');
  const names = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'];
  return metrics.filter(({ name }) => names.includes(name)).reduce((sum, { value }) => sum + value, 0) * 1_000;
}

async function readHeap(protocol: CDPSession): Promise<number> {
  await protocol.send('HeapProfiler.collectGarbage');
  const { metrics } = await protocol.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
