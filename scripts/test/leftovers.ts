import { readdir, readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { createResult, type PartResult } from './tally.js';

const VARIABLE = 'PASSPORT_WIDGETS_RUN';
const PATIENCE_MS = 5_000;

interface Leftover {
  readonly pid: number;
  readonly name: string;
}

/** Marks this process, so that all it starts, and what that starts, can be told from other programs. */
export function markRun(): void {
  process.env[VARIABLE] = randomUUID();
}

/** Ends browsers and servers that outlived the tests, and counts them as a failure. Works on Linux only. */
export async function findLeftovers(): Promise<PartResult[]> {
  const mark = `${VARIABLE}=${process.env[VARIABLE]}`;
  const untilMs = Date.now() + PATIENCE_MS;
  let left = await listMarked(mark);
  while (left.length > 0 && Date.now() < untilMs) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    left = await listMarked(mark);
  }
  if (left.length === 0) return [];
  left.forEach(kill);
  return [createResult('leftovers', { failed: 1, notes: left.map(({ pid, name }) => `${name} (${pid}) was still running.`) })];
}

function kill({ pid }: Leftover): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended since it was listed.
  }
}

async function listMarked(mark: string): Promise<Leftover[]> {
  const entries = process.platform === 'linux' ? await readdir('/proc') : [];
  const found = await Promise.all(entries.filter((entry) => /^\d+$/.test(entry)).map((pid) => readMarked(pid, mark)));
  return found.filter((item) => item !== undefined);
}

/** Children of this very process are its tools and end with it. */
async function readMarked(pid: string, mark: string): Promise<Leftover | undefined> {
  try {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1');
    if (Number(pid) === process.pid || !environment.split('\0').includes(mark)) return undefined;
    const status = await readFile(`/proc/${pid}/status`, 'latin1');
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    return Number(field('PPid')) === process.pid ? undefined : { pid: Number(pid), name: field('Name') };
  } catch {
    // The process ended meanwhile, or belongs to someone else.
    return undefined;
  }
}
