import type { EvmProvider } from '../../src/shared/evm-provider.js';
import type { AttributeConfig, ResolvedConfig } from '../../src/shared/config.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { AssetList, BalanceList, RegisterOptions } from '../../src/shared/network.js';
import { resolveConfig } from '../../src/shared/config.js';
import type { Account, UserProfile } from '../../src/shared/types.js';
import type {
  CallbackResult, FetchAssetsOptions, FetchBalancesOptions, ImxProvider, LoginOptions, Session, SessionListener, SessionState,
  TokenResponseBody,
} from '../../src/session/session-types.js';
import { FakeImmersve } from './fake-immersve.js';

/** A visitor who does not exist. */
export const USER: UserProfile = Object.freeze({ sub: 'email|1', email: 'ada@example.com', nickname: 'Ada Example' });

/** Their account. */
export const ACCOUNT: Account = Object.freeze({
  network: 'immutable-x', address: '0x1111222233334444555566667777888899990000',
});

/** A promise with its two ends. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes a promise that a test settles. */
function createDeferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}

/** What a fake session was asked. */
export interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
}

const PAGE = { origin: 'http://localhost:8000', hostname: 'localhost', href: 'http://localhost:8000/' };

/** A session whose state a test sets and whose answers a test gives. */
export class FakeSession implements Session {
  state: SessionState = Object.freeze({ status: 'signed-out', registration: 'unknown' });
  config: ResolvedConfig | undefined = resolveConfig(
    { clientId: 'client', redirectUri: `${PAGE.origin}/callback.html`, environment: 'sandbox' }, PAGE,
  );

  readonly immersve = new FakeImmersve();

  /** Every call in order. */
  readonly calls: Call[] = [];
  /** The listeners now subscribed. */
  readonly listeners = new Set<SessionListener>();
  /** The logins that wait for an answer, and so on. */
  readonly logins: Deferred<UserProfile | null>[] = [];
  readonly logouts: Deferred<void>[] = [];
  readonly callbacks: Deferred<CallbackResult>[] = [];
  readonly registrations: (Deferred<Account> & { readonly options: RegisterOptions })[] = [];
  readonly reads: (Deferred<BalanceList> & { readonly options: FetchBalancesOptions })[] = [];
  readonly assetReads: (Deferred<AssetList> & { readonly options: FetchAssetsOptions })[] = [];
  /** What `getLoginFlow` gives. */
  loginFlow: 'popup' | 'redirect' = 'popup';
  /** What `getLinkedAddresses` gives. */
  linkedAddresses: readonly string[] = [];
  /** Thrown by every `contribute` that states something. */
  contributeError: PassportError | undefined;

  get ready(): Promise<SessionState> {
    return Promise.resolve(this.state);
  }

  /** Replaces the state and tells everybody. */
  set(state: Partial<SessionState> & Pick<SessionState, 'status'>): void {
    this.state = Object.freeze({ registration: 'unknown', ...state });
    for (const listener of [...this.listeners]) listener(this.state);
  }

  /** Signs the visitor in, with an account unless told otherwise. */
  signIn(state: Partial<SessionState> = {}): void {
    this.set({
      status: 'signed-in', user: USER, trust: 'verified', registration: 'registered', account: ACCOUNT, ...state,
    });
  }

  /** The calls of one method. */
  getCalls(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  subscribe(listener: SessionListener): () => void {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  }

  login(options: LoginOptions = {}): Promise<UserProfile | null> {
    return this.#wait('login', [options], this.logins, createDeferred());
  }

  cancelLogin(): void {
    this.#record('cancelLogin');
    this.logins.at(-1)?.reject(new PassportError(ERROR_TABLE, 'ABORTED'));
  }

  reopenLogin(): void {
    this.#record('reopenLogin');
  }

  getLoginFlow(): 'popup' | 'redirect' {
    return this.loginFlow;
  }

  storeTokens(response: TokenResponseBody): Promise<UserProfile> {
    this.#record('storeTokens', response);
    this.signIn();
    return Promise.resolve(USER);
  }

  getLogoutUrl(): Promise<string | undefined> {
    this.#record('getLogoutUrl');
    return Promise.resolve('https://auth.example/v2/logout?client_id=client');
  }

  logoutSilentCallback(url?: string): Promise<void> {
    this.#record('logoutSilentCallback', url);
    return Promise.resolve();
  }

  getLinkedAddresses(): Promise<readonly string[]> {
    this.#record('getLinkedAddresses');
    return Promise.resolve(this.linkedAddresses);
  }

  handleCallback(url?: string): Promise<CallbackResult> {
    return this.#wait('handleCallback', [url], this.callbacks, createDeferred());
  }

  logout(): Promise<void> {
    return this.#wait('logout', [], this.logouts, createDeferred());
  }

  connectImx(): Promise<ImxProvider> {
    this.#record('connectImx');
    return Promise.reject(new PassportError(ERROR_TABLE, 'OPERATION_NOT_SUPPORTED_ERROR'));
  }

  connectEvm(): Promise<EvmProvider> {
    this.#record('connectEvm');
    return Promise.reject(new PassportError(ERROR_TABLE, 'OPERATION_NOT_SUPPORTED_ERROR'));
  }

  register(options: RegisterOptions = {}): Promise<Account> {
    const deferred = createDeferred<Account>();
    options.signal?.addEventListener('abort', () => deferred.reject(new PassportError(ERROR_TABLE, 'ABORTED')));
    return this.#wait('register', [options], this.registrations, { ...deferred, options });
  }

  fetchBalances(options: FetchBalancesOptions = {}): Promise<BalanceList> {
    const deferred = createDeferred<BalanceList>();
    options.signal?.addEventListener('abort', () => deferred.reject(new DOMException('', 'AbortError')));
    return this.#wait('fetchBalances', [options], this.reads, { ...deferred, options });
  }

  fetchAssets(options: FetchAssetsOptions = {}): Promise<AssetList> {
    const deferred = createDeferred<AssetList>();
    options.signal?.addEventListener('abort', () => deferred.reject(new DOMException('', 'AbortError')));
    return this.#wait('fetchAssets', [options], this.assetReads, { ...deferred, options });
  }

  getUserInfo(): Promise<UserProfile | undefined> {
    return Promise.resolve(this.state.user);
  }

  getIdToken(): Promise<string | undefined> {
    return Promise.resolve(this.state.user && 'id-token');
  }

  getAccessToken(): Promise<string | undefined> {
    return Promise.resolve(this.state.user && 'access-token');
  }

  contribute(source: object, attributes: AttributeConfig): void {
    this.#record('contribute', source, attributes);
    const error = this.contributeError;
    // Withdrawing contradicts nobody.
    if (error && Object.keys(attributes).length > 0) throw error;
  }

  dispose(): void {
    this.#record('dispose');
    this.listeners.clear();
  }

  #record(method: string, ...args: unknown[]): void {
    this.calls.push({ method, args });
  }

  #wait<T, D extends Deferred<T>>(method: string, args: unknown[], queue: D[], deferred: D): Promise<T> {
    this.#record(method, ...args);
    queue.push(deferred);
    return deferred.promise;
  }
}
