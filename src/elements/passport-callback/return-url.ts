import { SHARED_ERRORS } from '../../shared/errors/shared.js';
import { PassportError } from '../../shared/passport-error.js';

/**
 * Where a callback page may lead on to, as an absolute URL: a path or URL of this site, and nothing
 * that a browser would read as another host (rows 57 and 145). Undefined for everything else.
 *
 * Absolute, because an injected `<base>` would lead a path to its own host.
 */
export function toReturnUrl(value: string, origin: string): string | undefined {
  // Browsers drop tabs and line ends inside of URLs and take a backslash for a slash.
  const isPath = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value);
  const isOwn = value === origin || value.startsWith(`${origin}/`);
  if (!(isPath || isOwn) || !URL.canParse(value, origin)) return undefined;
  const url = new URL(value, origin);
  return url.origin === origin ? url.href : undefined;
}

/** Says what is wrong with a stated way on; undefined when it is good. */
export function checkReturnUrl(value: string, origin: string): PassportError | undefined {
  if (toReturnUrl(value, origin) !== undefined) return undefined;
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `return-to="${value.slice(0, 60)}" is not a path of this site. Use one that begins with a single slash, such as "/account".`,
  });
}
