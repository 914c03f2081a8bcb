import type { SessionState } from '../../session/session-types.js';
import { getText } from '../support/texts.js';
import { getName } from './account-name.js';
import { TEXTS } from './texts.js';

/** What is read out when the element gets into a state; nothing for those that speak for themselves. */
export function getAnnouncement(view: string, { user, loginWindow }: SessionState, locale: string): string {
  const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key, { name: getName(user) ?? '' });
  switch (view) {
    case 'signing-in': return `${text('signing-in')} ${loginWindow ? text('finish-in-window') : ''}`;
    case 'signed-in': return text('signed-in-as');
    case 'signing-out': return text('signing-out');
    default: return '';
  }
}
