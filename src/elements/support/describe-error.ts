import { toPassportError } from '../../shared/passport-error.js';
import type { ErrorCode, PassportErrorType } from '../../shared/passport-error.js';

/** An error in words for people. */
export interface ErrorDescription {
  /** What failed, as a headline. */
  readonly title: string;
  /** What happened, in one sentence. */
  readonly detail: string;
  /** What to do about it, in one sentence. */
  readonly resolution: string;
}

type Titles = Readonly<Partial<Record<PassportErrorType, string>>>;

/** Titles of codes that their type would miss. */
const CODE_TITLES: Readonly<Partial<Record<ErrorCode, string>>> = { ENVIRONMENT_UNSUPPORTED: 'Not possible here' };
const FALLBACK_TITLE = 'That did not work';

const ENGLISH_TITLES: Titles = {
  AUTHENTICATION_ERROR: 'Sign-in did not finish',
  INVALID_CONFIGURATION: 'Not set up correctly',
  WALLET_CONNECTION_ERROR: 'The wallet is not available',
  NOT_LOGGED_IN_ERROR: 'You are not signed in',
  SILENT_LOGIN_ERROR: 'The session could not be renewed',
  REFRESH_TOKEN_ERROR: 'The session could not be renewed',
  USER_REGISTRATION_ERROR: 'Setting up did not finish',
  USER_NOT_REGISTERED_ERROR: 'Not set up yet',
  LOGOUT_ERROR: 'Sign-out did not finish',
  OPERATION_NOT_SUPPORTED_ERROR: 'Not supported',
  SERVICE_UNAVAILABLE_ERROR: 'Not available right now',
  UNEXPECTED_ERROR: 'Something went wrong',
};

const TITLES = new Map<string, Titles>([['en', ENGLISH_TITLES]]);

/**
 * Describes any thrown value in words, in the language of `locale` where there is a dictionary for
 * it, in English otherwise. Default: English.
 */
export function describeError(error: unknown, locale = 'en'): ErrorDescription {
  const { code, type, message, resolution } = toPassportError(error);
  const titles = TITLES.get(locale) ?? TITLES.get(locale.split('-')[0] ?? '') ?? ENGLISH_TITLES;
  return { title: CODE_TITLES[code] ?? titles[type] ?? FALLBACK_TITLE, detail: message, resolution };
}
