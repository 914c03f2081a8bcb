import type { ErrorEntry } from './table.js';

/** Codes of the auth room: signing in and out. */
export const AUTH_ERRORS = {
  POPUP_BLOCKED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The browser blocked the sign-in window.',
    resolution: 'Allow pop-ups for this page, or continue in this window.',
    retryable: true,
  },
  POPUP_CLOSED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in window was closed before sign-in finished.',
    resolution: 'Sign in again and finish in the window that opens.',
    retryable: true,
  },
  POPUP_TIMEOUT: {
    type: 'AUTHENTICATION_ERROR',
    message: 'Sign-in was not finished in time.',
    resolution: 'Sign in again.',
    retryable: true,
  },
  LOGIN_DENIED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'Sign-in was refused.',
    resolution: 'Sign in again and allow access.',
    retryable: true,
  },
  LOGIN_FAILED: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in service answered with an error.',
    resolution: 'Try again; if it happens again, check the client id and the redirect URI.',
    retryable: true,
  },
  CALLBACK_STATE_INVALID: {
    type: 'AUTHENTICATION_ERROR',
    message: 'This sign-in was started elsewhere, or it is over already.',
    resolution: 'Go back to the page and sign in again.',
    retryable: true,
  },
  CALLBACK_OPENED_DIRECTLY: {
    type: 'AUTHENTICATION_ERROR',
    message: 'This page only finishes a sign-in, and none is under way.',
    resolution: 'Go to the site and sign in there.',
    retryable: false,
  },
  ID_TOKEN_MISSING: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in service sent no ID token.',
    resolution: 'Check that the scope contains openid.',
    retryable: false,
  },
  ID_TOKEN_INVALID: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in service sent an ID token that cannot be trusted.',
    resolution: 'Sign in again; if it happens again, check the clock of this device.',
    retryable: true,
  },
  TOKEN_RESPONSE_INVALID: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in service sent an answer that makes no sense.',
    resolution: 'Try again; if it happens again, report it to the service.',
    retryable: true,
  },
  USERINFO_INVALID: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The sign-in service speaks of another user than the one who signed in.',
    resolution: 'Try again; if it happens again, report it to the service.',
    retryable: true,
  },
  METADATA_INVALID: {
    type: 'INVALID_CONFIGURATION',
    message: 'The discovery document of the sign-in service cannot be used.',
    resolution: 'State the issuer exactly, and list the origins of its endpoints in authorityOrigins.',
    retryable: false,
  },
  METADATA_UNAVAILABLE: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The discovery document of the sign-in service could not be fetched.',
    resolution: 'Check the network connection and try again.',
    retryable: true,
  },
  JWKS_UNAVAILABLE: {
    type: 'AUTHENTICATION_ERROR',
    message: 'The keys of the sign-in service could not be fetched.',
    resolution: 'Check the network connection and try again.',
    retryable: true,
  },
  SESSION_EXPIRED: {
    type: 'NOT_LOGGED_IN_ERROR',
    message: 'The session has ended.',
    resolution: 'Sign in again.',
    retryable: false,
  },
  LOGOUT_ERROR: {
    type: 'LOGOUT_ERROR',
    message: 'You are signed out here, but the sign-in service could not be told.',
    resolution: 'Sign out at the service as well if this device is shared.',
    retryable: true,
  },
  REFRESH_FAILED: {
    type: 'SILENT_LOGIN_ERROR',
    message: 'The session could not be renewed now.',
    resolution: 'Check the network connection and try again; you are still signed in.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
