import { runLogin } from '../immersve/login-run.js';
import type { FinishedLogin } from '../immersve/login-run.js';
import { watchWallets } from '../immersve/signers/wallet-list.js';
import type { ImmersveClient } from '../immersve/post.js';
import { untilLeft } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import { openStore } from '../platform/storage.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import type { ImmersveSigner, ImmersveWalletOptions } from '../shared/immersve.js';
import { PassportError, toPassportError } from '../shared/passport-error.js';
import { containsSeedMessage } from '../shared/seed-message.js';
import { getDefaultNetwork, ImmersveConfiguration } from './immersve-config.js';
import type { ResolvedImmersveConfig } from './immersve-config.js';
import { ImmersveSessionChangeEvent } from './immersve.events.js';
import { endRecord, ImmersveTokenKeeper } from './immersve-tokens.js';
import type {
  ImmersveAttributeConfig, ImmersveChangeReason, ImmersveConfig, ImmersveListener, ImmersveLoginOptions, ImmersveProfile,
  ImmersveState, LoadedImmersve,
} from './immersve-types.js';

/** What the Immersve part works with. */
export interface ImmersveDependencies {
  readonly window: Window & typeof globalThis;
  readonly clock: Clock;
  /** Whether the whole page is told of changes: for the page's own session. */
  readonly announces: boolean;
}

/** What exists once the configuration is complete. */
interface Parts {
  readonly config: ResolvedImmersveConfig;
  readonly client: ImmersveClient;
  readonly keeper: ImmersveTokenKeeper;
}

const SIGNED_OUT: ImmersveState = Object.freeze({ status: 'signed-out' });

/** The Immersve session of one page: configuration, tokens, and one login at a time. */
export class ImmersveCore implements LoadedImmersve {
  readonly #dependencies: ImmersveDependencies;
  readonly #configuration = new ImmersveConfiguration();
  readonly #listeners = new Set<ImmersveListener>();
  #state: ImmersveState = Object.freeze({ status: 'unconfigured' });
  #parts: Parts | undefined;
  #problem: PassportError | undefined;
  #running: { readonly stop: AbortController; readonly profile: Promise<ImmersveProfile> } | undefined;
  #signer: ImmersveSigner | undefined;
  /** Whether elements have stated something while somebody was signed in or signing in. */
  #isLate = false;
  #isDisposed = false;

  constructor(dependencies: ImmersveDependencies) {
    this.#dependencies = dependencies;
  }

  get state(): ImmersveState {
    return this.#state;
  }

  subscribe(listener: ImmersveListener): () => void {
    // A wrapper, so that the same function may subscribe twice and undo each once.
    const entry: ImmersveListener = (state) => listener(state);
    this.#listeners.add(entry);
    callListener(entry, this.#state);
    return () => void this.#listeners.delete(entry);
  }

  configure(config: ImmersveConfig): void {
    if (this.#isDisposed) return;
    if (this.#isInUse) {
      console.warn('passport-widgets: immersve.configure() was ignored because somebody is signed in or signing in.');
      return;
    }
    this.#configuration.state(config);
    this.#apply();
  }

  contribute(source: object, attributes: ImmersveAttributeConfig): void {
    if (this.#isDisposed) return;
    this.#configuration.contribute(source, attributes);
    // A session outlives the elements of its page.
    if (this.#configuration.isEmpty) return;
    this.#isLate = this.#isInUse;
    if (!this.#isLate) this.#apply();
  }

  login(options: ImmersveLoginOptions): Promise<ImmersveProfile> {
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(new PassportError(SHARED_ERRORS, 'ABORTED'));
    // Who joins a login may leave it; it is its starter's to end.
    if (this.#running && !this.#running.stop.signal.aborted) return untilLeft(this.#running.profile, signal);
    this.#applyLate();
    if (!this.#parts) return Promise.reject(this.#createMissingError());
    const parts = this.#parts;
    const stop = new AbortController();
    const abort = (): void => this.#abortLogin(stop);
    signal?.addEventListener('abort', abort, { once: true });
    const { promise, resolve } = Promise.withResolvers<FinishedLogin>();
    const profile = promise.then((finished) => this.#adopt(parts, options, finished, stop.signal))
      .catch((error: unknown) => this.#failLogin(error, stop))
      .finally(() => {
        signal?.removeEventListener('abort', abort);
        if (this.#running?.stop === stop) this.#running = undefined;
      });
    // Known before it begins: who hears of its first step may cancel it.
    this.#running = { stop, profile };
    // In this call: the wallet may open a window only within the click.
    resolve(this.#startLogin(parts, options, stop.signal));
    return profile;
  }

  cancelLogin(): void {
    if (this.#running) this.#abortLogin(this.#running.stop);
  }

  async logout(): Promise<void> {
    this.cancelLogin();
    if (!this.#parts) return;
    const { keeper, client } = this.#parts;
    const record = keeper.forget();
    this.#set({ status: 'signing-out' });
    this.#disconnectSigner();
    if (record) await endRecord(client, record, this.#dependencies.clock.now());
    if (this.#state.status === 'signing-out') this.#set(this.#describe(), 'signed-out');
    this.#applyLate();
  }

  async getAccessToken(): Promise<string | undefined> {
    return this.#parts?.keeper.getAccessToken();
  }

  async refresh(): Promise<void> {
    if (!this.#parts) throw this.#createMissingError();
    await this.#parts.keeper.renew();
  }

  watchWallets(options: ImmersveWalletOptions, listener: (signers: readonly ImmersveSigner[]) => void): () => void {
    let isLooking = false;
    // Most wallets announce themselves in the very call that asks them: they are told of together after it.
    const watch = watchWallets(this.#dependencies.window, options, () => {
      if (isLooking) callListener(listener, watch.signers);
    });
    isLooking = true;
    callListener(listener, watch.signers);
    return () => watch.close();
  }

  async load(): Promise<this> {
    return this;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#running?.stop.abort(new PassportError(SHARED_ERRORS, 'ABORTED'));
    this.#parts?.keeper.dispose();
    this.#parts = undefined;
    this.#disconnectSigner();
    this.#set({ status: 'unconfigured' });
    this.#listeners.clear();
  }

  get #isInUse(): boolean {
    const isRunning = this.#running?.stop.signal.aborted === false;
    return isRunning || this.#state.profile !== undefined || this.#state.status === 'signing-out';
  }

  /** What elements stated under a visitor holds from the next one on. */
  #applyLate(): void {
    if (!this.#isLate || this.#isInUse || this.#isDisposed) return;
    this.#isLate = false;
    this.#apply();
  }

  #apply(): void {
    const { window, clock } = this.#dependencies;
    this.#parts?.keeper.dispose();
    this.#parts = undefined;
    this.#problem = undefined;
    try {
      const config = this.#configuration.resolve(window.location);
      const client = { ...config.client, clock };
      const keeper = new ImmersveTokenKeeper({
        client, clock, window,
        store: openStore(config.persist, { window }),
        isShared: config.persist === 'local',
        onChange: (reason, error) => this.#handleChange(reason, error),
      });
      this.#parts = { config, client, keeper };
      this.#set(this.#describe(), keeper.record ? 'restored' : undefined);
    } catch (error) {
      this.#problem = toPassportError(error);
      this.#set({ status: 'failed', error: this.#problem });
    }
  }

  #handleChange(reason: ImmersveChangeReason, error?: PassportError): void {
    // A renewal takes the screen from nobody who is with a wallet now.
    const isBusy = reason === 'refreshed' && this.#running?.stop.signal.aborted === false;
    const now = isBusy ? this.#state : this.#describe();
    this.#set(error ? { status: 'failed', error } : now, reason);
  }

  #abortLogin(stop: AbortController): void {
    if (stop.signal.aborted) return;
    stop.abort(new PassportError(SHARED_ERRORS, 'ABORTED'));
    // The screen does not wait for a wallet that does not listen.
    this.#set(this.#describe());
    this.#disconnectSigner();
  }

  async #startLogin(parts: Parts, options: ImmersveLoginOptions, signal: AbortSignal): Promise<FinishedLogin> {
    const { config, client } = parts;
    const { signer, mode = 'login', autoSignup = false, onChallenge } = options;
    const network = options.network ?? getDefaultNetwork(signer.method, config.environment);
    const { id, name, method } = signer;
    this.#signer = signer;
    return runLogin(client, {
      signer, network, mode, autoSignup, signal, url: config.url,
      check: config.challengeCheck,
      isForbidden: containsSeedMessage,
      onStep: (status) => { if (!signal.aborted) this.#set({ status, signer: { id, name, method } }); },
      approve: (challenge) => onChallenge?.(challenge, network) ?? true,
    });
  }

  #adopt(
    { config, client, keeper }: Parts, { signer, network }: ImmersveLoginOptions, { account, tokens }: FinishedLogin, signal: AbortSignal,
  ): ImmersveProfile {
    const identity = { method: signer.method, network: network ?? getDefaultNetwork(signer.method, config.environment), ...account };
    if (signal.aborted) {
      // Cancelled in the last moment: nobody may use these.
      void endRecord(client, { ...identity, ...tokens, accessExpiresAtMs: Infinity }, 0);
      throw signal.reason;
    }
    keeper.adopt(identity, tokens);
    return this.#state.profile as ImmersveProfile;
  }

  #failLogin(thrown: unknown, { signal }: AbortController): never {
    const error = toPassportError(signal.aborted ? signal.reason : thrown);
    if (signal.aborted) throw error;
    const now = this.#describe();
    // Another tab may have signed in meanwhile; and who declines needs no explanation.
    const isCalm = now.profile || error.code === 'ABORTED' || error.code === 'IMMERSVE_USER_REJECTED';
    this.#set(isCalm ? now : { status: 'failed', error });
    throw error;
  }

  #describe(): ImmersveState {
    const record = this.#parts?.keeper.record;
    if (!record) return SIGNED_OUT;
    const { method, network, address, publicKey, cardholderAccountId, accessExpiresAtMs } = record;
    return {
      status: 'signed-in',
      profile: Object.freeze({ method, network, address, publicKey, cardholderAccountId, expiresAtMs: accessExpiresAtMs }),
    };
  }

  #set(state: ImmersveState, reason?: ImmersveChangeReason): void {
    const previous = this.#state;
    this.#state = Object.freeze(state);
    for (const listener of [...this.#listeners]) callListener(listener, this.#state);
    const { announces, window } = this.#dependencies;
    if (reason && announces) window.dispatchEvent(new ImmersveSessionChangeEvent(reason, previous, this.#state));
  }

  #disconnectSigner(): void {
    const signer = this.#signer;
    this.#signer = undefined;
    try {
      void Promise.resolve(signer?.disconnect?.()).catch(() => {});
    } catch {
      // A wallet that cannot let go keeps nothing of ours.
    }
  }

  #createMissingError(): PassportError {
    if (this.#isDisposed) return new PassportError(SESSION_ERRORS, 'SESSION_DISPOSED');
    return this.#problem ?? new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
      message: 'client-application-id and environment are missing. Set the attributes or call getSession().immersve.configure().',
    });
  }
}

/**
 * One listener's mistake must not keep others from hearing, nor itself from its undo. `state-store.ts` has the same: imported
 * from the entry, it would cost every page the bytes of another exported name.
 */
function callListener<T>(listener: (news: T) => void, news: T): void {
  try {
    listener(news);
  } catch (error) {
    reportError(error);
  }
}
