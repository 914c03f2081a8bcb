import { isAddress } from '../shared/addresses.js';
import { isRecord } from '../shared/guards.js';
import type { Hex } from '../shared/types.js';
import { createResponseError } from './api-error.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';

/** Far above what anybody links, far below what would cost time. */
const MAX_ADDRESSES = 1_000;

/** Options of `fetchLinkedAddresses`. */
export interface LinkedAddressesOptions {
  readonly accessToken: string;
  readonly signal?: AbortSignal;
}

/**
 * Reads the addresses of the wallets that a user has linked to Passport. Throws as `callApi` does, and
 * `API_RESPONSE_INVALID` when the answer holds no list; what is no address in it is left out.
 */
export async function fetchLinkedAddresses(target: ApiTarget, options: LinkedAddressesOptions): Promise<readonly Hex[]> {
  const { json } = await callApi(target, { path: '/passport-profile/v1/user/info', isForbiddenUnauthorized: true, ...options });
  const addresses = isRecord(json) && Object.hasOwn(json, 'linked_addresses') ? json['linked_addresses'] : undefined;
  if (!Array.isArray(addresses)) throw createResponseError('list of linked addresses');
  return Object.freeze(addresses.slice(0, MAX_ADDRESSES).filter((address) => isAddress(address)));
}
