import { availableParallelism, loadavg, totalmem } from 'node:os';

import type { Machine } from './measures.js';

/** Says what kind of machine this is: no name, no model, no folder. `browser` is its name and version. */
export function readMachine(browser: string): Machine {
  return {
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node.split('.')[0] ?? '',
    browser,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

/** The kind of machine in one sentence. */
export function describeMachine({ cores, memoryGb, platform, node, browser, load }: Machine): string {
  return `${cores} cores, ${memoryGb} GB of memory, ${platform}, ${browser}, Node ${node}; load ${load} when it began`;
}
