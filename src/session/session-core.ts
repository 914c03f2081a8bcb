import type { TokenSet } from '../auth/record.js';
import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import type { AttributeConfig, PassportConfig, ResolvedConfig } from '../shared/config.js';
import { toPassportError } from '../shared/passport-error.js';
import { Client } from './client.js';
import { createMissingError, hasClient, isSameClient } from './client-config.js';
import { Configuration } from './configuration.js';
import { loadNetworkHub } from './lazy.js';
import type { TokenCode } from './lazy.js';
import type { NetworkHub } from './network-hub.js';
import type { LoginObstacle } from './login-obstacle.js';
import { findObstacle } from './page-look.js';
import type { SessionState } from './session-types.js';
import { SIGNED_OUT } from './snapshots.js';
import { StateStore } from './state-store.js';
import type { AnnounceChange } from './state-store.js';
import type { TokenKeeper } from './token-keeper.js';

/** What a session works with. Each default is the page's own. */
export interface SessionDependencies {
  readonly window?: Window & typeof globalThis;
  readonly clock?: Clock;
  /** Leaves the page. */
  readonly assign?: (url: string) => void;
  readonly announce?: AnnounceChange;
  /** What holds tokens. */
  readonly tokenCode?: TokenCode;
}

/** What the core tells the verbs. */
export interface CoreHooks {
  /** Whether something is under way that tells the registration's state itself. */
  readonly isRegistering: () => boolean;
  /** Another tab has signed somebody in. */
  readonly onSignedInElsewhere: () => void;
  /** Everything that runs has to end. */
  readonly onEnd: () => void;
}

/** What a session knows: its configuration, its state, the tokens of its client and its networks. */
export class SessionCore {
  readonly window: Window & typeof globalThis;
  readonly clock: Clock;
  readonly assign: (url: string) => void;
  readonly states: StateStore;
  readonly hooks: CoreHooks;
  /** Ends the verifying that waits for its turn. */
  cancelVerifying = (): void => {};
  readonly #tokenCode: TokenCode | undefined;
  #configuration: Configuration;
  #config: ResolvedConfig | undefined;
  #client: Client | undefined;
  #hub: NetworkHub | undefined;
  #obstacle: LoginObstacle | undefined;
  #isDisposed = false;
  /** The reading of a stored record, once it has begun. */
  #reading: Promise<void> | undefined;
  #ready = Promise.withResolvers<SessionState>();

  constructor(dependencies: SessionDependencies, hooks: CoreHooks) {
    this.window = dependencies.window ?? window;
    this.clock = dependencies.clock ?? systemClock;
    this.assign = dependencies.assign ?? ((url) => this.window.location.assign(url));
    this.states = new StateStore({ status: 'unconfigured', registration: 'unknown' }, dependencies.announce);
    this.hooks = hooks;
    this.#tokenCode = dependencies.tokenCode;
    this.#configuration = new Configuration(this.window.location);
  }

  get ready(): Promise<SessionState> {
    return this.#ready.promise;
  }

  get config(): ResolvedConfig | undefined {
    return this.#config;
  }

  /** What stands in the way of a login on this page, as far as it is known by now. */
  get obstacle(): LoginObstacle | undefined {
    return this.#obstacle;
  }

  /** The tokens at hand, whatever they are worth. */
  get tokens(): TokenSet | undefined {
    return this.keeper?.tokens;
  }

  /** Who holds them; undefined until the first were looked for. */
  get keeper(): TokenKeeper | undefined {
    return this.#client?.keeper;
  }

  /** Whether somebody is signed in, or a record says so that nobody has judged yet. */
  get mayHoldUser(): boolean {
    return this.tokens !== undefined || this.#client?.isUnread === true;
  }

  /** Takes what code states. Under a signed-in user what would change the client or its tokens is refused with a warning. */
  configure(config: PassportConfig): void {
    const inUse = this.#getConfigInUse();
    if (inUse && this.#configuration.wouldChange(config, inUse)) {
      if (this.states.state.status === 'restoring') return this.#configureLater(config);
      console.warn('passport-widgets: configure() was ignored because somebody is signed in. Use {replace: true}.');
      return;
    }
    this.#configuration.state(config);
    this.#apply();
  }

  /** Ends everything that runs and starts over with this configuration. */
  replace(config: PassportConfig): void {
    const configuration = new Configuration(this.window.location);
    configuration.state(config);
    this.#end();
    this.#isDisposed = false;
    this.#configuration = configuration;
    this.states.set({ ...SIGNED_OUT, status: 'unconfigured' });
    this.#apply();
  }

  contribute(source: object, attributes: AttributeConfig): void {
    if (this.#configuration.contribute(source, attributes, this.#getConfigInUse())) this.#apply();
  }

  /** Reads the stored session, once and at once: a click does not wait for the task that would. */
  restore(): void {
    if (this.states.state.status !== 'restoring' || !this.#client) return;
    if (this.#client.isUnread) return void (this.#reading ??= this.#restoreLater(this.#client));
    const { keeper } = this.#client;
    const tokens = keeper?.restore();
    this.states.set(this.describe(), tokens ? 'restored' : undefined);
    this.#ready.resolve(this.states.state);
    // After the first paint: what is restored is drawn already, and verified behind it.
    if (tokens) this.cancelVerifying = this.clock.after(0, () => void keeper?.getVerified().catch(() => {}));
  }

  /** The change that shows who is signed in now, if anybody is. */
  describe(): Partial<SessionState> {
    const { keeper } = this;
    return keeper && this.#config ? keeper.describe(this.#config.network) : SIGNED_OUT;
  }

  /** Verified tokens, renewed when needed; undefined when nobody is signed in. */
  async getTokens(): Promise<TokenSet | undefined> {
    const client = this.requireClient();
    this.restore();
    const keeper = client.keeper ?? await client.find();
    return keeper?.tokens && keeper.getVerified();
  }

  /** @throws {PassportError} `INVALID_CONFIGURATION`, `SESSION_DISPOSED` */
  requireClient(): Client {
    if (this.#client) return this.#client;
    throw createMissingError('client-id', this.#isDisposed);
  }

  async getHub(): Promise<NetworkHub> {
    // Looked at again after loading: the session may be over by then.
    const { NetworkHub: Hub } = this.#config ? await loadNetworkHub() : {};
    if (!this.#config || !Hub) throw createMissingError('environment', this.#isDisposed);
    this.#hub ??= this.#createHub(Hub, this.#config);
    return this.#hub;
  }

  #createHub(Hub: typeof NetworkHub, config: ResolvedConfig): NetworkHub {
    const hub: NetworkHub = new Hub({
      config, clock: this.clock, window: this.window,
      // Whoever keeps the hub of an earlier configuration must not act with the tokens of this one.
      getKeeper: () => (this.#hub === hub ? this.keeper : undefined),
    });
    return hub;
  }

  /** Forgets the wallet, its keys and what was read with them. Never rejects. */
  async disconnect(): Promise<void> {
    await this.#hub?.disconnect();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#end();
    this.states.set({ ...SIGNED_OUT, status: 'unconfigured' });
    this.states.clear();
  }

  /** The code that judges what is stored comes first. Where it cannot be had, nobody knows who is signed in. */
  async #restoreLater(client: Client): Promise<void> {
    try {
      await client.load();
      this.restore();
    } catch (error) {
      if (this.#client === client && this.states.state.status === 'restoring') {
        this.states.set({ ...SIGNED_OUT, status: 'failed', error: toPassportError(error) });
      }
    }
    // A logout or a login may have ended the restoring meanwhile.
    if (this.#client === client) this.#ready.resolve(this.states.state);
  }

  /** The configuration of whoever is signed in, or may be by a record that is not read, or could not be (row 145). */
  #getConfigInUse(): ResolvedConfig | undefined {
    const mayBe = this.#reading && (this.states.state.status === 'restoring' || this.#client?.isUnread);
    return this.tokens || mayBe ? this.#config : undefined;
  }

  /** When it is known who is signed in. Nothing, once the configuration has been replaced. */
  #configureLater(config: PassportConfig): void {
    const configuration = this.#configuration;
    this.#reading?.then(() => { if (this.#configuration === configuration) this.configure(config); }).catch(reportError);
  }

  #apply(): void {
    const config = this.#configuration.resolve();
    if (!config || this.#isDisposed) return;
    const isSame = this.#config !== undefined && isSameClient(this.#config, config);
    const isSwitch = this.#config?.network !== config.network;
    this.#config = config;
    this.#hub?.setConfig(config);
    if (!hasClient(config)) {
      // Whoever needs no client, such as balances of an owner, can begin.
      this.states.set({});
      this.#ready.resolve(this.states.state);
      return;
    }
    if (isSame && this.#client) {
      this.#client.setConfig(config);
      // The same user may have another account there, or none.
      this.states.set(isSwitch && this.states.state.status === 'signed-in' ? { ...this.describe(), registrationStep: undefined } : {});
      return;
    }
    this.#ready.resolve(this.states.state);
    this.#ready = Promise.withResolvers();
    if (this.#client) this.#endClient(this.#client);
    this.#client = new Client({
      config, clock: this.clock, window: this.window, code: this.#tokenCode, onChange: (change, follow) => follow(this, change),
    });
    this.states.set({ ...SIGNED_OUT, status: 'restoring' });
    void findObstacle(this.window).then((obstacle) => { this.#obstacle = obstacle; });
    // After the first drawing, so that a page rendered on a server is met as it was sent.
    queueMicrotask(() => this.restore());
  }

  /** What runs for one client must not end as the session of another. */
  #endClient(client: Client): void {
    this.hooks.onEnd();
    this.cancelVerifying();
    client.dispose();
    this.#reading = undefined;
  }

  #end(): void {
    if (this.#client) this.#endClient(this.#client);
    this.#ready.resolve(this.states.state);
    void this.#hub?.end();
    this.#client = undefined;
    this.#hub = undefined;
    this.#config = undefined;
  }
}
