import type { Hex } from '../shared/types.js';
import { callApi } from './call-api.js';
import type { ApiTarget } from './call-api.js';
import type { EndpointOptions } from './imx-api.js';
import { parseRegistrationAnswer, parseSignableRegistration, parseUser } from './parse-registration.js';
import type { RegistrationAnswer, SignableRegistration } from './parse-registration.js';

// Apart from `imx-api.ts`: whoever looks at balances does not register.

/** Reads the Stark keys that are registered for a wallet; none for a wallet that is not known. */
export async function fetchUser(target: ApiTarget, wallet: Hex, options: EndpointOptions = {}): Promise<readonly string[]> {
  // In lower case, as the official SDK asks.
  const path = `/v1/users/${wallet.toLowerCase()}`;
  const { status, json } = await callApi(target, { path, answers: [404], signal: options.signal });
  return parseUser(status, json);
}

/** The keys of a registration. */
export interface RegistrationKeys {
  readonly etherKey: Hex;
  readonly starkKey: string;
}

/** Asks what has to be signed in order to register these keys. */
export async function postSignableRegistration(
  target: ApiTarget, keys: RegistrationKeys, options: EndpointOptions = {},
): Promise<SignableRegistration> {
  const { json } = await callApi(target, {
    method: 'POST',
    path: '/v1/signable-registration-offchain',
    body: { ether_key: keys.etherKey, stark_key: keys.starkKey },
    signal: options.signal,
  });
  return parseSignableRegistration(json);
}

/** A registration with both signatures. */
export interface SignedRegistration extends RegistrationKeys {
  /** r, s and the recovery id as 00 or 01. */
  readonly etherSignature: string;
  readonly starkSignature: string;
}

/** Registers a Passport user. Keys that are registered already are an answer, not an error. */
export async function postPassportUser(
  target: ApiTarget, registration: SignedRegistration, options: EndpointOptions & { readonly accessToken: string },
): Promise<RegistrationAnswer> {
  const { status, json } = await callApi(target, {
    method: 'POST',
    path: '/v2/passport/users',
    body: {
      eth_signature: registration.etherSignature,
      ether_key: registration.etherKey,
      stark_signature: registration.starkSignature,
      stark_key: registration.starkKey,
    },
    accessToken: options.accessToken,
    isForbiddenUnauthorized: true,
    answers: [409],
    signal: options.signal,
  });
  return parseRegistrationAnswer(status, json);
}
