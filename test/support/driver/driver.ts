import type { DriverPage, WaitOptions } from './driver-page.js';
import { waitUntil } from './driver-page.js';
import { requireEngine, type Engine, type EngineName } from './engines.js';
import type { MappedHosts } from './launch-options.js';
import { launchPuppeteer } from './puppeteer-driver.js';
import { startTripwire, type Tripwire } from './tripwire.js';
import { launchWebkit } from './webkit-driver.js';

/** What an engine's own driver does for a whole browser. */
export interface BrowserAdapter {
  newContext(): Promise<ContextAdapter>;
  close(): Promise<void>;
}

/** What an engine's own driver does for one visitor. */
export interface ContextAdapter {
  newPage(): Promise<DriverPage>;
  /** Open pages, the same object for the same page. */
  pages(): Promise<readonly DriverPage[]>;
  close(): Promise<void>;
}

/** A visitor with an empty profile. WebKit serves one at a time. */
export interface Context {
  newPage(): Promise<DriverPage>;
  /** All open pages of this visitor, popups among them. */
  pages(): Promise<readonly DriverPage[]>;
  /** Waits for a page that is open besides the known ones: a popup. */
  waitForPopup(known: readonly DriverPage[], options?: WaitOptions): Promise<DriverPage>;
  /** Waits until a page is closed. */
  waitForClosed(page: DriverPage, options?: WaitOptions): Promise<void>;
  /** Closes all pages. Throws when one of them asked for something outside this machine. */
  close(): Promise<void>;
}

/** A running browser. */
export interface Browser {
  readonly engine: Engine;
  newContext(): Promise<Context>;
  close(): Promise<void>;
}

/** Starts a browser with popups blocked and the network closed; Chromium also takes names that lead to a server of the tests. */
export async function launch(name: EngineName, mapped?: MappedHosts): Promise<Browser> {
  const engine = await requireEngine(name);
  const tripwire = await startTripwire();
  const start = name === 'webkit' ? launchWebkit : launchPuppeteer;
  let adapter: BrowserAdapter;
  try {
    adapter = await start(engine, tripwire.port, mapped);
  } catch (error) {
    await tripwire.close();
    throw error;
  }
  return {
    engine,
    newContext: async () => createContext(await adapter.newContext(), tripwire),
    close: async () => {
      await adapter.close();
      await tripwire.close();
    },
  };
}

function createContext(adapter: ContextAdapter, tripwire: Tripwire): Context {
  const seenBefore = new Set(tripwire.hits);
  return {
    newPage: () => adapter.newPage(),
    pages: () => adapter.pages(),
    waitForPopup: (known, options) => waitUntil(
      async () => (await adapter.pages()).find((page) => !known.includes(page)),
      { what: 'a popup', ...options },
    ),
    waitForClosed: async (page, options) => {
      await waitUntil(async () => !(await adapter.pages()).includes(page), { what: 'a page to close', ...options });
    },
    close: async () => {
      await adapter.close();
      const hits = [...tripwire.hits].filter((hit) => !seenBefore.has(hit));
      if (hits.length > 0) throw new Error(`Pages asked for hosts outside this machine: ${hits.join(', ')}`);
    },
  };
}
