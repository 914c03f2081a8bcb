import { readFlowEngine } from '../support/flow.js';
import { coopFlow } from './support/coop.js';
import { isPairChosen } from './support/login-cells.js';

/** Rows 40 to 42: what the page says about windows, by what the login page says. */
const PAIRS = ['none', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'].flatMap((host) => (
  ['none', 'same-origin'].map((login) => ({ host, login }))
));

PAIRS.filter((_, place) => isPairChosen(readFlowEngine(), place)).forEach(coopFlow);
