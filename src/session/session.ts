import { toUserProfile } from '../auth/claims.js';
import { cleanAddressBar } from '../platform/address-bar.js';
import type { AttributeConfig, PassportConfig, ResolvedConfig } from '../shared/config.js';
import type { BalanceList, RegisterOptions } from '../shared/network.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { Account, UserProfile } from '../shared/types.js';
import { LazyImmersve } from './immersve.js';
import { loadCallback, loadLinkedAddresses, loadLogout, loadTokenIntake } from './lazy.js';
import { Registration } from './registration.js';
import { SessionCore } from './session-core.js';
import type { SessionDependencies } from './session-core.js';
import type {
  CallbackResult, FetchBalancesOptions, ImxProvider, LoginOptions, Session, SessionListener, SessionState,
  TokenResponseBody,
} from './session-types.js';
import { SignIn } from './sign-in.js';
import { SIGNED_OUT } from './snapshots.js';

/** The session of one visitor: the verbs, each a line or two over the parts that do the work. */
export class WidgetSession implements Session {
  readonly immersve: LazyImmersve;
  readonly #core: SessionCore;
  readonly #signIn: SignIn;
  readonly #registration: Registration;

  constructor(dependencies: SessionDependencies = {}) {
    this.#core = new SessionCore(dependencies, {
      isRegistering: () => this.#registration.isRunning,
      onEnd: () => this.#signIn.dispose(),
    });
    const { window, clock } = this.#core;
    this.immersve = new LazyImmersve({ window, clock, announces: dependencies.announce !== undefined });
    this.#registration = new Registration(this.#core.states);
    this.#signIn = new SignIn({
      states: this.#core.states,
      getContext: () => this.#core.requireClient().context,
      assign: this.#core.assign,
      adopt: (tokens) => this.#core.requireClient().keeper.adopt(tokens),
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
    if (options.signal?.aborted) return Promise.reject(new PassportError(SHARED_ERRORS, 'ABORTED'));
    if (options.useSilentLogin) return this.#loginSilently();
    if (options.useCachedSession) return this.getUserInfo().then((user) => user ?? null);
    const running = this.#signIn.join();
    if (running) return running;
    this.#core.restore();
    // Nothing may be awaited before the window opens: the click would be over (row 39).
    return this.#core.tokens ? this.#loginFromCache(options) : this.#signIn.start(options);
  }

  cancelLogin(): void {
    this.#signIn.cancel();
  }

  reopenLogin(): void {
    void this.#signIn.join();
  }

  getLoginFlow(): 'popup' | 'redirect' {
    return 'popup';
  }

  async handleCallback(url: string = this.#core.window.location.href): Promise<CallbackResult> {
    const { context, keeper } = this.#core.requireClient();
    // Before anything is awaited: what the authority put there must not stay in address and history.
    cleanAddressBar(this.#core.window);
    const { runCallback } = await loadCallback();
    const result = await runCallback(context, url);
    if (result.kind === 'delivered') return result;
    await keeper.adopt(result.tokens);
    return { kind: 'signed-in', user: toUserProfile(result.tokens.claims), returnTo: result.returnTo };
  }

  async storeTokens(response: TokenResponseBody): Promise<UserProfile> {
    const { context, keeper } = this.#core.requireClient();
    const { acceptTokens } = await loadTokenIntake();
    const tokens = await acceptTokens(context, response);
    await keeper.adopt(tokens);
    return toUserProfile(tokens.claims);
  }

  async logout(): Promise<void> {
    const { context, keeper } = this.#core.requireClient();
    this.cancelLogin();
    const tokens = keeper.forget();
    this.#core.states.set({ ...SIGNED_OUT, status: 'signing-out' });
    try {
      const { endAtAuthority } = await loadLogout();
      const disconnected = this.#core.disconnect();
      await endAtAuthority(context, { refreshToken: tokens?.refreshToken, disconnected }, this.#core.assign);
    } finally {
      this.#core.states.set(SIGNED_OUT, 'signed-out');
    }
  }

  async getLogoutUrl(): Promise<string | undefined> {
    const { context, keeper } = this.#core.requireClient();
    this.cancelLogin();
    const tokens = keeper.forget();
    this.#core.states.set(SIGNED_OUT, 'signed-out');
    const disconnected = this.#core.disconnect();
    const { leaveByUrl } = await loadLogout();
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
    return hub.createImxProvider((options) => this.register(options));
  }

  async register(options: RegisterOptions = {}): Promise<Account> {
    if (!this.#core.requireClient().keeper.tokens) throw new PassportError(SHARED_ERRORS, 'NOT_LOGGED_IN_ERROR');
    return this.#registration.run(
      async (registerOptions) => (await this.#core.getHub()).register(registerOptions), options,
    );
  }

  async fetchBalances(options: FetchBalancesOptions = {}): Promise<BalanceList> {
    const hub = await this.#core.getHub();
    const owner = options.owner ?? this.state.account?.address;
    if (!owner) throw hub.createNoAccountError(this.state.user);
    return hub.fetchBalances(owner, options);
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
    return readLinkedAddresses(this.#core.requireClient().context, tokens.accessToken);
  }

  dispose(): void {
    this.immersve.dispose();
    this.#core.dispose();
  }

  async #loginSilently(): Promise<UserProfile | null> {
    // Documented: never throws and never asks; null means that it was not enough.
    const tokens = await this.#core.getTokens().catch(() => undefined);
    return tokens ? toUserProfile(tokens.claims) : null;
  }

  async #loginFromCache(options: LoginOptions): Promise<UserProfile | null> {
    try {
      return await this.getUserInfo() ?? null;
    } catch (error) {
      // The session ended meanwhile; where it merely could not be checked, a window would not help.
      if (this.#core.tokens) throw error;
      return this.#signIn.start(options);
    }
  }
}
