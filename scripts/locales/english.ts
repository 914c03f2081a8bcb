import { TEXTS as APPROVAL } from '../../src/approval/texts.js';
import { TEXTS as CALLBACK } from '../../src/elements/passport-callback/texts.js';
import { TEXTS as IMMERSVE } from '../../src/elements/immersve-login/texts.js';
import { TEXTS as ASSETS } from '../../src/elements/imx-balances/assets-texts.js';
import { TEXTS as BALANCES } from '../../src/elements/imx-balances/texts.js';
import { TEXTS as TOOLS } from '../../src/elements/imx-balances/tools-texts.js';
import { TEXTS as REGISTER } from '../../src/elements/imx-register/texts.js';
import { TEXTS as DOCTOR } from '../../src/elements/passport-doctor/texts.js';
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
import { APPROVAL_ERRORS } from '../../src/shared/errors/approval.js';
import { IMMERSVE_ERRORS } from '../../src/shared/errors/immersve.js';
import type { ErrorCode, ErrorEntry } from '../../src/shared/passport-error.js';

/** Every table of English texts that is drawn from. A test finds those that are missing here. */
export const TABLES: readonly Texts[] = [
  LOGIN, ACCOUNT, MENU, TROUBLE, CALLBACK, REGISTER, COPY, TITLES, BALANCES, TOOLS, ASSETS, IMMERSVE, APPROVAL, DOCTOR,
];

const BASE = { ...LOGIN, ...ACCOUNT, ...MENU, ...TROUBLE, ...CALLBACK, ...REGISTER, ...COPY, ...TITLES };

/**
 * Errors of whoever builds the page, which name what they have written. They stay English. No visitor can do anything
 * about them, and a page that has once worked does not show them; a test holds that.
 */
export const FOR_AUTHORS: readonly ErrorCode[] = [
  'INVALID_CONFIGURATION', 'METADATA_INVALID', 'OPERATION_NOT_SUPPORTED_ERROR', 'SESSION_CONFLICT', 'SESSION_DISPOSED',
];

const isOfImmersve = (code: string): boolean => code in IMMERSVE_ERRORS;
/** No element draws these: methods of a provider throw them. */
const isOfTransaction = (code: string): boolean => code in APPROVAL_ERRORS || code === 'TRANSACTION_OUTCOME_UNKNOWN';
const isOfElement = (code: string): boolean => !isOfImmersve(code) && !isOfTransaction(code);

/** The English texts of each part: what a file of another language has to hold. */
export const ENGLISH: Readonly<Record<TextPart, Texts>> = {
  'base': BASE,
  'balances': without({ ...BALANCES, ...TOOLS, ...ASSETS }, BASE),
  'immersve': without(IMMERSVE, BASE),
  'errors': listWays(isOfElement),
  'details': listDetails(isOfElement),
  'immersve-errors': { ...listWays(isOfImmersve), ...listDetails(isOfImmersve) },
  'transaction-errors': { ...listWays(isOfTransaction), ...listDetails(isOfTransaction) },
  'approval': APPROVAL,
  'doctor': DOCTOR,
};

/** Every page that draws anything has the common part already. */
function without(texts: Texts, others: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => !(key in others)));
}

function listWays(isMeant: (code: string) => boolean): Texts {
  const errors = listErrors(isMeant).filter(([code]) => !(code in SAME_WAYS));
  return Object.fromEntries(errors.map(([code, { resolution }]) => [`way-${code}`, resolution]));
}

function listDetails(isMeant: (code: string) => boolean): Texts {
  return Object.fromEntries(listErrors(isMeant).map(([code, { message }]) => [`detail-${code}`, message]));
}

function listErrors(isMeant: (code: string) => boolean): readonly (readonly [code: string, entry: ErrorEntry])[] {
  return Object.entries(ERROR_TABLE).filter(([code]) => isMeant(code) && !(FOR_AUTHORS as readonly string[]).includes(code));
}
