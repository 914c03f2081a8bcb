import { SHARED_ERRORS } from '../../shared/errors/shared.js';
import { PassportError } from '../../shared/passport-error.js';

/**
 * Checks where a callback page may lead on to: a path of this site, and nothing that a browser
 * would read as another host (rows 57 and 145). Gives `INVALID_CONFIGURATION`, or undefined when
 * the path is good.
 */
export function checkReturnPath(value: string, origin: string): PassportError | undefined {
  // Browsers drop tabs and line ends inside of URLs and take a backslash for a slash.
  const isPath = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value);
  if (isPath && URL.canParse(value, origin) && new URL(value, origin).origin === origin) return undefined;
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `return-to="${value.slice(0, 60)}" is not a path of this site. Use one that begins with a single slash, such as "/account".`,
  });
}
