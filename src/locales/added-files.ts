import { addTexts } from '../shared/texts.js';
import type { Texts } from '../shared/texts.js';
import { withSameWays } from './same-ways.js';

/** Where the files of `dist/locales` leave their texts: `[tag, texts]` in a list. A protocol between releases. */
const PLACE = Symbol.for('passport-widgets/translations@1');

type Entry = readonly [tag: string, texts: Texts];

/**
 * Takes the texts that script tags have brought, and from then on takes them as they come: a file may run before the
 * library or after it. Gives the languages that are new.
 */
export function takeAdded(page = globalThis as { [PLACE]?: Entry[] }): readonly string[] {
  const entries = page[PLACE] ??= [];
  const taken = entries.splice(0);
  const take = (...added: readonly Entry[]): number => {
    for (const [tag, texts] of added) addTexts(tag, withSameWays(texts), false);
    return 0;
  };
  take(...taken);
  entries.push = take;
  return taken.map(([tag]) => tag);
}
