import { toUserProfile } from '../auth/user-profile.js';
import type { TokenSet } from '../auth/record.js';
import { untilLeft } from '../platform/abort.js';
import { cleanAddressBar } from '../platform/address-bar.js';
import type { AttributeConfig, PassportConfig, ResolvedConfig } from '../shared/config.js';
import type { ConnectEvmOptions, EvmProvider } from '../shared/evm-provider.js';
import type { AssetList, BalanceList, RegisterOptions } from '../shared/network.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import type { Account, UserProfile } from '../shared/types.js';
import { LazyImmersve } from './immersve.js';
import { loadCallback, loadLinkedAddresses, loadLogout, loadRegistration, loadTokenIntake } from './lazy.js';
import { SessionCore } from './session-core.js';
import type { SessionDependencies } from './session-core.js';
import type {
  CallbackResult, FetchAssetsOptions, FetchBalancesOptions, ImxProvider, LoginOptions, Session, SessionListener, SessionState,
  TokenResponseBody,
} from './session-types.js';
import { SignIn } from './sign-in.js';
import { SIGNED_OUT } from './snapshots.js';

/** The session of one visitor: the verbs, each a line or two over the parts that do the work. */
export class WidgetSession implements Session {
  readonly immersve: LazyImmersve;
  readonly #core: SessionCore;
  readonly #signIn: SignIn;
  #registration: InstanceType<Awaited<ReturnType<typeof loadRegistration>>['Registration']> | undefined;

  constructor(dependencies: SessionDependencies = {}) {
    this.#core = new SessionCore(dependencies, {
      isRegistering: () => this.#registration?.isRunning ?? false,
      onSignedInElsewhere: () => this.#signIn.surrender(),
      onEnd: () => this.#signIn.dispose(),
    });
    const { window, clock } = this.#core;
    this.immersve = new LazyImmersve({ window, clock, announces: dependencies.announce !== undefined });
    this.#signIn = new SignIn({
      states: this.#core.states,
      getClient: () => this.#core.requireClient(),
      assign: this.#core.assign,
      getObstacle: () => this.#core.obstacle,
      getTokens: () => this.#core.getTokens(),
      describe: () => this.#core.describe(),
    });
  }

  get state(): SessionState {
    return this.#core.states.state;
  }

  get ready(): Promise<SessionState> {
    return this.#core.ready;
  }

  get config(): ResolvedConfig | undefined {
    return this.#core.config;
  }

  subscribe(listener: SessionListener): () => void {
    return this.#core.states.subscribe(listener);
  }

  /** Takes what code states. Under a signed-in user it is refused with a warning. */
  configure(config: PassportConfig): void {
    this.#core.configure(config);
  }

  /** Ends everything that runs and starts over with this configuration. */
  replace(config: PassportConfig): void {
    this.#core.replace(config);
  }

  contribute(source: object, attributes: AttributeConfig): void {
    this.#core.contribute(source, attributes);
  }

  login(options: LoginOptions = {}): Promise<UserProfile | null> {
    const { signal } = options;
    return untilLeft(signal?.aborted ? Promise.reject(signal.reason) : this.#login(options), signal);
  }

  cancelLogin(): void {
    this.#signIn.cancel();
  }

  reopenLogin(): void {
    void this.#signIn.join();
  }

  getLoginFlow(): 'popup' | 'redirect' {
    const { obstacle } = this.#core;
    // The browsers inside of apps open no windows; login pages refuse to be shown in frames.
    return obstacle?.app && !obstacle.isFramed ? 'redirect' : 'popup';
  }

  async handleCallback(url: string = this.#core.window.location.href): Promise<CallbackResult> {
    const client = this.#core.requireClient();
    // As of now: who signs out while the answer is on its way stays signed out.
    const { context, lives } = client;
    // Before anything is awaited: what the authority put there must not stay in address and history.
    cleanAddressBar(this.#core.window);
    this.#core.restore();
    const [{ runCallback }, keeper] = await Promise.all([loadCallback(), client.load()]);
    return runCallback(context, url, {
      adopt: (tokens) => keeper.adopt(tokens, { lives }),
      findUser: () => this.getUserInfo(),
    });
  }

  async storeTokens(response: TokenResponseBody): Promise<UserProfile> {
    const client = this.#core.requireClient();
    const { context, lives } = client;
    const [{ acceptTokens }, keeper] = await Promise.all([loadTokenIntake(), client.load()]);
    const tokens = await acceptTokens(context, response);
    await keeper.adopt(tokens, { isHanded: true, lives });
    return toUserProfile(tokens.claims);
  }

  async logout(): Promise<void> {
    const client = this.#core.requireClient();
    const { context } = client;
    this.cancelLogin();
    const forgotten = client.forget();
    this.#core.states.set({ ...SIGNED_OUT, status: 'signing-out' });
    const disconnected = this.#core.disconnect();
    try {
      const [{ endAtAuthority }, tokens] = await loadForLogout(forgotten);
      await endAtAuthority(context, { refreshToken: tokens?.refreshToken, idToken: tokens?.idToken, disconnected }, (url) => {
        // Whoever signs in again meanwhile stays on the page.
        if (this.state.status === 'signing-out') this.#core.assign(url);
      });
    } finally {
      // Somebody may have signed in again while the service was being told.
      if (this.state.status === 'signing-out') this.#core.states.set(SIGNED_OUT, 'signed-out');
    }
  }

  async getLogoutUrl(): Promise<string | undefined> {
    const client = this.#core.requireClient();
    const { context } = client;
    this.cancelLogin();
    const forgotten = client.forget();
    this.#core.states.set(SIGNED_OUT, 'signed-out');
    const disconnected = this.#core.disconnect();
    const [{ leaveByUrl }, tokens] = await loadForLogout(forgotten);
    return leaveByUrl(context, { refreshToken: tokens?.refreshToken, disconnected });
  }

  async logoutSilentCallback(url: string = this.#core.window.location.href): Promise<void> {
    const { endSilentLogout } = await loadLogout();
    endSilentLogout(url, this.#core.window);
  }

  async connectImx(): Promise<ImxProvider> {
    // Not awaited first: without a user this opens the window, in the click of the caller.
    await this.login();
    const hub = await this.#core.getHub();
    return hub.createImxProvider({
      register: (options) => this.register(options, 'immutable-x'),
      onTransacted: () => this.#noteTransaction(),
    });
  }

  async connectEvm(options: ConnectEvmOptions = {}): Promise<EvmProvider> {
    this.#core.requireClient();
    const hub = await this.#core.getHub();
    return hub.createEvmProvider({
      signIn: () => this.login(),
      register: () => this.register({}, 'immutable-chain'),
      subscribe: (listener) => this.subscribe(listener),
      onTransacted: () => this.#noteTransaction(),
    }, options);
  }

  /** @param network where: it is not gone to another one meanwhile. Default: that of now. */
  async register(options: RegisterOptions = {}, network = this.config?.network): Promise<Account> {
    const client = this.#core.requireClient();
    const keeper = client.keeper ?? await client.find();
    if (!keeper?.tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    const { sub } = keeper.tokens.claims;
    const { Registration } = await untilLeft(loadRegistration(), options.signal);
    this.#registration ??= new Registration(this.#core);
    return this.#registration.run({ keeper, sub, network }, options);
  }

  async fetchBalances(options: FetchBalancesOptions = {}): Promise<BalanceList> {
    return (await this.#core.getHub()).fetchBalances(this.state, options);
  }

  async fetchAssets(options: FetchAssetsOptions = {}): Promise<AssetList> {
    return (await this.#core.getHub()).fetchAssets(this.state, options);
  }

  async getUserInfo(): Promise<UserProfile | undefined> {
    const tokens = await this.#core.getTokens();
    return tokens && toUserProfile(tokens.claims);
  }

  async getIdToken(): Promise<string | undefined> {
    return (await this.#core.getTokens())?.idToken;
  }

  async getAccessToken(): Promise<string | undefined> {
    return (await this.#core.getTokens())?.accessToken;
  }

  async getLinkedAddresses(): Promise<readonly string[]> {
    const tokens = await this.#core.getTokens();
    if (!tokens) return [];
    const { readLinkedAddresses } = await loadLinkedAddresses();
    const client = this.#core.requireClient();
    return readLinkedAddresses(client.context, await client.load());
  }

  dispose(): void {
    this.immersve.dispose();
    this.#core.dispose();
  }

  #noteTransaction(): void {
    const { states } = this.#core;
    states.set({ transactions: (states.state.transactions ?? 0) + 1 }, 'transacted');
  }

  /** The documented order: the stored session, silently if asked, and only then the visitor. */
  #login(options: LoginOptions): Promise<UserProfile | null> {
    if (options.useCachedSession) return this.#findUser();
    if (options.useSilentLogin) return this.#loginSilently();
    const running = this.#signIn.join();
    if (running) return running;
    this.#core.restore();
    // Nothing may be awaited before the window opens: the click would be over (row 39).
    if (!this.#core.mayHoldUser) return this.#signIn.start(options);
    return this.#signIn.start(options, { findUser: () => this.#tryTokens(), isLikely: this.#core.keeper?.isFresh });
  }

  /** Documented: never throws and never asks; null means that it was not enough. */
  async #loginSilently(): Promise<UserProfile | null> {
    // A mistake of the page is told all the same.
    this.#core.requireClient();
    return this.#findUser().catch(() => null);
  }

  async #findUser(): Promise<UserProfile | null> {
    const tokens = await this.#core.getTokens();
    return tokens ? toUserProfile(tokens.claims) : null;
  }

  /** The stored session where it proves good. Where it does not, the visitor is asked, unless nobody could answer. */
  async #tryTokens(): Promise<TokenSet | undefined> {
    try {
      return await this.#core.getTokens();
    } catch (error) {
      if (this.#core.tokens && !this.#core.window.navigator.onLine) throw error;
      console.warn('passport-widgets: failed to retrieve a cached user session. Signing in anew.');
      return undefined;
    }
  }
}

/** Without its code, the service cannot be told. */
async function loadForLogout(
  forgotten: Promise<TokenSet | undefined>,
): Promise<readonly [Awaited<ReturnType<typeof loadLogout>>, TokenSet | undefined]> {
  // Without the code that reads what was forgotten, the authority is left all the same: somebody else may sit here next.
  return Promise.all([loadLogout(), forgotten.catch(() => undefined)]).catch((error: unknown) => {
    throw toPassportError(error).withType('LOGOUT_ERROR');
  });
}
