import type { UserProfile } from '../../shared/types.js';
import { cleanText } from '../support/clean-text.js';

const MAX_NAME = 60;

/** The name that a visitor goes by, safe to draw; undefined when the profile has none. */
export function getName(user: UserProfile | undefined): string | undefined {
  const name = cleanText(user?.nickname || user?.username || user?.email || '', MAX_NAME);
  return name || undefined;
}

/** The initials of a name, for an avatar: of its first word and its last, or of its only one. */
export function getInitials(name: string): string {
  const words = name.split(' ');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => getFirstLetter(word ?? '')).join('');
}

/** With what belongs to it: an emoji or a letter may be several code points. */
function getFirstLetter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment.toLocaleUpperCase() ?? '';
}
