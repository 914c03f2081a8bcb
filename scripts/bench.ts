/**
 * Measures ours in Chromium and compares it with `scripts/bench/baseline.json`. Fails when counts or bytes have grown, when a
 * limit is passed, or when a time is far beyond what it was on the same kind of machine.
 * Run: npm run bench -- [--json] [--write] [--rounds 5] [--part shared,elements,lists,tabs]
 */
import { parseArgs } from 'node:util';

import { type Baseline, compareFigures, type Verdict } from './bench/compare.js';
import { EMPTY, type Contestant } from './bench/contestants.js';
import { describeMachine, readMachine } from './bench/machine.js';
import type { Figures, OwnName } from './bench/measures.js';
import { createOurs } from './bench/own-pages.js';
import { measureElement, measureElements, measureLists, measureTabs, type OwnFigures } from './bench/own-stages.js';
import { runShared } from './bench/run.js';
import { Samples } from './bench/statistics.js';
import { readBaseline, writeBaseline } from './bench/store.js';
import { renderText, toRows } from './bench/table.js';
import { startWorld, type World } from './bench/world.js';
import { buildIfStale } from './test/build-part.js';

const PARTS = ['shared', 'elements', 'lists', 'tabs'] as const;
type PartName = (typeof PARTS)[number];

const { values } = parseArgs({ options: {
  json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' },
  part: { type: 'string', default: PARTS.join() },
} });
/** The whole run is for every day. */
const LIMIT_S = 300;
/** What `--json` prints is the one thing on standard output. */
const say = (line: string): void => { console.error(line); };

async function measure(world: World, ours: Contestant, parts: readonly PartName[], rounds: number): Promise<{ figures: Figures; notes: readonly string[] }> {
  const shared = parts.includes('shared') ? await runShared(world, [ours], { rounds, rareRounds: 3, say }) : undefined;
  const own = new Samples<OwnName>();
  const notes = [...shared?.notes ?? []];
  const take = async (what: string, times: number, run: () => Promise<OwnFigures>): Promise<void> => {
    try {
      for (let round = 0; round < times; round += 1) own.add(await run());
      say(what);
    } catch (error) {
      notes.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const few = Math.min(3, rounds);
  if (parts.includes('elements')) await take('the element', rounds, () => measureElement(world));
  if (parts.includes('elements')) await take('1, 10 and 100 elements', few, () => measureElements(world, ours));
  if (parts.includes('lists')) await take('10 to 2,000 balances', few, () => measureLists(world));
  if (parts.includes('tabs')) {
    await take('1 tab', few, () => measureTabs(world, ours, 1));
    await take('10 tabs', few, () => measureTabs(world, ours, 10));
    await take('50 tabs', 1, () => measureTabs(world, ours, 50));
  }
  const entries = own.names().map((name) => [name, own.summarize(name)] as const);
  return { figures: { ...shared?.figures.ours, ...Object.fromEntries(entries) }, notes };
}

function report(verdicts: readonly Verdict[], current: Baseline, kept: Baseline | undefined, notes: readonly string[]): number {
  const problems = [...verdicts.flatMap(({ measure: { what }, problem }) => (problem === undefined ? [] : [`${what}: ${problem}`])), ...notes];
  if (values.json) console.log(JSON.stringify({ ...current, verdicts, problems }, null, 2));
  else {
    console.log(`\n${describeMachine(current.machine)}`);
    console.log(kept ? `baseline of ${kept.date}: ${describeMachine(kept.machine)}` : 'There is no baseline yet: `npm run bench -- --write` keeps one.');
    console.log(`\n${renderText(toRows(verdicts))}\n`);
    for (const problem of problems) console.log(`worse  ${problem}`);
    console.log(`${verdicts.length} measures, ${problems.length} problems`);
  }
  return problems.length;
}

async function main(): Promise<void> {
  const parts = values.part.split(',').filter((name): name is PartName => (PARTS as readonly string[]).includes(name));
  const rounds = Number(values.rounds);
  if (parts.length === 0 || !Number.isInteger(rounds) || rounds < 1) throw new RangeError(`npm run bench -- [--json] [--write] [--rounds 5] [--part ${PARTS.join()}]`);
  if ((await buildIfStale())?.failed) throw new Error('The build has failed.');
  const ours = await createOurs();
  const world = await startWorld([EMPTY, ours]);
  try {
    const machine = readMachine(`Chromium ${world.browser.version()}`);
    const fromMs = performance.now();
    const { figures, notes } = await measure(world, ours, parts, rounds);
    const tookS = Math.round((performance.now() - fromMs) / 1_000);
    say(`took ${tookS} s, at most ${LIMIT_S}`);
    const kept = readBaseline();
    const isWhole = parts.length === PARTS.length;
    const verdicts = compareFigures(figures, kept, machine).filter(({ summary }) => isWhole || summary !== undefined);
    const current: Baseline = { date: new Date().toISOString().slice(0, 10), machine, figures };
    const late = tookS > LIMIT_S ? [`the run took ${tookS} s, at most ${LIMIT_S}`] : [];
    if (report(verdicts, current, kept, [...notes, ...late]) > 0) process.exitCode = 1;
    if (values.write && (!isWhole || notes.length > 0)) throw new Error('Not kept: something was not measured.');
    if (values.write) writeBaseline(current);
  } finally {
    await world.close();
  }
}

await main();
