import { ENGINE_NAMES, type EngineName } from '../../support/driver/engines.js';
import { createRandom } from '../../support/random.js';

/** The documented endings, in the order of the table. */
export const ENDINGS = ['success', 'denied', 'closed', 'blocked', 'timed out', 'aborted'] as const;

/** One of the endings. */
export type EndingName = (typeof ENDINGS)[number];

/** How many engines share what is not run whole. */
const SHARES = ENGINE_NAMES.length;

/**
 * The endings that are run of the row at this place of its file.
 *
 * The whole table takes minutes in an engine. In `npm test` each engine runs two endings of each row, and the three
 * together all six. `npm run journey -- login` runs the whole table in each; it says so by `LOGIN_TABLE=whole`.
 */
export function chooseEndings(engine: EngineName, row: number, wish: string | undefined = process.env['LOGIN_TABLE']): readonly EndingName[] {
  if (wish === 'whole') return ENDINGS;
  const perRow = ENDINGS.length / SHARES;
  const order = shuffle(ENDINGS, 1);
  const first = ((row + ENGINE_NAMES.indexOf(engine)) * perRow) % order.length;
  const chosen = order.slice(first, first + perRow);
  return ENDINGS.filter((ending) => chosen.includes(ending));
}

/** Whether this engine runs the pair of policies at this place of its file: each is run in one of the three, as above. */
export function isPairChosen(engine: EngineName, place: number, wish: string | undefined = process.env['LOGIN_TABLE']): boolean {
  return wish === 'whole' || place % SHARES === ENGINE_NAMES.indexOf(engine);
}

function shuffle<Value>(values: readonly Value[], seed: number): Value[] {
  const random = createRandom(seed);
  return values.map((value) => ({ value, rank: random() })).sort((a, b) => a.rank - b.rank).map(({ value }) => value);
}
