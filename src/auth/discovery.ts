import { request } from '../platform/request.js';
import { getString, isLoopbackHost, isRecord } from '../shared/guards.js';
import { AUTH_ERRORS } from '../shared/errors/auth.js';
import { PassportError } from '../shared/passport-error.js';
import type { AuthorityMetadata, ClientConfig } from './authority.js';

/** Ten times what the largest of providers sends. */
const MAX_DOCUMENT_BYTES = 256_000;

/**
 * Fetches the discovery document of the configured issuer and checks it (rows 31 to 33): it must name
 * that issuer exactly, and every endpoint must be https on the issuer's origin or on one that the site
 * has listed. What it says besides is not read.
 *
 * @throws {PassportError} `METADATA_INVALID`; `METADATA_UNAVAILABLE` when it cannot be had.
 */
export async function fetchMetadata(config: ClientConfig): Promise<AuthorityMetadata> {
  const { issuer } = config.endpoints;
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await request(url, {
    fetch: config.fetch, maxBodyBytes: MAX_DOCUMENT_BYTES, cache: 'default',
  }).catch((cause: unknown) => {
    throw new PassportError(AUTH_ERRORS, 'METADATA_UNAVAILABLE', { cause });
  });
  if (response.status !== 200 || !isRecord(response.json)) throw new PassportError(AUTH_ERRORS, 'METADATA_UNAVAILABLE');
  return readMetadata(response.json, config);
}

function readMetadata(document: Record<string, unknown>, config: ClientConfig): AuthorityMetadata {
  const { issuer } = config.endpoints;
  if (getString(document, 'issuer') !== issuer) throw invalid('issuer is another one');
  const origins = [new URL(issuer).origin, ...config.authorityOrigins];
  const read = (name: string): string | undefined => {
    const value = Object.hasOwn(document, name) ? document[name] : undefined;
    return value === undefined ? undefined : checkEndpoint(name, value, origins);
  };
  const readRequired = (name: string): string => {
    const value = read(name);
    if (value === undefined) throw invalid(`${name} is missing`);
    return value;
  };
  return Object.freeze({
    authorize: readRequired('authorization_endpoint'),
    token: readRequired('token_endpoint'),
    jwksUri: readRequired('jwks_uri'),
    revoke: read('revocation_endpoint'),
    logout: read('end_session_endpoint'),
    userinfo: read('userinfo_endpoint'),
    namesIssuer: document['authorization_response_iss_parameter_supported'] === true,
  });
}

function checkEndpoint(name: string, value: unknown, origins: readonly string[]): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!url || !isSafe || url.username || url.password) throw invalid(`${name} is no https URL`);
  if (!origins.includes(url.origin)) throw invalid(`${name} is on ${url.origin}, which authorityOrigins does not list`);
  return url.href;
}

function invalid(reason: string): PassportError {
  return new PassportError(AUTH_ERRORS, 'METADATA_INVALID', {
    message: `The sign-in service's discovery document cannot be used: ${reason}.`,
  });
}
