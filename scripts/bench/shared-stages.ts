import type { BrowserContext } from 'playwright-core';

import { type Contestant, MANY_COUNTS, type Stage } from './contestants.js';
import { watchTasks } from './long-tasks.js';
import type { SharedName } from './measures.js';
import type { measure, StarkUser, Start } from './stark-page.js';
import type { PageFigures } from './stark-run.js';
import { openProtocol, openReady, readAsked, readClick, readHeap, readScriptMs, register, slowDown, visit, waitForNote } from './visit.js';
import type { World } from './world.js';

/** The figures of one round. */
export type RoundFigures = Partial<Record<SharedName, number>>;

/** A part of a round: a visitor of their own, and what they do. */
export interface Part {
  readonly name: string;
  /** Which candidates do it; default all. */
  readonly stage?: Stage;
  run(world: World, contestant: Contestant): Promise<RoundFigures>;
}

/** Registered, with three tokens; and somebody who is not registered yet. */
const [REGISTERED, NEW] = ['tamsin@example.com', 'nova@example.com'];

/** What a round consists of. */
export const PARTS: readonly Part[] = [
  { name: 'load', run: load },
  { name: 'login in a window', stage: 'window', run: signInByWindow },
  { name: 'login by redirect', stage: 'redirect', run: signInByRedirect },
  { name: 'connect and register', stage: 'register', run: connectAndRegister },
  ...createStarkParts('registered', { cold: 'stark-cold', warmed: 'stark-warmed', warm: 'stark-warm' }),
  ...createStarkParts('new', { cold: 'stark-new-cold', warmed: 'stark-new-warmed', warm: 'stark-new-warm' }),
];

/** What takes longer, and differs less from round to round. */
export const RARE_PARTS: readonly Part[] = [
  { name: 'load over a slow network', run: loadSlowly },
  { name: 'long tasks', run: countTasks },
  { name: 'many buttons', stage: 'many', run: loadMany },
];

function load(world: World, { id }: Contestant): Promise<RoundFigures> {
  return visit(world, async (context) => {
    const page = await context.newPage();
    const protocol = await openProtocol(page);
    const ready = await openReady(page, `${world.origin}/${id}/`);
    const script = await readScriptMs(protocol);
    const asked = await readAsked(page);
    const heap = await readHeap(protocol);
    return { 'transfer-button': world.getBytesOf(asked), 'requests-button': asked.length, 'script-button': script, ready, heap };
  });
}

function loadSlowly(world: World, { id }: Contestant): Promise<RoundFigures> {
  return visit(world, async (context) => {
    const page = await context.newPage();
    await slowDown(await context.newCDPSession(page));
    return { 'ready-slow': await openReady(page, `${world.origin}/${id}/`) };
  });
}

function loadMany(world: World, { id }: Contestant): Promise<RoundFigures> {
  return visit(world, async (context) => {
    const figures: RoundFigures = {};
    for (const count of MANY_COUNTS) {
      const page = await context.newPage();
      figures[`many-${count}`] = await openReady(page, `${world.origin}/${id}/many-${count}`);
      await page.close();
    }
    return figures;
  });
}

function signInByWindow(world: World, { id, button, stages }: Contestant): Promise<RoundFigures> {
  return visit(world, async (context) => {
    const page = await context.newPage();
    const before = world.countSiteRequests();
    await openReady(page, `${world.origin}/${id}/`);
    world.emulator.login = { mode: 'auto', email: REGISTERED };
    await page.locator(button).first().click();
    // Whoever has no login but a window that it opens is asked for nothing more.
    if (!stages.includes('redirect')) {
      await page.waitForFunction(() => (window as unknown as { bench: { openedAt?: number } }).bench.openedAt !== undefined);
      const { clickedAt, openedAt } = await readClick(page);
      return { 'click-window': openedAt - clickedAt };
    }
    const { at } = await waitForNote(page, 'signed-in');
    const { clickedAt, openedAt } = await readClick(page);
    return {
      'click-window': openedAt - clickedAt, 'click-signed-in': at - clickedAt, 'transfer-login': world.getBytesSince(before),
    };
  });
}

/** Signs in by leaving the page, then returns in a new tab. */
function signInByRedirect(world: World, { id, button, stages }: Contestant): Promise<RoundFigures> {
  return visit(world, async (context) => {
    const page = await context.newPage();
    await openReady(page, `${world.origin}/${id}/redirect`);
    world.emulator.login = { mode: 'auto', email: REGISTERED };
    await page.locator(button).first().click();
    const { at } = await waitForNote(page, 'callback');
    if (!stages.includes('returning')) return { callback: at };
    const later = await context.newPage();
    return { callback: at, returning: await openReady(later, `${world.origin}/${id}/returning`) };
  });
}

function connectAndRegister(world: World, { id, button }: Contestant): Promise<RoundFigures> {
  return visit(world, async (context) => {
    const page = await context.newPage();
    await openReady(page, `${world.origin}/${id}/`);
    world.emulator.login = { mode: 'auto', email: NEW };
    await page.locator(button).first().click();
    await waitForNote(page, 'signed-in');
    const took = await register(page);
    if (world.emulator.world.findUserByEmail(NEW)?.imx === undefined) throw new Error('Nobody was registered.');
    return { register: took };
  });
}

/** Long tasks of the load, and of what follows for those who can do it. */
function countTasks(world: World, { id, button, stages }: Contestant): Promise<RoundFigures> {
  const { browser, origin, emulator } = world;
  return visit(world, async (context) => {
    const page = await context.newPage();
    const load = await watchTasks(browser, () => openReady(page, `${origin}/${id}/`));
    const figures: RoundFigures = { 'tasks-load': load.count, 'task-load': load.longestMs };
    if (!stages.includes('redirect')) return figures;
    emulator.login = { mode: 'auto', email: NEW };
    const login = await watchTasks(browser, async () => {
      await page.locator(button).first().click();
      await waitForNote(page, 'signed-in');
    });
    Object.assign(figures, { 'tasks-login': login.count, 'task-login': login.longestMs });
    if (!stages.includes('register')) return figures;
    const registering = await watchTasks(browser, () => register(page));
    return { ...figures, 'tasks-register': registering.count, 'task-register': registering.longestMs };
  });
}

/** Ours warms up whenever it connects, so its later keys are those of a page that did. The others have no warm-up. */
function createStarkParts(user: StarkUser, names: Readonly<Record<'cold' | 'warmed' | 'warm', SharedName>>): readonly Part[] {
  return (['cold', 'warmed'] as const).map((start) => ({
    name: `Stark key, ${user} user, ${start === 'cold' ? 'not warmed' : 'warmed'}`,
    stage: 'stark',
    async run(world, { id }) {
      if (id !== 'ours' && (start === 'warmed' || user === 'new')) return {};
      const { first, warm } = await visit(world, (context) => makeKeys(context, `${world.origin}/${id}/stark`, start, user));
      return { [names[start]]: first, ...(start === 'warmed' || id !== 'ours' ? { [names.warm]: warm } : {}) };
    },
  }));
}

/** Keys and signatures on a new page, whose code is loaded and has not run. */
async function makeKeys(context: BrowserContext, url: string, start: Start, user: StarkUser): Promise<PageFigures> {
  const page = await context.newPage();
  await openReady(page, url);
  return page.evaluate(([at, who]) => (window as unknown as { measure: typeof measure }).measure(at, who), [start, user] as const);
}
