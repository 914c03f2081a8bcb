import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import type { SourceMapPayload } from 'node:module';
import { addCounts, countPlaces, createLookup, type Counts } from './counts.js';
import { listPlaces } from './places.js';
import { startCounting, type Script } from './script.js';
import { toSourceFile } from './sources.js';

/** Counts what runs of `src/` in pages of Chromium. */
export class CoverageWatch {
  readonly counts: Counts = {};
  readonly #scripts = new Map<string, Promise<Script>>();

  /** Counts in a page of the test runner, which shows one test file after the other and an empty document in between. */
  async watch(page: Page): Promise<void> {
    const session = await page.createCDPSession();
    await session.send('Profiler.enable');
    const show = page.goto.bind(page);
    page.goto = async (url, options) => {
      if (url === 'about:blank') await this.take(session);
      else await startCounting(session);
      return show(url, options);
    };
  }

  /** Takes what ran since the last time. */
  async take(session: CDPSession): Promise<void> {
    const { result } = await session.send('Profiler.takePreciseCoverage');
    await Promise.all(result.map((script) => this.#add(script)));
  }

  async #add({ url, functions }: Protocol.Profiler.ScriptCoverage): Promise<void> {
    if (!/^http:\/\/[^/]+\/src\/[^?]+\.ts(?:\?|$)/u.test(url)) return;
    if (!this.#scripts.has(url)) this.#scripts.set(url, readScript(url));
    const { length, files } = await this.#scripts.get(url)!;
    const lookup = createLookup(functions, length);
    for (const [file, places] of files) addCounts(this.counts, { [file]: countPlaces(places, lookup) });
  }
}

async function readScript(url: string): Promise<Script> {
  const code = await (await fetch(url)).text();
  const [, map = ''] = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/u.exec(code) ?? [];
  if (map === '') throw new Error(`${url} came without a source map.`);
  const payload = JSON.parse(Buffer.from(map, 'base64').toString()) as SourceMapPayload;
  const file = toSourceFile(new URL(url).pathname);
  return { length: code.length, files: listPlaces(code, payload, () => file) };
}
