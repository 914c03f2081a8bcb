import { toUserProfile } from '../auth/claims.js';
import type { TokenSet } from '../auth/record.js';
import { cleanAddressBar } from '../platform/address-bar.js';
import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import type { AttributeConfig, PassportConfig, ResolvedConfig } from '../shared/config.js';
import type { BalanceList, RegisterOptions } from '../shared/network.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { Account, UserProfile } from '../shared/types.js';
import { createClientParts, createMissingError, getIdentity, hasClient } from './client-parts.js';
import type { ClientParts } from './client-parts.js';
import { Configuration } from './configuration.js';
import { loadCallback, loadLogout, loadNetworkHub } from './lazy.js';
import type { NetworkHub } from './network-hub.js';
import { Registration } from './registration.js';
import type {
  CallbackResult, FetchBalancesOptions, ImxProvider, LoginOptions, Session, SessionListener, SessionState,
} from './session-types.js';
import { SignIn } from './sign-in.js';
import { SIGNED_OUT, toSignedIn } from './snapshots.js';
import { StateStore } from './state-store.js';
import type { AnnounceChange } from './state-store.js';
import type { TokenChange, TokenKeeper } from './token-keeper.js';

/** What a session works with. Each default is the page's own. */
export interface SessionDependencies {
  readonly window?: Window & typeof globalThis;
  readonly clock?: Clock;
  /** Leaves the page. */
  readonly assign?: (url: string) => void;
  readonly announce?: AnnounceChange;
}

/** The session of one visitor: puts configuration, tokens, windows and networks together. */
export class WidgetSession implements Session {
  readonly #window: Window & typeof globalThis;
  readonly #clock: Clock;
  readonly #assign: (url: string) => void;
  readonly #states: StateStore;
  readonly #signIn: SignIn;
  readonly #registration: Registration;
  #configuration: Configuration;
  #config: ResolvedConfig | undefined;
  #client: ClientParts | undefined;
  #hub: NetworkHub | undefined;
  #cancelVerifying = (): void => {};
  #isDisposed = false;
  #ready = Promise.withResolvers<SessionState>();

  constructor(dependencies: SessionDependencies = {}) {
    this.#window = dependencies.window ?? window;
    this.#clock = dependencies.clock ?? systemClock;
    this.#assign = dependencies.assign ?? ((url) => this.#window.location.assign(url));
    this.#states = new StateStore({ status: 'unconfigured', registration: 'unknown' }, dependencies.announce);
    this.#registration = new Registration(this.#states);
    this.#signIn = new SignIn({
      states: this.#states,
      getContext: () => this.#requireClient().context,
      assign: this.#assign,
      adopt: (tokens) => this.#requireClient().keeper.adopt(tokens),
      describe: () => this.#describe(this.#client?.keeper.tokens),
    });
    this.#configuration = new Configuration(this.#window.location);
  }

  get state(): SessionState {
    return this.#states.state;
  }

  get ready(): Promise<SessionState> {
    return this.#ready.promise;
  }

  get config(): ResolvedConfig | undefined {
    return this.#config;
  }

  subscribe(listener: SessionListener): () => void {
    return this.#states.subscribe(listener);
  }

  /** Takes what code states. Under a signed-in user it is refused with a warning. */
  configure(config: PassportConfig): void {
    if (this.#client?.keeper.tokens) {
      console.warn('passport-widgets: configure() was ignored because somebody is signed in. Use {replace: true}.');
      return;
    }
    this.#configuration.state(config);
    this.#apply();
  }

  /** Ends everything that runs and starts over with this configuration. */
  replace(config: PassportConfig): void {
    const configuration = new Configuration(this.#window.location);
    configuration.state(config);
    this.#end();
    this.#isDisposed = false;
    this.#configuration = configuration;
    this.#states.set({ ...SIGNED_OUT, status: 'unconfigured' });
    this.#apply();
  }

  contribute(source: object, attributes: AttributeConfig): void {
    const isInUse = this.#client?.keeper.tokens !== undefined;
    if (this.#configuration.contribute(source, attributes, isInUse ? this.#config : undefined)) this.#apply();
  }

  login(options: LoginOptions = {}): Promise<UserProfile | null> {
    if (options.signal?.aborted) return Promise.reject(new PassportError(SHARED_ERRORS, 'ABORTED'));
    const running = this.#signIn.join();
    if (running) return running;
    if (options.useSilentLogin) return this.#loginSilently();
    if (options.useCachedSession) return this.getUserInfo().then((user) => user ?? null);
    this.#restore();
    // Nothing may be awaited before the window opens: the click would be over (row 39).
    return this.#client?.keeper.tokens ? this.#loginFromCache(options) : this.#signIn.start(options);
  }

  cancelLogin(): void {
    this.#signIn.cancel();
  }

  async handleCallback(url: string = this.#window.location.href): Promise<CallbackResult> {
    const { context, keeper } = this.#requireClient();
    // Before anything is awaited: what the authority put there must not stay in address and history.
    cleanAddressBar(this.#window);
    const { runCallback } = await loadCallback();
    const result = await runCallback(context, url);
    if (result.kind === 'delivered') return result;
    await keeper.adopt(result.tokens);
    return { kind: 'signed-in', user: toUserProfile(result.tokens.claims), returnTo: result.returnTo };
  }

  async logout(): Promise<void> {
    const { context, keeper } = this.#requireClient();
    this.cancelLogin();
    const tokens = keeper.forget();
    this.#states.set({ ...SIGNED_OUT, status: 'signing-out' });
    try {
      const { endAtAuthority } = await loadLogout();
      await endAtAuthority(context, tokens?.refreshToken, this.#assign, this.#disconnect());
    } finally {
      this.#states.set(SIGNED_OUT, 'signed-out');
    }
  }

  async connectImx(): Promise<ImxProvider> {
    // Not awaited first: without a user this opens the window, in the click of the caller.
    await this.login();
    const hub = await this.#getHub();
    return hub.createImxProvider((options) => this.register(options));
  }

  async register(options: RegisterOptions = {}): Promise<Account> {
    if (!this.#requireClient().keeper.tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    return this.#registration.run(async (registerOptions) => (await this.#getHub()).register(registerOptions), options);
  }

  async fetchBalances(options: FetchBalancesOptions = {}): Promise<BalanceList> {
    const hub = await this.#getHub();
    const owner = options.owner ?? this.state.account?.address;
    if (!owner) throw hub.createNoAccountError(this.state.user);
    return hub.fetchBalances(owner, options);
  }

  async getUserInfo(): Promise<UserProfile | undefined> {
    const tokens = await this.#getTokens();
    return tokens && toUserProfile(tokens.claims);
  }

  async getIdToken(): Promise<string | undefined> {
    return (await this.#getTokens())?.idToken;
  }

  async getAccessToken(): Promise<string | undefined> {
    return (await this.#getTokens())?.accessToken;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#end();
    this.#states.clear();
  }

  #apply(): void {
    const config = this.#configuration.resolve();
    if (!config || this.#isDisposed) return;
    const isSameClient = this.#config !== undefined && getIdentity(this.#config) === getIdentity(config);
    this.#config = config;
    this.#hub?.setConfig(config);
    if (!hasClient(config)) {
      // Whoever needs no client, such as balances of an owner, can begin.
      this.#states.set({});
      this.#ready.resolve(this.state);
      return;
    }
    if (isSameClient && this.#client) {
      this.#client = { ...this.#client, context: { ...this.#client.context, config } };
      this.#states.set({});
      return;
    }
    this.#ready.resolve(this.state);
    this.#ready = Promise.withResolvers();
    this.#client?.keeper.dispose();
    this.#client = createClientParts(config, this.#clock, this.#window, (change) => this.#handleTokens(change));
    this.#states.set({ ...SIGNED_OUT, status: 'restoring' });
    // After the first drawing, so that a page rendered on a server is met as it was sent.
    queueMicrotask(() => this.#restore());
  }

  #restore(): void {
    if (this.state.status !== 'restoring' || !this.#client) return;
    const { keeper } = this.#client;
    const tokens = keeper.restore();
    this.#states.set(this.#describe(tokens), tokens ? 'restored' : undefined);
    this.#ready.resolve(this.state);
    // After the first paint: what is restored is drawn already, and verified behind it.
    if (tokens) this.#cancelVerifying = this.#clock.after(0, () => void keeper.getVerified().catch(() => {}));
  }

  /** What another tab stored is verified as well, without asking for new tokens: the tabs would go on for ever. */
  #verifyBehind(keeper: TokenKeeper): void {
    this.#cancelVerifying();
    this.#cancelVerifying = this.#clock.after(0, () => void keeper.verifyQuietly());
  }

  #handleTokens({ reason, error }: TokenChange): void {
    const keeper = this.#client?.keeper;
    const tokens = keeper?.tokens;
    const before = this.state;
    const isOther = tokens?.claims.sub !== before.user?.sub;
    if (isOther) void this.#disconnect();
    const change = this.#describe(tokens);
    // A registration that is under way renews tokens itself, and ends on its own terms.
    const isKept = this.#registration.isRunning && !isOther && tokens !== undefined;
    const kept = isKept ? { registration: before.registration, account: before.account } : {};
    const isQuiet = reason === 'restored' && before.status === 'signed-in';
    this.#states.set({ ...change, ...kept, ...(error ? { error } : {}) }, isQuiet ? undefined : reason);
    if (tokens && keeper.trust === 'restored') this.#verifyBehind(keeper);
  }

  #describe(tokens: TokenSet | undefined): Partial<SessionState> {
    if (!tokens || !this.#client || !this.#config) return SIGNED_OUT;
    return toSignedIn(tokens, this.#client.keeper.trust, this.#config.network);
  }

  async #loginSilently(): Promise<UserProfile | null> {
    const { keeper } = this.#requireClient();
    this.#restore();
    // Documented: never throws and never asks; null means that it was not enough.
    const tokens = await keeper.refresh().catch(() => undefined);
    return tokens ? toUserProfile(tokens.claims) : null;
  }

  async #loginFromCache(options: LoginOptions): Promise<UserProfile | null> {
    try {
      return await this.getUserInfo() ?? null;
    } catch (error) {
      // The session ended meanwhile; where it merely could not be checked, a window would not help.
      if (this.#client?.keeper.tokens) throw error;
      return this.#signIn.start(options);
    }
  }

  async #getTokens(): Promise<TokenSet | undefined> {
    const { keeper } = this.#requireClient();
    this.#restore();
    return keeper.tokens && keeper.getVerified();
  }

  #requireClient(): ClientParts {
    if (this.#client) return this.#client;
    throw createMissingError('client-id', this.#isDisposed);
  }

  async #getHub(): Promise<NetworkHub> {
    // Looked at again after loading: the session may be over by then.
    const { NetworkHub: Hub } = this.#config ? await loadNetworkHub() : {};
    if (!this.#config || !Hub) throw createMissingError('environment', this.#isDisposed);
    this.#hub ??= new Hub({ config: this.#config, clock: this.#clock, getKeeper: () => this.#client?.keeper });
    return this.#hub;
  }

  async #disconnect(): Promise<void> {
    await this.#hub?.disconnect();
  }

  #end(): void {
    this.#signIn.dispose();
    this.#cancelVerifying();
    this.#ready.resolve(this.state);
    this.#client?.keeper.dispose();
    void this.#disconnect();
    this.#client = undefined;
    this.#hub = undefined;
    this.#config = undefined;
  }
}
