import type { SignInOptions } from './control-types.js';

/** A session as the official SDK and we store it: see `src/auth/serialize-record.ts`. */
export interface SessionRecord {
  readonly id_token: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly token_type: string;
  readonly scope?: string;
  /** In seconds. */
  readonly expires_at: number;
  readonly received_at_ms: number;
}

interface TokenResponse {
  readonly id_token: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly token_type: string;
  readonly scope?: string;
  readonly expires_in: number;
}

const SCOPE = 'openid offline_access profile email transact';
/** To the login page, to the page behind it, back to the authority, back to the site; twice that is a ring. */
const MOST_STEPS = 8;

/** Keeps cookies, as a browser would for this one host. */
class CookieJar {
  readonly #cookies = new Map<string, string>();

  async visit(url: URL, form?: URLSearchParams): Promise<Response> {
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST', body: form, redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/u.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCodePoint(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function toAuthorizeUrl(auth: string, { clientId, scope = SCOPE }: SignInOptions, redirectUri: string, challenge: string): URL {
  const url = new URL('/authorize', auth);
  url.search = new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope, audience: 'platform_api', state: 'testing', code_challenge: challenge, code_challenge_method: 'S256',
  }).toString();
  return url;
}

/** Walks through the login page as a browser would, up to the way back to the site. */
async function fetchCode(first: URL, email: string, redirectUri: string): Promise<string> {
  const jar = new CookieJar();
  let url = first;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const response = await jar.visit(url, form);
    const location = response.headers.get('location');
    const isLoginPage = location === null && form === undefined && response.status === 200;
    form = isLoginPage ? new URLSearchParams({ email }) : undefined;
    if (isLoginPage) continue;
    if (location === null) throw new Error(`Signing in over HTTP ends at ${url.pathname} with status ${response.status}.`);
    url = new URL(location, url);
    const code = url.href.startsWith(redirectUri) ? url.searchParams.get('code') : undefined;
    if (code === null) throw new Error(`The emulator refuses to sign in: ${url.searchParams.get('error') ?? 'no code'}.`);
    if (code !== undefined) return code;
  }
  throw new Error('Signing in over HTTP does not come to an end.');
}

/** Signs somebody in at an emulator without a window, by the code flow with PKCE. Runs in Node: a browser keeps cookies to itself. */
export async function signInOverHttp(auth: string, options: SignInOptions): Promise<SessionRecord> {
  const redirectUri = `${options.origin}/`;
  const verifier = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const challenge = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
  const code = await fetchCode(toAuthorizeUrl(auth, options, redirectUri, challenge), options.email, redirectUri);
  const response = await fetch(new URL('/oauth/token', auth), {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', client_id: options.clientId, code, code_verifier: verifier, redirect_uri: redirectUri }),
  });
  if (!response.ok) throw new Error(`The emulator refuses the code with status ${response.status}.`);
  const { expires_in: lifeS, ...tokens } = await response.json() as TokenResponse;
  const nowMs = Date.now();
  return { ...tokens, expires_at: Math.floor(nowMs / 1000) + lifeS, received_at_ms: nowMs };
}
