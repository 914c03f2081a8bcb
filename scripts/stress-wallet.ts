/**
 * Loses the wallet's frame and fuzzes its messages, and prints what was found.
 * Run: npm run stress:wallet -- [--engine chromium,firefox,webkit] [--removals 1000] [--messages 100000] [--parsed 900000]
 */
import { parseArgs } from 'node:util';
import { ENGINE_NAMES, findEngine, parseEngineNames, type EngineName } from '../test/support/driver/engines.js';
import { launch } from '../test/support/driver/driver.js';
import { startSite } from '../test/support/site.js';
import { fuzzParser } from '../test/stress/wallet/fuzz-parser.js';
import type { FuzzFigures } from '../test/stress/wallet/fuzz.js';
import type { Leftovers } from '../test/stress/wallet/leak-watch.js';
import type { RemovalFigures } from '../test/stress/wallet/removals.js';
import { countDoubled, runFuzz, runRemovals, toP95 } from '../test/stress/wallet/runs.js';
import { createFuzzPages, startWalletSite } from '../test/stress/wallet/wallet-page.js';

const HANDSHAKE_P95_MS = 500;
const HANDLER_MEDIAN_US = 20;

const { values } = parseArgs({ options: {
  engine: { type: 'string', default: ENGINE_NAMES.join(',') },
  removals: { type: 'string', default: '1000' },
  messages: { type: 'string', default: '100000' },
  parsed: { type: 'string', default: '900000' },
  seed: { type: 'string', default: '88' },
} });
const seed = Number(values.seed);
const problems: string[] = [];

const parsed = fuzzParser({ count: Number(values.parsed), seed });
console.log(`parser    messages ${parsed.count}, accepted ${parsed.accepted}, throws ${parsed.throws}, `
  + `valid accepted ${parsed.validAccepted} of ${parsed.valid}, polluted prototypes ${parsed.polluted}`);
require('parser', parsed.accepted === 0 && parsed.throws === 0 && parsed.polluted === 0 && parsed.validAccepted === parsed.valid);

for (const engine of parseEngineNames(values.engine)) {
  if (await findEngine(engine)) await stress(engine);
  else console.log(`${engine}: not installed`);
}
console.log(problems.length === 0 ? 'all within the limits' : `outside the limits: ${problems.join('; ')}`);
if (problems.length > 0) process.exitCode = 1;

async function stress(engine: EngineName): Promise<void> {
  const browser = await launch(engine);
  const { site, emulator, close } = await startWalletSite();
  const stranger = await startSite({ pages: await createFuzzPages() });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    const removals = await runRemovals(page, { count: Number(values.removals), seed });
    printRemovals(engine, removals, countDoubled(emulator));
    const planted = await runRemovals(page, { count: 5, seed, plantLeak: true });
    console.log(`${engine}  planted leaks found ${planted.leaks.listeners} of 5`);
    require(`${engine}: planted leaks`, planted.leaks.listeners === 5);
    await page.reload();
    const options = { count: Number(values.messages), seed, walletOrigin: site.otherOrigin, strangerOrigin: stranger.otherOrigin };
    printFuzz(engine, await runFuzz(page, options));
    await context.close();
  } finally {
    await stranger.close();
    await close();
    await browser.close();
  }
}

function printRemovals(engine: string, figures: RemovalFigures, doubled: number): void {
  const removals = Object.values(figures.removals).reduce((sum, count) => sum + count, 0);
  const p95Ms = toP95(figures.handshakesMs);
  console.log(`${engine}  removals ${removals} (${figures.inFlight} with a request in flight), lost ${figures.lost}, doubled ${doubled}, `
    + `not back in the microtask ${figures.late}, handshake p95 ${p95Ms.toFixed(0)} ms, left behind ${describeLeaks(figures.leaks)}`);
  console.log(`${engine}  by way: ${Object.entries(figures.removals).map(([way, count]) => `${way} ${count}`).join(', ')}`);
  for (const error of figures.errors) console.log(`${engine}  ${error}`);
  require(`${engine}: removals`, figures.lost === 0 && doubled === 0 && figures.late === 0 && isClean(figures.leaks));
  require(`${engine}: handshake`, p95Ms <= HANDSHAKE_P95_MS);
}

function printFuzz(engine: string, figures: FuzzFigures): void {
  const { received, accepted, throws, valid, validAccepted, polluted, handlerMedianUs, leaks } = figures;
  console.log(`${engine}  fuzzed messages ${received}, accepted ${accepted}, throws ${throws}, valid accepted ${validAccepted} of ${valid}, `
    + `polluted prototypes ${polluted}, handler median ${handlerMedianUs.toFixed(2)} µs, left behind ${describeLeaks(leaks)}`);
  require(`${engine}: messages`, accepted === 0 && throws === 0 && polluted === 0 && validAccepted === valid && isClean(leaks));
  require(`${engine}: handler`, handlerMedianUs <= HANDLER_MEDIAN_US);
}

function describeLeaks({ listeners, timers, observers, frames }: Leftovers): string {
  return `${listeners} listeners, ${timers} timers, ${observers} observers, ${frames} frames`;
}

function isClean(leaks: Leftovers): boolean {
  return Object.values(leaks).every((count) => count === 0);
}

function require(what: string, isHeld: boolean): void {
  if (!isHeld) problems.push(what);
}
