import { readFlowEngine } from '../support/flow.js';
import { coopFlow, type Policies } from './support/coop.js';
import { isPairChosen } from './support/login-cells.js';

/** Rows 41 to 43: policies on the callback page, of a third site in the middle, and of embedding. */
const FURTHER: readonly Policies[] = [
  { host: 'same-origin', login: 'none', isOnCallback: true },
  { host: 'same-origin-allow-popups', login: 'none', isOnCallback: true },
  { host: 'none', login: 'noopener-allow-popups' },
  { host: 'none', login: 'none', transit: true },
  { host: 'same-origin-allow-popups', login: 'same-origin', transit: true },
  { host: 'same-origin', login: 'none', embedder: 'require-corp' },
  { host: 'same-origin', login: 'none', embedder: 'credentialless' },
];

FURTHER.filter((_, place) => isPairChosen(readFlowEngine(), place)).forEach(coopFlow);
