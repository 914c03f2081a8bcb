/** The types of the official SDK, which ported `catch` blocks compare. */
export type PassportErrorType =
  | 'AUTHENTICATION_ERROR'
  | 'INVALID_CONFIGURATION'
  | 'WALLET_CONNECTION_ERROR'
  | 'NOT_LOGGED_IN_ERROR'
  | 'SILENT_LOGIN_ERROR'
  | 'REFRESH_TOKEN_ERROR'
  | 'USER_REGISTRATION_ERROR'
  | 'USER_NOT_REGISTERED_ERROR'
  | 'LOGOUT_ERROR'
  | 'TRANSFER_ERROR'
  | 'CREATE_ORDER_ERROR'
  | 'CANCEL_ORDER_ERROR'
  | 'CREATE_TRADE_ERROR'
  | 'EXCHANGE_TRANSFER_ERROR'
  | 'OPERATION_NOT_SUPPORTED_ERROR'
  | 'SERVICE_UNAVAILABLE_ERROR'
  | 'UNEXPECTED_ERROR';

/** What is known of an error code. Texts are English; elements translate by code. */
export interface ErrorEntry {
  /** The documented type; a provider method overrides it with its own. */
  readonly type: PassportErrorType;
  /** What happened, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly resolution: string;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
}
