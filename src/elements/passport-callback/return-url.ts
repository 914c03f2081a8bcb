import { SHARED_ERRORS } from '../../shared/errors/shared.js';
import { PassportError } from '../../shared/passport-error.js';
import { toReturnUrl } from '../../shared/return-url.js';

/** Says what is wrong with a stated way on; undefined when it is good. */
export function checkReturnUrl(value: string, origin: string): PassportError | undefined {
  if (toReturnUrl(value, origin) !== undefined) return undefined;
  return new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `return-to="${value.slice(0, 60)}" is not a path of this site. Use one that begins with a single slash, such as "/account".`,
  });
}
