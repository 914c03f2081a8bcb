import type { FaultDescription, Faults } from '../core/faults.js';

/** Faults of the login page and of the way to it, rows 26, 40, 42, 44 and 49. */
export const LOGIN_FAULTS: readonly FaultDescription[] = [
  { name: 'denied', sentence: 'The visitor refuses on the login page.', rows: [26] },
  { name: 'coop', sentence: 'The login page cuts itself off from its opener (`Cross-Origin-Opener-Policy: value`).', rows: [42], defaults: { value: 'same-origin' } },
  { name: 'coop-transit', sentence: 'The way to the login page leads over another site that cuts the opener off.', rows: [42], defaults: { value: 'same-origin' } },
  { name: 'login-stays', sentence: 'The login page comes, and nobody does anything on it.', rows: [44, 55] },
  { name: 'login-closes', sentence: 'The login page closes its own window.', rows: [40] },
  { name: 'login-strays', sentence: 'The way to the login page ends on another site.', rows: [44, 48] },
  { name: 'hostile-login', sentence: 'The way to the login page leads over another site, which posts `count` messages to the opener that look like the end of the login.', rows: [49], defaults: { count: 1000 } },
];

/** Faults that lead over the third site, and what it does there. */
export const THIRD_SITE_FAULTS = { 'coop-transit': 'forward', 'login-strays': 'stay', 'hostile-login': 'post' } as const;

/** Whether a fault wants the login page to be seen, even by visitors who are signed in already. */
export function isLoginPageWanted(faults: Faults): boolean {
  return LOGIN_FAULTS.some(({ name }) => faults.peek(`identity:${name}`, '/authorize') !== undefined
    || faults.peek(`identity:${name}`, '/u/login/') !== undefined);
}
