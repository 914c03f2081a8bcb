import { generateKeyPairSync } from 'node:crypto';
import type { TokenAuthority } from '../core/tokens.js';
import type { TakeFault } from './token-response.js';

/** The key set as it is published. */
export function publishKeys(body: Buffer, tokens: TokenAuthority, take: TakeFault): Buffer {
  const junk = take('jwks-junk') !== undefined;
  if (!junk && !tokens.isRotated) return body;
  return Buffer.from(JSON.stringify({ keys: junk ? makeJunkKeys(tokens) : [tokens.publicJwk] }));
}

/** Keys that a client has to pass over, around the right one. */
function makeJunkKeys(tokens: TokenAuthority): readonly object[] {
  const right = tokens.publicJwk;
  const weak = generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey.export({ format: 'jwk' });
  return [
    { ...weak, kid: 'weak', alg: 'RS256', use: 'sig' },
    { kty: 'oct', k: 'c2VjcmV0', kid: 'secret', alg: 'HS256' },
    { ...right, kid: 'for-encryption', use: 'enc', alg: 'RSA-OAEP' },
    { kty: 'unheard-of', kid: 'strange' },
    right,
    { ...weak, kid: right.kid, alg: 'RS256', use: 'sig' },
  ];
}

/** The discovery document as it is published. */
export function publishDiscovery(body: Buffer, origin: string, take: TakeFault): Buffer {
  const document = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  delete document.authorization_response_iss_parameter_supported;
  document.end_session_endpoint = `${origin}/v2/logout`;
  if (take('discovery-issuer') !== undefined) document.issuer = 'https://stranger.example.com/';
  const endpoint = take('discovery-endpoint');
  if (endpoint !== undefined) document[String(endpoint.member)] = endpoint.value;
  return Buffer.from(JSON.stringify(document));
}
