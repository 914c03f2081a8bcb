import type { Exchange } from '../core/exchange.js';
import { applyFault } from '../core/generic-faults.js';
import type { FaultDescription } from '../core/faults.js';
import type { Service } from '../core/service.js';
import type { TakeFault } from './token-response.js';

/** A common fault under the name of the endpoint that has it. */
interface EndpointFault extends FaultDescription {
  /** Paths that begin so. */
  readonly path: string;
  /** The common fault. */
  readonly like: string;
}

const DISCOVERY = '/.well-known/openid-configuration';
const KEYS = '/.well-known/jwks.json';
const TOKEN = '/oauth/token';
const REVOKE = '/oauth/revoke';
const LOGOUT = '/v2/logout';
const USER_INFO = '/userinfo';

/** Endpoints that fail as any server can fail; what only an authority can do stands in the other tables. */
export const ENDPOINT_FAULTS: readonly EndpointFault[] = [
  { name: 'discovery-404', path: DISCOVERY, like: 'not-found', rows: [33], sentence: 'There is no discovery document: status 404.' },
  { name: 'discovery-500', path: DISCOVERY, like: 'server-error', rows: [33], sentence: 'The discovery document cannot be had: status 500.' },
  { name: 'discovery-html', path: DISCOVERY, like: 'html', rows: [33], sentence: 'A page comes instead of the discovery document.' },
  { name: 'discovery-truncated', path: DISCOVERY, like: 'truncated', rows: [33], sentence: 'The discovery document ends in the middle.' },
  { name: 'discovery-oversized', path: DISCOVERY, like: 'oversized', rows: [33], sentence: 'The discovery document is followed by `bytes` of blanks.', defaults: { bytes: 10_000_000 } },
  { name: 'discovery-redirect', path: DISCOVERY, like: 'redirect', rows: [33], sentence: 'The discovery document is elsewhere, at `to`.', defaults: { to: 'https://redirected.example.com/' } },
  { name: 'discovery-no-cors', path: DISCOVERY, like: 'no-cors', rows: [33], sentence: 'A page may not read the discovery document.' },
  { name: 'discovery-stall', path: DISCOVERY, like: 'stalled-body', rows: [33], sentence: 'Half of the discovery document arrives, the rest never does.' },
  { name: 'discovery-no-answer', path: DISCOVERY, like: 'no-answer', rows: [33], sentence: 'The request for the discovery document is never answered.' },
  { name: 'jwks-500', path: KEYS, like: 'server-error', rows: [35], sentence: 'The keys cannot be had: status 500.' },
  { name: 'jwks-html', path: KEYS, like: 'html', rows: [35], sentence: 'A page comes instead of the keys.' },
  { name: 'jwks-no-cors', path: KEYS, like: 'no-cors', rows: [35], sentence: 'A page may not read the keys.' },
  { name: 'jwks-redirect', path: KEYS, like: 'redirect', rows: [35], sentence: 'The keys are elsewhere, at `to`.', defaults: { to: 'https://redirected.example.com/' } },
  { name: 'jwks-stall', path: KEYS, like: 'stalled-body', rows: [35], sentence: 'Half of the keys arrive, the rest never does.' },
  { name: 'jwks-no-answer', path: KEYS, like: 'no-answer', rows: [35], sentence: 'The request for the keys is never answered.' },
  { name: 'token-500', path: TOKEN, like: 'server-error', rows: [66], sentence: 'The token endpoint answers 500.' },
  { name: 'token-503', path: TOKEN, like: 'unavailable', rows: [66], sentence: 'The token endpoint answers 503.' },
  { name: 'token-429', path: TOKEN, like: 'rate-limit', rows: [66], sentence: 'The token endpoint answers 429 with `Retry-After` in `seconds`, or as a date with `asDate`.', defaults: { seconds: 2, asDate: false } },
  { name: 'token-reset', path: TOKEN, like: 'reset', rows: [60, 66], sentence: 'The token request is cut off before it is carried out.' },
  { name: 'token-lost-answer', path: TOKEN, like: 'lost-answer', rows: [60], sentence: 'The token request is carried out, then the connection is cut instead of an answer.' },
  { name: 'token-no-answer', path: TOKEN, like: 'no-answer', rows: [60, 61], sentence: 'The token request is never answered.' },
  { name: 'token-stall', path: TOKEN, like: 'stalled-body', rows: [69], sentence: 'Half of the token response arrives, the rest never does.' },
  { name: 'token-delay', path: TOKEN, like: 'delay', rows: [63], sentence: 'The token response comes late, by `ms` milliseconds.', defaults: { ms: 200 } },
  { name: 'token-html', path: TOKEN, like: 'html', rows: [66], sentence: 'A page comes instead of the token response.' },
  { name: 'token-empty', path: TOKEN, like: 'empty-body', rows: [66], sentence: 'The token response has no body.' },
  { name: 'token-truncated', path: TOKEN, like: 'truncated', rows: [66], sentence: 'The token response ends in the middle.' },
  { name: 'token-oversized', path: TOKEN, like: 'oversized', rows: [69], sentence: 'The token response is followed by `bytes` of blanks.', defaults: { bytes: 10_000_000 } },
  { name: 'token-redirect', path: TOKEN, like: 'redirect', rows: [148], sentence: 'The token request is sent elsewhere, to `to`.', defaults: { to: 'https://redirected.example.com/' } },
  { name: 'token-no-cors', path: TOKEN, like: 'no-cors', rows: [66], sentence: 'A page may not read the token response.' },
  { name: 'userinfo-500', path: USER_INFO, like: 'server-error', rows: [21], sentence: 'The userinfo endpoint answers 500.' },
  { name: 'revoke-500', path: REVOKE, like: 'server-error', rows: [85], sentence: 'The revocation endpoint answers 500.' },
  { name: 'revoke-reset', path: REVOKE, like: 'reset', rows: [85], sentence: 'The revocation request is cut off.' },
  { name: 'revoke-no-answer', path: REVOKE, like: 'no-answer', rows: [85], sentence: 'The revocation request is never answered.' },
  { name: 'logout-500', path: LOGOUT, like: 'server-error', rows: [85], sentence: 'The logout endpoint answers 500.' },
  { name: 'logout-no-answer', path: LOGOUT, like: 'no-answer', rows: [85], sentence: 'The logout endpoint never answers.' },
  { name: 'authorize-500', path: '/authorize', like: 'server-error', rows: [44], sentence: 'The authorization endpoint answers 500.' },
  { name: 'authorize-no-answer', path: '/authorize', like: 'no-answer', rows: [44], sentence: 'The authorization endpoint never answers.' },
  { name: 'login-slow', path: '/u/login/', like: 'delay', rows: [44], sentence: 'The login page comes late, by `ms` milliseconds.', defaults: { ms: 2000 } },
  { name: 'login-no-answer', path: '/u/login/', like: 'no-answer', rows: [44], sentence: 'The login page never comes.' },
];

/** Faults of the clock that the authority shows, row 70. Its tokens keep the right time. */
export const DATE_FAULTS: readonly FaultDescription[] = [
  { name: 'date-skew', sentence: 'The `Date` header is `seconds` off.', rows: [70], defaults: { seconds: 3600 } },
  { name: 'no-date', sentence: 'Answers have no `Date` header.', rows: [70] },
];

/** Applies the faults of an endpoint. True when the request has been dealt with. */
export async function applyEndpointFaults(exchange: Exchange, service: Service, take: TakeFault): Promise<boolean> {
  applyDateFaults(exchange, take);
  for (const { name, path, like } of ENDPOINT_FAULTS) {
    if (!exchange.path.startsWith(path)) continue;
    const params = take(name);
    if (params !== undefined && await applyFault(like, exchange, params, service)) return true;
  }
  return false;
}

function applyDateFaults({ response }: Exchange, take: TakeFault): void {
  const skew = take('date-skew');
  if (skew !== undefined) {
    const shownMs = Date.parse(String(response.getHeader('date')));
    response.setHeader('date', new Date(shownMs + Number(skew.seconds) * 1000).toUTCString());
  }
  if (take('no-date') === undefined) return;
  response.sendDate = false;
  response.removeHeader('date');
}
