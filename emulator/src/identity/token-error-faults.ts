import type { Exchange } from '../core/exchange.js';
import type { FaultDescription } from '../core/faults.js';
import type { TakeFault } from './token-response.js';

const HTML = `<html><body><script>window.__pwn = 1</script>${'<p>An error has occurred.</p>'.repeat(380)}</body></html>`;

/** Refusals of the token endpoint. */
export const TOKEN_ERROR_FAULTS: readonly FaultDescription[] = [
  { name: 'invalid-grant', sentence: 'The refresh token is refused as unknown.', rows: [67] },
  { name: 'token-error', sentence: 'The token request is refused with `status`, `error` and `description`.', rows: [66], defaults: { status: 400, error: 'invalid_request', description: 'Something is missing.' } },
  { name: 'token-error-html', sentence: 'The token request is refused with 10 kB of HTML as its description.', rows: [26, 66] },
  { name: 'token-error-echo', sentence: 'The token request is refused, and the refusal repeats what was sent: code, verifier or token.', rows: [72] },
  { name: 'use-dpop-nonce', sentence: 'The token request is refused with `use_dpop_nonce`, for a proof of possession that was not offered.', rows: [84] },
];

/** Refuses a token request, if a fault says so. True when it has been answered. */
export function refuseTokenRequest(exchange: Exchange, take: TakeFault): boolean {
  const isRefresh = exchange.form().get('grant_type') === 'refresh_token';
  if (isRefresh && take('invalid-grant') !== undefined) {
    return refuse(exchange, 403, 'invalid_grant', 'Unknown or invalid refresh token.');
  }
  const refusal = take('token-error');
  if (refusal !== undefined) return refuse(exchange, Number(refusal.status), String(refusal.error), String(refusal.description));
  if (take('token-error-html') !== undefined) return refuse(exchange, 400, 'invalid_request', HTML);
  if (take('token-error-echo') !== undefined) return refuse(exchange, 400, 'invalid_request', `Not understood: ${exchange.body}`);
  if (take('use-dpop-nonce') === undefined) return false;
  exchange.response.setHeader('dpop-nonce', 'a-nonce-of-the-server');
  return refuse(exchange, 400, 'use_dpop_nonce', 'Authorization server requires nonce in DPoP proof');
}

function refuse(exchange: Exchange, status: number, error: string, description: string): true {
  exchange.sendJson(status, { error, error_description: description });
  return true;
}
