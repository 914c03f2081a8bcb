import type { UserProfile } from '../../shared/types.js';
import { cleanText } from '../support/clean-text.js';

const MAX_NAME = 60;

/** The name that a visitor goes by, safe to draw; undefined when the profile has none. */
export function getName(user: UserProfile | undefined): string | undefined {
  const name = cleanText(user?.nickname || user?.username || user?.email || '', MAX_NAME);
  return name || undefined;
}

/** The first letter of a name, for an avatar. */
export function getInitial(name: string): string {
  return [...name][0]?.toLocaleUpperCase() ?? '';
}
