import type { Emulator } from '../../../emulator/src/index.js';
import type { DriverPage } from '../../support/driver/driver-page.js';
import type { FuzzFigures, FuzzOptions } from './fuzz.js';
import type { RemovalFigures, RemovalOptions } from './removals.js';
import { waitForOutcome } from './wallet-page.js';

/** For one removal or 1,000 messages on a busy machine. */
const UNIT_LIMIT_MS = 2_000;
const SPARE_MS = 60_000;

/** Has the page lose its frame, and gives what was found. */
export async function runRemovals(page: DriverPage, options: RemovalOptions): Promise<RemovalFigures> {
  await page.evaluate((given) => window.walletPage.begin('removals', () => window.walletPage.removals(given)), options);
  return takeValue<RemovalFigures>(page, 'removals', SPARE_MS + options.count * UNIT_LIMIT_MS);
}

/** Has frames send messages to the page, and gives what was found. */
export async function runFuzz(page: DriverPage, options: FuzzOptions): Promise<FuzzFigures> {
  await page.evaluate((given) => window.walletPage.begin('fuzz', () => window.walletPage.fuzz(given)), options);
  return takeValue<FuzzFigures>(page, 'fuzz', SPARE_MS + options.count / 1_000 * UNIT_LIMIT_MS);
}

/** Signatures beyond the first of a text, of which each is asked for once. */
export function countDoubled({ signatures }: Emulator): number {
  return signatures.list().reduce((sum, { count }) => sum + count - 1, 0);
}

/** The value below which 95 of 100 are. */
export function toP95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length))] ?? Number.NaN;
}

async function takeValue<T>(page: DriverPage, name: string, timeoutMs: number): Promise<T> {
  const outcome = await waitForOutcome(page, name, timeoutMs);
  if ('code' in outcome) throw new Error(`${name} ended with ${outcome.code}`);
  return outcome.value as T;
}
