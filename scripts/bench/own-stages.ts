import type { Page } from 'playwright-core';

import type { Contestant } from './contestants.js';
import type { OwnName } from './measures.js';
import { ELEMENT_COUNTS } from './own-pages.js';
import { openProtocol, openReady, readAsked, readWorkMs, visit, waitForNote } from './visit.js';
import type { World } from './world.js';

/** The figures of one round of ours alone. */
export type OwnFigures = Partial<Record<OwnName, number>>;

const REGISTERED = 'tamsin@example.com';
/** After which nothing more is asked for, of what a page asks for by itself. */
const SETTLED_MS = 500;
/** Fifty tabs that sign in at once share the cores. */
const TABS_LIMIT_MS = 120_000;
const LIST_LENGTHS = [10, 100, 1_000, 2_000] as const;

async function signIn(world: World, page: Page, { button }: Contestant): Promise<void> {
  await openReady(page, `${world.origin}/ours/`);
  world.emulator.login = { mode: 'auto', email: REGISTERED };
  await page.click(button);
  await waitForNote(page, 'signed-in');
}

/** What all servers were asked, the browser's questions before others' included. */
function countRequests({ emulator, countSiteRequests }: World): number {
  return countSiteRequests() + emulator.requests.list().length;
}

/** When the whole element has taken the place of the button that was drawn first. */
export function measureElement(world: World): Promise<OwnFigures> {
  return visit(world, async (context) => {
    const page = await context.newPage();
    const element = await openReady(page, `${world.origin}/ours/element`);
    return { element, 'transfer-element': world.getBytesOf(await readAsked(page)) };
  });
}

/** Pages with 1, 10 and 100 buttons and lists, for a visitor who is signed in and has been there before. */
export function measureElements(world: World, ours: Contestant): Promise<OwnFigures> {
  return visit(world, async (context) => {
    await signIn(world, await context.newPage(), ours);
    const figures: OwnFigures = {};
    // The first one brings what the browser keeps.
    for (const count of [ELEMENT_COUNTS[0], ...ELEMENT_COUNTS]) {
      const page = await context.newPage();
      const before = countRequests(world);
      figures[`elements-${count}`] = await openReady(page, `${world.origin}/ours/elements-${count}`);
      await page.waitForTimeout(SETTLED_MS);
      figures[`requests-${count}`] = countRequests(world) - before;
      await page.close();
    }
    const [one = 0, ten = 0, hundred = 0] = [figures['requests-1'], figures['requests-10'], figures['requests-100']];
    figures['requests-more'] = Math.max(0, Math.max(ten, hundred) - one);
    return figures;
  });
}

/** What drawing lists takes of the main thread. */
export function measureLists(world: World): Promise<OwnFigures> {
  return visit(world, async (context) => {
    const works = new Map<number, number>();
    for (const length of LIST_LENGTHS) {
      const page = await context.newPage();
      const protocol = await openProtocol(page);
      await openReady(page, `${world.origin}/ours/rows`);
      const before = await readWorkMs(protocol);
      await page.evaluate((count) => (window as unknown as { showRows(count: number): Promise<unknown> }).showRows(count), length);
      works.set(length, await readWorkMs(protocol) - before);
      await page.close();
    }
    const getWork = (length: number): number => works.get(length) ?? Number.NaN;
    return {
      'rows-10': getWork(10), 'rows-100': getWork(100), 'rows-1000': getWork(1_000), 'rows-2000': getWork(2_000),
      'rows-flat': (getWork(2_000) / 2_000) / (getWork(100) / 100),
    };
  });
}

/** One login seen by many tabs, and what one more tab takes beside them. */
export function measureTabs(world: World, ours: Contestant, count: 1 | 10 | 50): Promise<OwnFigures> {
  return visit(world, async (context) => {
    context.setDefaultTimeout(TABS_LIMIT_MS);
    const first = await context.newPage();
    const tabs = [first];
    await openReady(first, `${world.origin}/ours/`);
    while (tabs.length < count) {
      const tab = await context.newPage();
      await openReady(tab, `${world.origin}/ours/`);
      tabs.push(tab);
    }
    await first.bringToFront();
    world.emulator.login = { mode: 'auto', email: REGISTERED };
    await first.click(ours.button);
    const notes = await Promise.all(tabs.map((tab) => waitForNote(tab, 'signed-in')));
    const times = notes.map(({ epochMs }) => epochMs);
    const tokens = world.emulator.requests.list(({ method, path }) => method === 'POST' && path === '/oauth/token').length;
    await tabs.at(-1)?.close();
    const last = await context.newPage();
    const ready = await openReady(last, `${world.origin}/ours/returning`);
    const spread = Math.max(...times) - Math.min(...times);
    if (count === 1) return { 'tab-1': ready };
    return count === 10 ? { 'tab-10': ready, 'tabs-10-signed-in': spread } : { 'tab-50': ready, 'tabs-50-signed-in': spread, 'tabs-tokens': tokens };
  });
}
