import { ENGINE_NAMES, type EngineName } from '../../support/driver/engines.js';
import { createRandom } from '../../support/random.js';

/** The documented endings, in the order of the table. */
export const ENDINGS = ['success', 'denied', 'closed', 'blocked', 'timed out', 'aborted'] as const;

/** One of the endings. */
export type EndingName = (typeof ENDINGS)[number];

/** How many endings of a row are looked at where the table is not run whole. */
const PER_ROW = 2;

/**
 * The endings that are run of the row at this place of its file.
 *
 * The whole table takes minutes in an engine. Chromium runs all of it in `npm test`, the others two endings of each row,
 * in an order of their own that is the same in each run: three rows in a row cover all six. `npm run journey -- login`
 * runs the whole table in each engine; it says so by `LOGIN_TABLE=whole`.
 */
export function chooseEndings(engine: EngineName, row: number, wish: string | undefined = process.env['LOGIN_TABLE']): readonly EndingName[] {
  if (engine === 'chromium' || wish === 'whole') return ENDINGS;
  const order = shuffle(ENDINGS, ENGINE_NAMES.indexOf(engine));
  const first = (row * PER_ROW) % order.length;
  const chosen = order.slice(first, first + PER_ROW);
  return ENDINGS.filter((ending) => chosen.includes(ending));
}

function shuffle<Value>(values: readonly Value[], seed: number): Value[] {
  const random = createRandom(seed);
  return values.map((value) => ({ value, rank: random() })).sort((a, b) => a.rank - b.rank).map(({ value }) => value);
}
