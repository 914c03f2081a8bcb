import type { ErrorCode } from '../passport-error.js';
import { API_ERRORS } from './api.js';
import { APPROVAL_ERRORS } from './approval.js';
import { AUTH_ERRORS } from './auth.js';
import { CHAIN_ERRORS } from './chain.js';
import { IMMERSVE_ERRORS } from './immersve.js';
import { IMX_ERRORS } from './imx.js';
import { PLATFORM_ERRORS } from './platform.js';
import { SESSION_ERRORS } from './session.js';
import { SHARED_ERRORS } from './shared.js';
import { SIGNING_ERRORS } from './signing.js';
import type { ErrorEntry } from './table.js';
import { WALLET_ERRORS } from './wallet.js';

/** Every code with its documented type and texts: for documentation and tests, too large for a page. */
export const ERROR_TABLE: Readonly<Record<ErrorCode, ErrorEntry>> = {
  ...SHARED_ERRORS,
  ...PLATFORM_ERRORS,
  ...AUTH_ERRORS,
  ...WALLET_ERRORS,
  ...SIGNING_ERRORS,
  ...API_ERRORS,
  ...APPROVAL_ERRORS,
  ...IMMERSVE_ERRORS,
  ...IMX_ERRORS,
  ...CHAIN_ERRORS,
  ...SESSION_ERRORS,
};
