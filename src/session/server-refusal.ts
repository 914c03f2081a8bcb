import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';

/** What a session that has no page answers. */
export async function refuseOnServer(): Promise<never> {
  throw new PassportError(SHARED_ERRORS, 'ENVIRONMENT_UNSUPPORTED', { message: 'There is no browser here.' });
}
