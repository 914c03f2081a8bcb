import { createHash, randomBytes } from 'node:crypto';
import type { Emulator } from '../../../emulator/src/index.js';

/** The page that asks for the login; nothing listens there. */
export const CALLBACK = 'http://localhost:5999/callback.html';
export const CLIENT_ID = 'game-client-1';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The members of a token response that the tests look at. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A visitor with a cookie jar who follows redirects by hand, and the page's part of the code flow. */
export class Visitor {
  readonly verifier = randomBytes(32).toString('base64url');
  readonly #emulator: Emulator;
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(emulator: Emulator) {
    this.#emulator = emulator;
  }

  /** The names in the jar. */
  get cookieNames(): readonly string[] {
    return [...this.#cookies.keys()].map((key) => key.split(' ')[0] ?? '');
  }

  /** The address of the authorization endpoint with the usual parameters, changed as asked; null leaves one out. */
  authorizeUrl(changes: Readonly<Record<string, string | null>> = {}): string {
    const url = new URL(`${this.#emulator.addresses.auth}/authorize`);
    const parameters: Record<string, string | null> = {
      client_id: CLIENT_ID, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid offline_access email transact', state: 'state-1',
      nonce: 'nonce-1', code_challenge: createHash('sha256').update(this.verifier).digest('base64url'), code_challenge_method: 'S256',
      display: 'popup', audience: 'platform_api', rid: 'rid-1', third_party_a_id: '', direct: 'google', marketingConsent: 'opted_in',
      im_passport_trace_id: 'trace-1', ...changes,
    };
    for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
    return url.href;
  }

  /** One request with the jar's cookies, redirects not followed. */
  async request(url: string, init: RequestInit = {}): Promise<Answer> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies].filter(([, { path }]) => pathname.startsWith(path)).map(([key, { value }]) => `${key.split(' ')[0]}=${value}`);
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { accept: 'text/html', ...init.headers, cookie: cookie.join('; ') } });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Follows redirects within the authority; ends at a page of it or with the address outside. */
  async follow(url: string, init: RequestInit = {}): Promise<{ url: string; answer: Answer }> {
    let current = url;
    let answer = await this.request(current, init);
    for (let hops = 0; hops < 8; hops++) {
      const location = answer.headers.get('location');
      if (location === null) return { url: current, answer };
      current = new URL(location, current).href;
      if (!current.startsWith(this.#emulator.addresses.auth)) return { url: current, answer };
      answer = await this.request(current);
    }
    throw new Error('too many redirects');
  }

  /** Signs in as somebody on the login page; gives the address of the callback. */
  async signIn(email: string, changes: Readonly<Record<string, string | null>> = {}): Promise<URL> {
    return this.submit((await this.follow(this.authorizeUrl(changes))).url, { email });
  }

  /** Asks for a login again, with the session of an earlier one; gives the address of the callback. */
  async comeAgain(): Promise<URL> {
    return new URL((await this.follow(this.authorizeUrl())).url);
  }

  /** Sends a form of the login page. */
  async submit(page: string, fields: Readonly<Record<string, string>>): Promise<URL> {
    return new URL((await this.follow(page, { method: 'POST', body: new URLSearchParams(fields) })).url);
  }

  /** Redeems the code of a callback. */
  redeem(callback: URL, changes: Readonly<Record<string, string>> = {}): Promise<TokenAnswer> {
    return this.token({
      grant_type: 'authorization_code', redirect_uri: CALLBACK, code: callback.searchParams.get('code') ?? '',
      code_verifier: this.verifier, client_id: CLIENT_ID, ...changes,
    });
  }

  /** Uses a refresh token. */
  refresh(refreshToken: unknown): Promise<TokenAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: String(refreshToken), client_id: CLIENT_ID });
  }

  /** A token request as a page of another origin sends it. */
  async token(fields: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const response = await fetch(`${this.#emulator.addresses.auth}/oauth/token`, {
      method: 'POST', body: new URLSearchParams(fields), headers: { accept: 'application/json', origin: 'http://localhost:5999' },
    });
    return { status: response.status, body: await response.json() as Record<string, unknown> };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    if (value === '') this.#cookies.delete(`${name} ${path}`);
    else this.#cookies.set(`${name} ${path}`, { value, path });
  }
}

/** Signs in and redeems the code. */
export async function signInAndRedeem(emulator: Emulator, email = 'ada@example.com', changes: Readonly<Record<string, string | null>> = {}): Promise<TokenAnswer & { visitor: Visitor }> {
  const visitor = new Visitor(emulator);
  return { visitor, ...await visitor.redeem(await visitor.signIn(email, changes)) };
}
