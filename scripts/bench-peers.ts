/**
 * Measures ours beside others in one browser, in turns: the official SDK, its client of Immutable X, the OpenID client alone,
 * and another login element. Fails when a goal is missed or ours could not be measured.
 * Run: npm run bench:peers -- [--json] [--write] [--rounds 5] [--only sdk,oidc]
 */
import { parseArgs } from 'node:util';

import { EMPTY, type Contestant } from './bench/contestants.js';
import { judgeGoals } from './bench/goals.js';
import { describeMachine, readMachine } from './bench/machine.js';
import { formatFigure, MEASURES, SHARED_MEASURES, type SharedName, UNITS } from './bench/measures.js';
import { createOurs } from './bench/own-pages.js';
import { createPeers } from './bench/peers/peer-pages.js';
import { runShared } from './bench/run.js';
import { type PeerResults, writePeerResults } from './bench/store.js';
import { renderText } from './bench/table.js';
import { startWorld } from './bench/world.js';
import { buildIfStale } from './test/build-part.js';

const { values } = parseArgs({ options: {
  json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' },
  only: { type: 'string', default: '' },
} });

async function measure(contestants: readonly Contestant[], absent: readonly string[], rounds: number): Promise<PeerResults> {
  const world = await startWorld([EMPTY, ...contestants]);
  try {
    const machine = readMachine(`Chromium ${world.browser.version()}`);
    const { figures, notes } = await runShared(world, contestants, { rounds, rareRounds: 3, say: (line) => { console.error(line); } });
    const titles = Object.fromEntries([...contestants, EMPTY].map(({ id, title }) => [id, title]));
    return { date: new Date().toISOString().slice(0, 10), machine, titles, figures, notes: [...absent, ...notes] };
  } finally {
    await world.close();
  }
}

function report(results: PeerResults): number {
  const { figures, machine, notes, titles } = results;
  // Of those who were not asked for, nothing is judged.
  const goals = judgeGoals(figures).filter(({ ratio }) => ratio !== undefined || values.only === '');
  const isOurs = (note: string): boolean => note.startsWith(`${titles.ours ?? ''},`);
  const missed = goals.filter(({ isMet }) => !isMet).length + notes.filter(isOurs).length;
  if (values.json) {
    console.log(JSON.stringify({ ...results, goals }, null, 2));
    return missed;
  }
  console.log(`\n${describeMachine(machine)}\n`);
  for (const [id, title] of Object.entries(titles)) {
    const own = figures[id as keyof typeof figures] ?? {};
    const rows = (Object.keys(SHARED_MEASURES) as SharedName[]).flatMap((name) => {
      const [summary, { what, kind }, ours] = [own[name], MEASURES[name], figures.ours?.[name]];
      if (summary === undefined) return [];
      const ratio = ours === undefined || ours.median === 0 ? '-' : (summary.median / ours.median).toFixed(2);
      return [[what, UNITS[kind], ...[summary.median, summary.min, summary.max].map((value) => formatFigure(value, kind)), ratio]];
    });
    console.log(`${renderText([[title, 'unit', 'median', 'min', 'max', 'to ours'], ...rows])}\n`);
  }
  for (const { what, ratio, least, isMet } of goals) console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}: ${ratio === undefined ? 'not measured' : `${ratio.toFixed(2)} times`}, at least ${least}`);
  for (const note of notes) console.log(`not measured  ${note}`);
  console.log(`${goals.length} goals, ${missed} problems`);
  return missed;
}

async function main(): Promise<void> {
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('npm run bench:peers -- [--json] [--write] [--rounds 5] [--only sdk,oidc]');
  if ((await buildIfStale())?.failed) throw new Error('The build has failed.');
  let peers;
  try {
    peers = await createPeers();
  } catch (error) {
    // Says nothing about this project: the registry, or what it holds, is not as it was.
    console.log(`not run, because the others could not be installed: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  const only = values.only === '' ? undefined : values.only.split(',');
  const others = peers.contestants.filter(({ id }) => only?.includes(id) ?? true);
  const results = await measure([await createOurs(), ...others], peers.absent, rounds);
  if (report(results) > 0) process.exitCode = 1;
  if (values.write && only) throw new Error('Not kept: not everybody was measured.');
  if (values.write) writePeerResults(results);
}

await main();
