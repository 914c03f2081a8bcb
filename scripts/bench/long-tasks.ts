import type { Browser } from 'playwright-core';

/** From which length on a task is in the way of the visitor: Chromium's own definition of a long task. */
const LONG_MS = 50;

/** What pages did while they were watched. */
export interface TaskFigures {
  readonly count: number;
  readonly longestMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread itself: what other programs of the machine take is not in it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Runs something, and gives the long tasks of every page's main thread meanwhile, in the thread's own time. */
export async function watchTasks(browser: Browser, run: () => Promise<unknown>): Promise<TaskFigures> {
  await browser.startTracing(undefined, { categories: ['disabled-by-default-devtools.timeline'] });
  let trace: Buffer;
  try {
    await run();
  } finally {
    trace = await browser.stopTracing();
  }
  return readTasks((JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents);
}

/** Finds the tasks of main threads of pages among the events of a trace. */
export function readTasks(events: readonly TraceEvent[]): TaskFigures {
  const toThread = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const threads = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(toThread));
  const lengths = events.filter((event) => event.name === 'RunTask' && threads.has(toThread(event))).map(({ tdur = 0 }) => tdur / 1_000);
  return { count: lengths.filter((ms) => ms > LONG_MS).length, longestMs: lengths.reduce((a, b) => Math.max(a, b), 0) };
}
