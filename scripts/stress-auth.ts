/**
 * Tokens that are forged, refreshes that race, holders that are killed, logouts that win; prints what was found.
 * Run: npm run stress:auth -- [--engine chromium,firefox,webkit] [--share 1]   (a share of 0.1 does a tenth of it)
 */
import { parseArgs } from 'node:util';
import { launch } from '../test/support/driver/driver.js';
import { ENGINE_NAMES, findEngine, parseEngineNames, type EngineName } from '../test/support/driver/engines.js';
import { GOALS, type Scale } from '../test/stress/auth/goals.js';
import { StressBench } from '../test/stress/auth/stress-bench.js';
import { buildIfStale } from './test/build-part.js';

const { values } = parseArgs({ options: { engine: { type: 'string', default: ENGINE_NAMES.join(',') }, share: { type: 'string', default: '1' } } });
const part = (count: number): number => Math.max(1, Math.round(count * Number(values.share)));
const scale: Scale = {
  tokens: { chromium: part(10_000), others: part(1_000) }, records: part(5_000), clients: part(50), rounds: part(20), kills: part(25), logouts: part(500), returns: part(50),
};
const problems: string[] = [];

await buildIfStale();
for (const engine of parseEngineNames(values.engine)) {
  if (await findEngine(engine)) await stress(engine);
  else console.log(`${engine}: not installed`);
}
console.log(problems.length === 0 ? 'all within the limits' : `outside the limits: ${problems.join('; ')}`);
if (problems.length > 0) process.exitCode = 1;

async function stress(engine: EngineName): Promise<void> {
  const browser = await launch(engine);
  try {
    const context = await browser.newContext();
    const bench = await StressBench.open(await context.newPage());
    for (const goal of GOALS) await tryGoal(bench, engine, goal);
    await bench.close();
    await context.close();
  } finally {
    await browser.close();
  }
}

async function tryGoal(bench: StressBench, engine: EngineName, { title, run }: (typeof GOALS)[number]): Promise<void> {
  const startedMs = performance.now();
  const seconds = (): string => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
  try {
    console.log(`${engine}  ${await run(bench, engine, scale)} (${seconds()})`);
  } catch (error) {
    problems.push(`${engine}: ${title}`);
    console.log(`${engine}  ${title}: FAILED (${seconds()})\n${error instanceof Error ? error.message : String(error)}`);
    // The next goal begins on a new page.
    await bench.goto('/');
  }
}
