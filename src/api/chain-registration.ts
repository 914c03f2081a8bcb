import { isAddress } from '../shared/addresses.js';
import { getString, isRecord } from '../shared/guards.js';
import type { Hex } from '../shared/types.js';
import { createResponseError } from './api-error.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import type { EndpointOptions } from './imx-api.js';
import { parsePage } from './parse-page.js';

/** Reads the names of the chains by their id, such as `eip155:13371`. Both functions here throw as `callApi` does. */
export async function fetchChains(target: ApiTarget, { signal }: EndpointOptions = {}): Promise<ReadonlyMap<string, string>> {
  const { json } = await callApi(target, { path: '/v1/chains', signal });
  return parseChains(json);
}

/** A wallet that is to be registered. */
export interface ChainRegistration {
  readonly address: Hex;
  /** Of the registration's constant text: r, s and the recovery id as 00 or 01. */
  readonly signature: string;
}

/**
 * Registers a user's wallet on a chain and gives the address of the account. The same wallet gets the same
 * address each time; 409 would say that it has one, without telling which.
 */
export async function postCounterfactualAddress(
  target: ApiTarget, chain: string, { address, signature }: ChainRegistration,
  options: EndpointOptions & { readonly accessToken: string },
): Promise<Hex | undefined> {
  const { status, json } = await callApi(target, {
    method: 'POST',
    path: `/v2/chains/${chain}/passport/counterfactual-address`,
    body: { ethereum_address: address, ethereum_signature: signature },
    answers: [409],
    isForbiddenUnauthorized: true,
    ...options,
  });
  return status === 409 ? undefined : parseCounterfactualAddress(json);
}

/**
 * Reads the names of the chains by their id, such as `eip155:13371`.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID`
 */
function parseChains(json: unknown): ReadonlyMap<string, string> {
  const { rows } = parsePage(json, 'chains', (row) => {
    const id = isRecord(row) ? getString(row, 'id') : undefined;
    const name = isRecord(row) ? getString(row, 'name') : undefined;
    // It becomes part of a path.
    return id && name && /^[\w-]{1,64}$/.test(name) ? [id, name] as const : undefined;
  });
  return new Map(rows);
}

/**
 * Reads the answer to a registration: the address of the user's account.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID`
 */
function parseCounterfactualAddress(json: unknown): Hex {
  const address = isRecord(json) ? getString(json, 'counterfactual_address') : undefined;
  if (!isAddress(address)) throw createResponseError('answer to the registration');
  return address;
}
