import type { KeyValueStore } from '../platform/storage.js';
import { getString, isRecord, parseJson } from '../shared/guards.js';
import { IMMERSVE_METHODS } from '../shared/immersve.js';
import type { ImmersveAccount, ImmersveMethod } from '../shared/immersve.js';
import { parseAccount } from './account.js';
import { isToken } from './endpoints.js';
import type { ImmersveTokens } from './endpoints.js';
import type { ImmersveClient } from './post.js';

/** Who is signed in, and with what. */
export interface ImmersveRecord extends ImmersveAccount {
  readonly method: ImmersveMethod;
  readonly network: string;
  readonly cardholderAccountId?: string;
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly accessExpiresAtMs: number;
  readonly refreshToken?: string;
}

/** What a login adds to its tokens. */
export type ImmersveIdentity = Pick<ImmersveRecord, 'method' | 'network' | 'address' | 'publicKey'>;

/** Access tokens are renewed this long before they end. */
const RENEW_BEFORE_MS = 60_000;
/** The documented life of an access token, for those that do not tell their end. */
const ACCESS_LIFE_MS = 20 * 60_000;
/** Far above any real record. */
const MAX_RECORD_LENGTH = 20_000;

/** The name of the record, and of the lock and channel that go with it: one per service and application. */
export function getImmersveName(kind: 'session' | 'refresh', client: ImmersveClient): string {
  return `passport-widgets.immersve.${kind}.${client.endpoint}.${client.clientApplicationId}`;
}

/** Puts together what is kept of a login or a refresh. */
export function createRecord(
  identity: ImmersveIdentity & Pick<ImmersveRecord, 'cardholderAccountId'>, tokens: ImmersveTokens, nowMs: number,
): ImmersveRecord {
  const { method, network, address, publicKey } = identity;
  return Object.freeze({
    method, network, address, publicKey,
    cardholderAccountId: tokens.cardholderAccountId ?? identity.cardholderAccountId,
    accessToken: tokens.accessToken,
    // What has just been received is used for a while, however wrong the clock of this device.
    accessExpiresAtMs: Math.max(readExpiryMs(tokens.accessToken) ?? nowMs + ACCESS_LIFE_MS, nowMs + 2 * RENEW_BEFORE_MS),
    refreshToken: tokens.refreshToken,
  });
}

/**
 * Reads the stored record. Undefined for one that is absent, unreadable, or of another service or application; and for
 * one that this library would not have written: whoever can write here is not always who signed in.
 */
export function readRecord(store: KeyValueStore, client: ImmersveClient): ImmersveRecord | undefined {
  const text = store.get(getImmersveName('session', client));
  const value = text === null || text.length > MAX_RECORD_LENGTH ? undefined : parseJson(text);
  if (!isRecord(value) || value['endpoint'] !== client.endpoint) return undefined;
  if (value['clientApplicationId'] !== client.clientApplicationId) return undefined;
  const method = IMMERSVE_METHODS.find((name) => name === value['method']);
  const network = getString(value, 'network');
  const { accessToken, accessExpiresAtMs } = value;
  const account = method && parseAccount(method, value);
  if (!account || network === undefined || !isToken(accessToken) || !Number.isSafeInteger(accessExpiresAtMs)) return undefined;
  return Object.freeze({
    method, network, accessToken,
    accessExpiresAtMs: accessExpiresAtMs as number,
    address: account.address,
    publicKey: account.publicKey,
    cardholderAccountId: getString(value, 'cardholderAccountId'),
    refreshToken: getString(value, 'refreshToken'),
  });
}

/** Stores a record. The service it belongs to stands in it: its tokens go nowhere else. */
export function writeRecord(store: KeyValueStore, client: ImmersveClient, record: ImmersveRecord): void {
  const { endpoint, clientApplicationId } = client;
  store.set(getImmersveName('session', client), JSON.stringify({ ...record, endpoint, clientApplicationId }));
}

/** Whether the access token has ended, or ends within the margin. */
export function isDue(record: ImmersveRecord, nowMs: number, marginMs = RENEW_BEFORE_MS): boolean {
  return record.accessExpiresAtMs <= nowMs + marginMs;
}

/** Whether two records are of the same visitor: of one wallet, by one method. */
export function isSameVisitor(a: ImmersveRecord, b: ImmersveRecord): boolean {
  return a.method === b.method && a.network === b.network && a.address === b.address && a.publicKey === b.publicKey;
}

/** The `exp` of a token that is a JWT. Nothing else in it is looked at. */
function readExpiryMs(token: string): number | undefined {
  try {
    const claims = parseJson(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    const exp = isRecord(claims) ? claims['exp'] : undefined;
    const expiresAtMs = typeof exp === 'number' ? Math.floor(exp * 1_000) : undefined;
    return Number.isSafeInteger(expiresAtMs) ? expiresAtMs : undefined;
  } catch {
    return undefined;
  }
}
