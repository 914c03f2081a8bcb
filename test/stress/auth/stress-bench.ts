import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { decodeJwt } from 'jose';
import type { Emulator } from '../../../emulator/src/index.js';
import { Visitor } from '../../emulator/identity/visitor.js';
import type { DriverPage } from '../../support/driver/driver-page.js';
import { startTestEmulator } from '../../support/emulator.js';
import { startSite, type Site } from '../../support/site.js';
import { CLIENT_PAGE, ELSEWHERE_PAGE, RETURN_PAGE, STRESS_SCRIPT } from './stress-page.js';

const VISITOR = 'ada@example.com';

/** The emulator, a site with the built library, and a page of it that can hold many clients. */
export class StressBench {
  readonly emulator: Emulator;
  readonly page: DriverPage;
  readonly #site: Site;
  readonly #clientId = `stress-${randomBytes(4).toString('hex')}`;

  private constructor(emulator: Emulator, site: Site, page: DriverPage) {
    this.emulator = emulator;
    this.page = page;
    this.#site = site;
  }

  /** Starts everything and opens the page. */
  static async open(page: DriverPage): Promise<StressBench> {
    const emulator = await startTestEmulator();
    const site = await startSite({
      pages: { '/': '<!doctype html><title>Stress</title><body><script type="module" src="/stress.js"></script>', '/stress.js': STRESS_SCRIPT, '/client.html': CLIENT_PAGE,
        '/shop.html': RETURN_PAGE, '/elsewhere.html': ELSEWHERE_PAGE },
      folders: { '/dist/': fileURLToPath(new URL('../../../dist/', import.meta.url)) },
    });
    const bench = new StressBench(emulator, site, page);
    await bench.goto('/');
    return bench;
  }

  /** Opens a page of the site and waits until its script has run. */
  async goto(path: string): Promise<void> {
    await this.page.goto(this.#site.origin + path);
    await this.page.waitFor(() => 'isReady' in window, []);
  }

  /** The configuration of every client. */
  get config(): object {
    const { auth, api, tee, wallet } = this.emulator.addresses;
    return { clientId: this.#clientId, environment: 'emulator', emulator: { auth, api, tee, wallet }, storage: 'local' };
  }

  /** The key of the session record. */
  get key(): string {
    return `oidc.user:${this.emulator.addresses.auth}:${this.#clientId}`;
  }

  /** Signs somebody in and gives the record that the page would have stored. With `isOver` its tokens have ended. */
  async createRecord(isOver = false): Promise<string> {
    if (isOver) this.emulator.faults.set('identity:short-lived', { times: 1, params: { seconds: 5 } });
    const visitor = new Visitor(this.emulator);
    const challenge = createHash('sha256').update(visitor.verifier).digest('base64url');
    const callback = await visitor.signIn(VISITOR, { client_id: this.#clientId, code_challenge: challenge });
    const { body } = await visitor.redeem(callback, { client_id: this.#clientId });
    const { sub } = decodeJwt(String(body['id_token']));
    return JSON.stringify({
      id_token: body['id_token'], session_state: null, access_token: body['access_token'], refresh_token: body['refresh_token'], token_type: 'Bearer',
      scope: body['scope'], profile: { sub }, expires_at: Math.floor(this.emulator.world.clock.now() / 1000) + Number(body['expires_in']),
    });
  }

  /** Moves the authority's clock; the clients' is moved by what the page does next. */
  shift(ms: number): void {
    this.emulator.world.clock.shift(ms);
  }

  /** How many refreshes were asked for, and how many of them refused. */
  countRefreshes(): { asked: number; refused: number } {
    const refreshes = this.emulator.requests.list(({ path, body }) => path === '/oauth/token' && body.includes('grant_type=refresh_token'));
    return { asked: refreshes.length, refused: refreshes.filter(({ status }) => status === 403).length };
  }

  async close(): Promise<void> {
    await this.#site.close();
    await this.emulator.close();
  }
}
