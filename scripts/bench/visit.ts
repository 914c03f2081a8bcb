import type { BrowserContext, CDPSession, Page } from 'playwright-core';

import { PAGE_PROBE, type PageBench } from './page-probe.js';
import type { World } from './world.js';

/** What has waited this long has failed. */
const LIMIT_MS = 30_000;

/** How often a page is asked from outside: seldom, because it is measured meanwhile. */
const POLLING = { polling: 50 };

/** Lighthouse's slow 4G: 1.6 Mbit/s, 150 ms. */
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

type BenchWindow = Window & { readonly bench: PageBench };

/** A new visitor, with an empty profile; the emulator begins anew. Gives what they do, and is gone then. */
export async function visit<T>({ browser, emulator }: World, run: (context: BrowserContext) => Promise<T>): Promise<T> {
  emulator.reset();
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 800, height: 600 } });
  try {
    context.setDefaultTimeout(LIMIT_MS);
    await context.addInitScript(PAGE_PROBE);
    return await run(context);
  } finally {
    await context.close();
  }
}

/** Opens a page and waits for what it is about. Gives when that was there, in milliseconds since the navigation. */
export async function openReady(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.waitForFunction(() => (window as unknown as BenchWindow).bench.readyAt !== undefined, undefined, POLLING);
  return page.evaluate(() => (window as unknown as BenchWindow).bench.readyAt ?? Number.NaN);
}

/** What a page had asked for when its thing was there, the page itself included: addresses, whoever was asked. */
export function readAsked(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { readyAt = Number.NaN } = (window as unknown as BenchWindow).bench;
    const entries = performance.getEntries().filter(({ entryType, startTime }) => /^(?:navigation|resource)$/.test(entryType) && startTime < readyAt);
    return entries.map(({ name }) => name);
  });
}

/** Waits for something that the page notes, and gives when it was, in milliseconds since the navigation and since 1970. */
export async function waitForNote(page: Page, name: string): Promise<{ readonly at: number; readonly epochMs: number }> {
  const handle = await page.waitForFunction((key) => sessionStorage.getItem(key), `bench:${name}`, POLLING);
  return JSON.parse(String(await handle.jsonValue())) as { at: number; epochMs: number };
}

/** When the visitor clicked and a window was opened, in milliseconds since the navigation. */
export function readClick(page: Page): Promise<{ readonly clickedAt: number; readonly openedAt: number }> {
  return page.evaluate(() => {
    const { clickedAt = Number.NaN, openedAt = Number.NaN } = (window as unknown as BenchWindow).bench;
    return { clickedAt, openedAt };
  });
}

/** Connects and registers by the page's own code, and gives what it took, in milliseconds. */
export function register(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const from = performance.now();
    await (window as unknown as BenchWindow).bench.register?.();
    return performance.now() - from;
  });
}

/** Opens the protocol of a page, with figures in the thread's own time, to which other programs of the machine add nothing. */
export async function openProtocol(page: Page): Promise<CDPSession> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  return protocol;
}

/** Makes the network of a page slow. */
export async function slowDown(protocol: CDPSession): Promise<void> {
  await protocol.send('Network.enable');
  await protocol.send('Network.emulateNetworkConditions', SLOW_NETWORK);
}

async function readMetrics(protocol: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await protocol.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

/** What scripts have taken of the main thread, compiled and run, in milliseconds. */
export async function readScriptMs(protocol: CDPSession): Promise<number> {
  const metrics = await readMetrics(protocol);
  return ((metrics.get('ScriptDuration') ?? Number.NaN) + (metrics.get('V8CompileDuration') ?? 0)) * 1_000;
}

/** Script, style and layout, in milliseconds. */
export async function readWorkMs(protocol: CDPSession): Promise<number> {
  const metrics = await readMetrics(protocol);
  return ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'].reduce((sum, name) => sum + (metrics.get(name) ?? Number.NaN), 0) * 1_000;
}

/** The heap after a collection, in bytes. */
export async function readHeap(protocol: CDPSession): Promise<number> {
  await protocol.send('HeapProfiler.collectGarbage');
  return (await readMetrics(protocol)).get('JSHeapUsedSize') ?? Number.NaN;
}
