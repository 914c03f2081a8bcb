import { toPassportError } from '../../shared/passport-error.js';
import type { ErrorCode, PassportErrorType } from '../../shared/passport-error.js';
import { toLocale } from '../../shared/locale.js';
import { findText, getText } from '../../shared/texts.js';

/** An error in words for people. */
export interface ErrorDescription {
  /** What failed, as a headline. */
  readonly title: string;
  /** What happened, in one sentence. What it names beyond that (attributes, hosts, sizes) is in the error's own `message`. */
  readonly detail: string;
  /** What to do about it, in one sentence. */
  readonly resolution: string;
}

type TitleKey = `title-${ErrorCode | PassportErrorType}`;

/** Headlines: by type, and by code for those that their type would miss. */
export const TEXTS = {
  'title-ENVIRONMENT_UNSUPPORTED': 'Not possible here',
  'title-AUTHENTICATION_ERROR': 'Sign-in did not finish',
  'title-INVALID_CONFIGURATION': 'Not set up correctly',
  'title-WALLET_CONNECTION_ERROR': 'The wallet is not available',
  'title-NOT_LOGGED_IN_ERROR': 'You are not signed in',
  'title-SILENT_LOGIN_ERROR': 'The session could not be renewed',
  'title-REFRESH_TOKEN_ERROR': 'The session could not be renewed',
  'title-USER_REGISTRATION_ERROR': 'Setting up did not finish',
  'title-USER_NOT_REGISTERED_ERROR': 'Not set up yet',
  'title-LOGOUT_ERROR': 'Sign-out did not finish',
  'title-OPERATION_NOT_SUPPORTED_ERROR': 'Not supported',
  'title-SERVICE_UNAVAILABLE_ERROR': 'Not available right now',
  'title-UNEXPECTED_ERROR': 'Something went wrong',
  'title-OTHER': 'That did not work',
} as const;

/**
 * Describes any thrown value in words, in the language of `locale` where its texts are loaded (an element loads those of
 * its own language; `loadTranslation` does for code), in English otherwise. Default: English.
 */
export function describeError(error: unknown, locale = 'en'): ErrorDescription {
  const { code, type, message, resolution } = toPassportError(error);
  const tag = toLocale(locale) ?? 'en';
  const key = [`title-${code}`, `title-${type}`].find((name): name is TitleKey & keyof typeof TEXTS => name in TEXTS);
  return {
    title: getText(TEXTS, tag, key ?? 'title-OTHER'),
    detail: findText(tag, `detail-${code}`) ?? message,
    resolution: findText(tag, `way-${code}`) ?? resolution,
  };
}
