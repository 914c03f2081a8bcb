import { TEXTS as CALLBACK } from '../../src/elements/passport-callback/texts.js';
import { TEXTS as IMMERSVE } from '../../src/elements/immersve-login/texts.js';
import { TEXTS as ASSETS } from '../../src/elements/imx-balances/assets-texts.js';
import { TEXTS as BALANCES } from '../../src/elements/imx-balances/texts.js';
import { TEXTS as TOOLS } from '../../src/elements/imx-balances/tools-texts.js';
import { TEXTS as REGISTER } from '../../src/elements/imx-register/texts.js';
import { SAME_WAYS } from '../../src/locales/same-ways.js';
import type { TextPart } from '../../src/locales/text-files.js';
import { TEXTS as ACCOUNT } from '../../src/elements/passport-login/account-view.js';
import { TEXTS as MENU } from '../../src/elements/passport-login/menu-view.js';
import { TEXTS as LOGIN } from '../../src/elements/passport-login/texts.js';
import { TEXTS as TROUBLE } from '../../src/elements/passport-login/trouble-view.js';
import { TEXTS as COPY } from '../../src/elements/support/copy-controller.js';
import { TEXTS as TITLES } from '../../src/elements/support/describe-error.js';
import type { Texts } from '../../src/shared/texts.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';

/** The parts of a language, in the order of their names in lists. */
export const PARTS = ['base', 'balances', 'immersve', 'errors'] as const satisfies readonly TextPart[];

/** Every table of English texts that an element draws from. A test finds those that are missing here. */
export const TABLES: readonly Texts[] = [LOGIN, ACCOUNT, MENU, TROUBLE, CALLBACK, REGISTER, COPY, TITLES, BALANCES, TOOLS, ASSETS, IMMERSVE];

const BASE = { ...LOGIN, ...ACCOUNT, ...MENU, ...TROUBLE, ...CALLBACK, ...REGISTER, ...COPY, ...TITLES };

/** Ways out that are for whoever builds the page, and name what they have written. They stay English, as details do. */
const FOR_AUTHORS = new Set<string>([
  'INVALID_CONFIGURATION', 'ID_TOKEN_MISSING', 'METADATA_INVALID', 'API_REFUSED', 'API_NOT_FOUND', 'API_LIST_INCOMPLETE',
  'CONFIRMATION_CUT_OFF', 'OPERATION_NOT_SUPPORTED_ERROR', 'CHAIN_MISMATCH', 'CHAIN_UNKNOWN', 'SESSION_CONFLICT', 'SESSION_DISPOSED',
] satisfies readonly ErrorCode[]);

/** The English texts of each part: what a file of another language has to hold. */
export const ENGLISH: Readonly<Record<TextPart, Texts>> = {
  base: BASE,
  balances: without({ ...BALANCES, ...TOOLS, ...ASSETS }, BASE),
  immersve: { ...without(IMMERSVE, BASE), ...listWays(true) },
  errors: listWays(false),
};

/** Every page that draws anything has the common part already. */
function without(texts: Texts, others: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => !(key in others)));
}

function listWays(isOfImmersve: boolean): Texts {
  const codes = Object.entries(ERROR_TABLE).filter(([code]) => (
    code.startsWith('IMMERSVE_') === isOfImmersve && !(code in SAME_WAYS) && !FOR_AUTHORS.has(code)));
  return Object.fromEntries(codes.map(([code, { resolution }]) => [`way-${code}`, resolution]));
}
