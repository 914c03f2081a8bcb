import { IMX_ERRORS } from '../shared/errors/imx.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import type { ErrorCode, PassportErrorType } from '../shared/passport-error.js';

/** The documented types of the provider's methods. */
export type MethodErrorType =
  | 'TRANSFER_ERROR' | 'CREATE_ORDER_ERROR' | 'CANCEL_ORDER_ERROR' | 'CREATE_TRADE_ERROR' | 'EXCHANGE_TRANSFER_ERROR';

/** Types that say more than "the method failed": who must act, and where. */
const KEPT_TYPES: readonly PassportErrorType[] = [
  'NOT_LOGGED_IN_ERROR', 'USER_NOT_REGISTERED_ERROR', 'WALLET_CONNECTION_ERROR', 'INVALID_CONFIGURATION',
];

/** Documented to come through as it is: the guardian serves this user or place no more. */
const KEPT_CODE = 'SERVICE_UNAVAILABLE_ERROR';

/** Codes after which what was sent may have arrived all the same. */
const LOST_CODES: readonly ErrorCode[] = ['API_UNAVAILABLE', 'API_RESPONSE_INVALID', 'RESPONSE_TOO_LARGE', 'UNEXPECTED', 'ABORTED'];

/** Gives a failure of a provider's method the documented type of that method, and leaves its code. */
export function toMethodError(thrown: unknown, type: MethodErrorType): PassportError {
  const error = toPassportError(thrown);
  return KEPT_TYPES.includes(error.type) || (error.code as string) === KEPT_CODE ? error : error.withType(type);
}

/**
 * Sends what was signed, once. Where no answer comes that can be read, it may have gone through: whoever
 * sends it again could move the assets twice.
 *
 * @throws {PassportError} `TRANSACTION_OUTCOME_UNKNOWN`, and what the service refuses with
 */
export async function sendOnce<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (thrown) {
    const error = toPassportError(thrown);
    if (!LOST_CODES.includes(error.code)) throw error;
    throw new PassportError(IMX_ERRORS, 'TRANSACTION_OUTCOME_UNKNOWN', { cause: error });
  }
}
