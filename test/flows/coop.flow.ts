import { coopFlow } from './support/coop.js';

/** Rows 40 to 42: what the page says about windows, by what the login page says. */
for (const host of ['none', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups']) {
  for (const login of ['none', 'same-origin']) coopFlow({ host, login });
}
