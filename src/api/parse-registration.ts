import { isAddress } from '../shared/addresses.js';
import { getString, isRecord } from '../shared/guards.js';
import type { Hex } from '../shared/types.js';
import { createResponseError } from './api-error.js';

/** What a wallet has to sign in order to be registered. */
export interface SignableRegistration {
  /** For the Stark key. Its form is checked where it is signed. */
  readonly payloadHash: string;
  /** For the wallet's own key. May be any text: the wallet decides whether it signs it. */
  readonly signableMessage: string;
}

/** What the service says of a registration. */
export interface RegistrationAnswer {
  /** Whether somebody had registered these keys before. */
  readonly isKnown: boolean;
  /** The new account's address, where the service tells it. */
  readonly etherKey?: Hex;
  readonly starkKey?: string;
  /** The address of the wallet that the service bound to the account. */
  readonly userAdminKey?: Hex;
}

/** A text to sign is one line; a longer one is not read at all. */
const MAX_TEXT_LENGTH = 10_000;
const MAX_HASH_LENGTH = 100;

/**
 * Reads the answer of `signable-registration-offchain`.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID`
 */
export function parseSignableRegistration(json: unknown): SignableRegistration {
  const payloadHash = isRecord(json) ? getString(json, 'payload_hash') : undefined;
  const signableMessage = isRecord(json) ? getString(json, 'signable_message') : undefined;
  if (!payloadHash || payloadHash.length > MAX_HASH_LENGTH) throw createResponseError('registration to sign');
  if (!signableMessage || signableMessage.length > MAX_TEXT_LENGTH) throw createResponseError('registration to sign');
  return { payloadHash, signableMessage };
}

/**
 * Reads the answer of `passport/users`: the keys that were registered, or the `tx_hash` that the
 * official SDK declares.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID` when it says nothing of the kind.
 */
export function parseRegistrationAnswer(status: number, json: unknown): RegistrationAnswer {
  if (status === 409) return { isKnown: true };
  const members = ['ether_key', 'stark_key', 'user_admin_key', 'tx_hash'];
  if (!isRecord(json) || !members.some((member) => getString(json, member) !== undefined)) {
    throw createResponseError('answer to the registration');
  }
  const etherKey = getString(json, 'ether_key');
  const userAdminKey = getString(json, 'user_admin_key');
  if ((etherKey && !isAddress(etherKey)) || (userAdminKey && !isAddress(userAdminKey))) {
    throw createResponseError('answer to the registration');
  }
  return {
    isKnown: false,
    etherKey: isAddress(etherKey) ? etherKey : undefined,
    starkKey: getString(json, 'stark_key') || undefined,
    userAdminKey: isAddress(userAdminKey) ? userAdminKey : undefined,
  };
}

/**
 * Reads the answer of `users`: the Stark keys registered for a wallet, none when the service says
 * that it does not know the wallet.
 *
 * @throws {PassportError} `API_RESPONSE_INVALID` for anything else: "not known" must be said in so many
 * words, because a new account would be made on the strength of it.
 */
export function parseUser(status: number, json: unknown): readonly string[] {
  if (status === 404 && isRecord(json) && getString(json, 'code') === 'account_not_found') return [];
  const accounts = status === 200 && isRecord(json) && Object.hasOwn(json, 'accounts') ? json.accounts : undefined;
  const isList = Array.isArray(accounts) && accounts.length > 0
    && accounts.every((key) => typeof key === 'string' && /^0x[0-9a-f]{1,64}$/i.test(key));
  if (!isList) throw createResponseError('account');
  return accounts as readonly string[];
}
