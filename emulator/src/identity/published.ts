import type { FaultDescription, FaultParams } from '../core/faults.js';
import type { TokenAuthority } from '../core/tokens.js';
import { PUBLISHED_SECRET, type ForeignKeys } from './foreign-keys.js';
import type { TakeFault } from './token-response.js';

/** A fault of the published keys; it is given the right key and tells what is published. */
interface KeySetFault extends FaultDescription {
  readonly publish: (right: object, foreign: ForeignKeys, params: FaultParams) => unknown;
}

const OCT = { kty: 'oct', k: PUBLISHED_SECRET.toString('base64url'), kid: 'secret', alg: 'HS256', use: 'sig' };

/** Faults of the published keys, rows 14, 34 and 36. The last one that is on decides. */
export const KEY_SET_FAULTS: readonly KeySetFault[] = [
  { name: 'jwks-junk', sentence: 'The published keys include weak, foreign and repeated ones.', rows: [36], publish: (right, { weak }) => ({ keys: [
    weak.publicJwk, OCT, { ...right, kid: 'for-encryption', use: 'enc', alg: 'RSA-OAEP' }, { kty: 'unheard-of', kid: 'strange' }, right,
    { ...weak.publicJwk, kid: (right as { kid?: string }).kid },
  ] }) },
  { name: 'jwks-second', sentence: 'A second signing key is published before the right one, as around a rotation.', rows: [14], publish: (right, { stranger }) => ({ keys: [stranger.publicJwk, right] }) },
  { name: 'jwks-no-kid', sentence: 'The published key has no `kid`, which is right while there is one.', rows: [14], publish: (right) => ({ keys: [{ ...right, kid: undefined }] }) },
  { name: 'jwks-enc', sentence: 'The only published key is for encryption (`use` is `enc`).', rows: [36], publish: (right) => ({ keys: [{ ...right, use: 'enc' }] }) },
  { name: 'jwks-weak', sentence: 'An RSA key of 512 bits is published besides the right one.', rows: [36], publish: (right, { weak }) => ({ keys: [weak.publicJwk, right] }) },
  { name: 'jwks-ec', sentence: 'A P-256 key is published besides the right one.', rows: [13, 36], publish: (right, { elliptic }) => ({ keys: [elliptic.publicJwk, right] }) },
  { name: 'jwks-oct', sentence: 'A symmetric key is published besides the right one.', rows: [36], publish: (right) => ({ keys: [OCT, right] }) },
  { name: 'jwks-duplicate-kid', sentence: 'Another key with the same `kid` is published before the right one.', rows: [36], publish: (right, { stranger }) => ({ keys: [{ ...stranger.publicJwk, kid: (right as { kid?: string }).kid }, right] }) },
  { name: 'jwks-private', sentence: 'The published key has private members (made up).', rows: [36], publish: (right) => ({ keys: [{ ...right, d: 'AQAB', p: 'AQAB', q: 'AQAB' }] }) },
  { name: 'jwks-many', sentence: 'There are `count` keys, the right one last.', rows: [36], defaults: { count: 10_000 }, publish: (right, { stranger }, { count }) => ({
    keys: [...Array.from({ length: Number(count) - 1 }, (_, index) => ({ ...stranger.publicJwk, kid: `key-${index}` })), right],
  }) },
  { name: 'jwks-empty', sentence: 'No keys are published.', rows: [35], publish: () => ({ keys: [] }) },
  { name: 'jwks-not-keys', sentence: 'What is published is `value`.', rows: [35, 36], defaults: { value: { keys: 'none' } }, publish: (_, __, { value }) => value },
];

/** The key set as it is published. */
export function publishKeys(body: Buffer, tokens: TokenAuthority, foreign: ForeignKeys, take: TakeFault): Buffer {
  let published: unknown = tokens.isRotated ? { keys: [tokens.publicJwk] } : undefined;
  for (const fault of KEY_SET_FAULTS) {
    const params = take(fault.name);
    if (params !== undefined) published = fault.publish(tokens.publicJwk, foreign, params);
  }
  return published === undefined ? body : Buffer.from(JSON.stringify(published));
}

/** A fault of the discovery document. */
interface DiscoveryFault extends FaultDescription {
  readonly change: (document: Record<string, unknown>, params: FaultParams) => void;
}

const setMember = (document: Record<string, unknown>, { member, value }: FaultParams): void => {
  if (value === null) delete document[String(member)];
  else document[String(member)] = value;
};

/** Faults of the discovery document, rows 24, 31, 32 and 85. */
export const DISCOVERY_FAULTS: readonly DiscoveryFault[] = [
  { name: 'discovery-issuer', sentence: 'The discovery document names another issuer.', rows: [31], change: (document) => { document.issuer = 'https://stranger.example.com/'; } },
  { name: 'discovery-endpoint', sentence: 'The member `member` of the discovery document is `value`; null leaves it out.', rows: [32], defaults: { member: 'authorization_endpoint', value: 'javascript:window.__pwn=1' }, change: setMember },
  { name: 'discovery-data', sentence: 'The member `member` of the discovery document is a `data:` address.', rows: [32], defaults: { member: 'authorization_endpoint', value: 'data:text/html,<script>window.__pwn=1</script>' }, change: setMember },
  { name: 'discovery-http', sentence: 'The member `member` of the discovery document is an address without TLS.', rows: [32], defaults: { member: 'token_endpoint', value: 'http://stranger.example.com/oauth/token' }, change: setMember },
  { name: 'discovery-origin', sentence: 'The member `member` of the discovery document is on another origin.', rows: [32], defaults: { member: 'token_endpoint', value: 'https://stranger.example.com/oauth/token' }, change: setMember },
  { name: 'discovery-iss-supported', sentence: 'The discovery document promises the `iss` parameter of RFC 9207.', rows: [24], change: (document) => { document.authorization_response_iss_parameter_supported = true; } },
  { name: 'discovery-not-object', sentence: 'The members of the discovery document are numbers.', rows: [33], change: (document) => { for (const member of Object.keys(document)) document[member] = 1; } },
  { name: 'no-end-session', sentence: 'The discovery document has no logout endpoint.', rows: [85], change: (document) => { delete document.end_session_endpoint; } },
];

/** The discovery document as it is published. */
export function publishDiscovery(body: Buffer, origin: string, take: TakeFault): Buffer {
  const document = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  delete document.authorization_response_iss_parameter_supported;
  document.end_session_endpoint = `${origin}/v2/logout`;
  for (const fault of DISCOVERY_FAULTS) {
    const params = take(fault.name);
    if (params !== undefined) fault.change(document, params);
  }
  return Buffer.from(JSON.stringify(document));
}
