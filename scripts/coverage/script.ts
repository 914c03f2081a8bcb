import type { CDPSession, Protocol } from 'puppeteer-core';
import type { Places } from './places.js';

/** What V8 says of the functions of a script. */
export type Functions = Protocol.Profiler.ScriptCoverage['functions'];

/** Code that a page runs, and what of which sources is in it. */
export interface Script {
  /** In UTF-16 units. */
  readonly length: number;
  readonly files: ReadonlyMap<string, Places>;
}

/** Counts from here on: blocks, and how often each ran. */
export async function startCounting(session: CDPSession): Promise<void> {
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}
