import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Emulator, FaultParams, RecordedRequest } from '../../../emulator/src/index.js';
import { Visitor } from '../../emulator/identity/visitor.js';
import type { DriverPage } from '../../support/driver/driver-page.js';
import { startTestEmulator } from '../../support/emulator.js';
import { startSite, type Site } from '../../support/site.js';
import { BENCH_SCRIPT, STUB_SCRIPT } from './bench-page.js';

/** How a login or refresh ended, and what it left behind. */
export interface Outcome {
  readonly ok: boolean;
  readonly sub?: string | null;
  readonly code?: string;
  readonly status: string;
  readonly stored: 'nothing' | 'the same' | 'new';
  /** Reasons of the page's session events. */
  readonly changes: readonly string[];
  /** Logins under way that are still kept. */
  readonly states: number;
  readonly polluted: boolean;
}

/** What the page offers to the tests. */
interface BenchPage {
  setUp(config: object): void;
  begin(): Promise<{ url?: string; outcome?: Outcome }>;
  finish(callback: string): Promise<Outcome>;
  refresh(): Promise<Outcome>;
  leave(): Promise<string>;
  logout(): void;
  finishLogout(config: object): Promise<Outcome>;
}

declare const bench: BenchPage;

/** Faults by their names without the service, and details for some of them. */
export interface FaultList {
  readonly faults?: readonly string[];
  readonly params?: Readonly<Record<string, FaultParams>>;
}

const VISITOR = 'ada@example.com';
/** Where the authority leads back to after a logout. */
const SIGNED_OUT = '/signed-out.html';
let nextClient = 1;

/** The emulator as the authority, a site with the built library, and a page of it in a browser. */
export class Bench {
  readonly emulator: Emulator;
  readonly #site: Site;
  readonly #page: DriverPage;
  #config: object = {};

  private constructor(emulator: Emulator, site: Site, page: DriverPage) {
    this.emulator = emulator;
    this.#site = site;
    this.#page = page;
  }

  /** Starts everything and opens the page. */
  static async open(page: DriverPage): Promise<Bench> {
    const emulator = await startTestEmulator();
    const document = `<!doctype html><title>Bench</title><script>${STUB_SCRIPT}</script><script type="module" src="/bench.js"></script>`;
    const site = await startSite({
      pages: { '/': document, [SIGNED_OUT]: document, '/bench.js': BENCH_SCRIPT, '/callback.html': '<!doctype html>' },
      folders: { '/dist/': fileURLToPath(new URL('../../../dist/', import.meta.url)) },
    });
    await page.goto(`${site.origin}/`);
    await page.waitFor(() => 'isReady' in window, []);
    return new Bench(emulator, site, page);
  }

  /** Forgets everything and makes a session with a client id of its own. Signatures are required. */
  async setUp(config: object = {}, path: 'passport' | 'generic' = 'passport'): Promise<void> {
    this.emulator.reset();
    const { auth, api, tee, wallet } = this.emulator.addresses;
    this.#config = {
      clientId: `client-${nextClient++}`, environment: 'emulator', emulator: { auth, api, tee, wallet }, storage: 'local', jwks: 'require',
      redirectUri: `${this.#site.origin}/callback.html`, logoutRedirectUri: this.#site.origin + SIGNED_OUT,
      ...(path === 'generic' ? { authority: `${auth}/`, discovery: true } : {}), ...config,
    };
    await this.#page.evaluate((stated) => bench.setUp(stated), this.#config);
  }

  /** Switches faults on, for as long as the case lasts or for one request. */
  setFaults({ faults = [], params = {} }: FaultList, options: { times?: number } = {}): void {
    for (const name of faults) this.emulator.faults.set(`identity:${name}`, { ...options, params: params[name] });
  }

  /** Signs in as the visitor does: over the authority's pages, by a browser of few words, and back. */
  async login(): Promise<Outcome> {
    const { url, outcome } = await this.#page.evaluate(() => bench.begin());
    if (url === undefined) return outcome as Outcome;
    const visitor = new Visitor(this.emulator);
    const { url: loginPage } = await visitor.follow(url);
    const isDenied = this.emulator.faults.peek('identity:denied') !== undefined;
    const callback = await visitor.submit(loginPage, isDenied ? { action: 'deny' } : { email: VISITOR });
    return this.#page.evaluate((address) => bench.finish(address), callback.href);
  }

  /** Signs in with tokens that have ended as soon as they are there. */
  async loginForRefresh(): Promise<void> {
    this.emulator.faults.set('identity:short-lived', { times: 1, params: { seconds: 5 } });
    assertAccepted(await this.login());
  }

  refresh(): Promise<Outcome> {
    return this.#page.evaluate(() => bench.refresh());
  }

  /** Signs out here; answers the address at which the authority's own session ends. */
  leave(): Promise<string> {
    return this.#page.evaluate(() => bench.leave());
  }

  /** Signs out at the authority too, which leads to another page; answers what that makes of it, and what the authority was told. */
  async logout(): Promise<Outcome & { readonly asked: URLSearchParams; readonly handed: URLSearchParams }> {
    await this.#page.evaluate(() => bench.logout());
    await this.#page.waitFor((path) => location.pathname === path && (window as { isReady?: boolean }).isReady === true, [SIGNED_OUT]);
    const outcome = await this.#page.evaluate((config) => bench.finishLogout(config), this.#config);
    return { ...outcome, asked: new URL(this.requests('/v2/logout')[0]?.url ?? 'about:blank').searchParams, handed: new URL(await this.leave()).searchParams };
  }

  /** Requests to a path of the authority. */
  requests(path: string): readonly RecordedRequest[] {
    return this.emulator.requests.list((request) => request.role === 'auth' && request.path === path && request.method !== 'OPTIONS');
  }

  async close(): Promise<void> {
    await this.#site.close();
    await this.emulator.close();
  }
}

/** The visitor is signed in, with a record, and was announced once. */
export function assertAccepted(outcome: Outcome, change = 'signed-in'): void {
  const { ok, status, stored, changes, states, polluted } = outcome;
  const seen = { ok, status, stored, isAnnounced: changes.includes(change), states, polluted };
  assert.deepEqual(seen, { ok: true, status: 'signed-in', stored: 'new', isAnnounced: true, states: 0, polluted: false }, JSON.stringify(outcome));
}

/** The login failed with a code of ours; nothing was stored, nobody was announced, no state is left. */
export function assertLoginRejected(outcome: Outcome): void {
  const { ok, status, stored, changes, polluted } = outcome;
  assert.deepEqual({ ok, stored, changes: changes.filter((change) => change === 'signed-in'), polluted }, { ok: false, stored: 'nothing', changes: [], polluted: false }, JSON.stringify(outcome));
  assert.notEqual(status, 'signed-in');
  assert.match(outcome.code ?? '', /^(?!UNEXPECTED$)[A-Z_]+$/);
}

/** The refresh failed with a code of ours; the record is the one before, or gone, and nothing was told as refreshed. */
export function assertRefreshRejected(outcome: Outcome): void {
  const { ok, stored, changes, polluted } = outcome;
  assert.deepEqual({ ok, isNew: stored === 'new', changes: changes.filter((change) => change === 'refreshed'), polluted }, { ok: false, isNew: false, changes: [], polluted: false }, JSON.stringify(outcome));
  assert.match(outcome.code ?? '', /^(?!UNEXPECTED$)[A-Z_]+$/);
}
