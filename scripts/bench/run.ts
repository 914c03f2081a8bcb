import { EMPTY, type Contestant, type ContestantId } from './contestants.js';
import { type Figures, SHARED_MEASURES, type SharedName } from './measures.js';
import { type Part, PARTS, RARE_PARTS, type RoundFigures } from './shared-stages.js';
import { Samples } from './statistics.js';
import type { World } from './world.js';

/** How long to measure, and who is told of it. */
export interface RunOptions {
  readonly rounds: number;
  /** Of what takes longer, and differs less. */
  readonly rareRounds: number;
  /** Takes lines for whoever waits. */
  readonly say: (line: string) => void;
}

/** What a run gave. */
export interface RunResult {
  readonly figures: Readonly<Partial<Record<ContestantId, Figures>>>;
  /** What could not be measured, and why. */
  readonly notes: readonly string[];
}

/**
 * Measures every candidate in one browser, round by round: in each round every part is done by everybody before the next
 * part begins, in an order that is turned from round to round. What one cannot do is noted once, and not tried again.
 */
export async function runShared(world: World, others: readonly Contestant[], { rounds, rareRounds, say }: RunOptions): Promise<RunResult> {
  const contestants = [EMPTY, ...others];
  const samples = new Map(contestants.map(({ id }) => [id, new Samples<SharedName>()]));
  const broken = new Map<string, string>();
  // The first page of a browser pays for what all later ones find.
  await PARTS[0]?.run(world, EMPTY);
  for (let round = 0; round < rounds; round += 1) {
    const parts = round < rareRounds ? [...PARTS, ...RARE_PARTS] : PARTS;
    const figures = await runRound(world, parts, turn(contestants, round), { broken, say: (part) => say(`round ${round + 1} of ${rounds}: ${part}`) });
    for (const [id, one] of figures) samples.get(id)?.add(calibrate(one, figures.get('empty')));
  }
  return { figures: Object.fromEntries([...samples].map(([id, one]) => [id, toFigures(one)])), notes: [...broken.values()] };
}

function turn<T>(list: readonly T[], by: number): readonly T[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

async function runRound(
  world: World, parts: readonly Part[], contestants: readonly Contestant[], { broken, say }: { broken: Map<string, string>; say: (part: string) => void },
): Promise<ReadonlyMap<ContestantId, RoundFigures>> {
  const figures = new Map<ContestantId, RoundFigures>(contestants.map(({ id }) => [id, {}]));
  for (const part of parts) {
    say(part.name);
    for (const contestant of contestants.filter(({ stages }) => part.stage === undefined || stages.includes(part.stage))) {
      const key = `${contestant.id}: ${part.name}`;
      if (broken.has(key)) continue;
      try {
        Object.assign(figures.get(contestant.id) ?? {}, await part.run(world, contestant));
      } catch (error) {
        broken.set(key, `${contestant.title}, ${part.name}: ${(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''}`);
      }
    }
  }
  return figures;
}

/** What the empty page had of long tasks in the same round is the machine's. */
function calibrate(figures: RoundFigures, empty: RoundFigures | undefined): RoundFigures {
  const ofMachine = empty?.['tasks-load'] ?? 0;
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, name.startsWith('tasks-') ? Math.max(0, value - ofMachine) : value]));
}

function toFigures(samples: Samples<SharedName>): Figures {
  const names = (Object.keys(SHARED_MEASURES) as SharedName[]).filter((name) => samples.names().includes(name));
  return Object.fromEntries(names.map((name) => [name, samples.summarize(name)]));
}
