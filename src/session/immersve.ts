import { SESSION_ERRORS } from '../shared/errors/session.js';
import type { ImmersveSigner, ImmersveWalletOptions } from '../shared/immersve.js';
import { PassportError } from '../shared/passport-error.js';
import type { ImmersveCore, ImmersveDependencies } from './immersve-core.js';
import type {
  ImmersveConfig, ImmersveListener, ImmersveLoginOptions, ImmersveProfile, ImmersveSession, ImmersveState,
} from './immersve-types.js';
import { loadImmersve } from './lazy.js';

/** What is known before the code is there. */
export const INITIAL: ImmersveState = Object.freeze({ status: 'unconfigured' });

/**
 * The Immersve part of a session for pages that may never use it: its code is loaded by the first call. From then on
 * every call goes straight through, so that a wallet can open its window in the click.
 */
export class LazyImmersve implements ImmersveSession {
  readonly #dependencies: ImmersveDependencies;
  #core: ImmersveCore | undefined;
  #ended = 0;

  constructor(dependencies: ImmersveDependencies) {
    this.#dependencies = dependencies;
  }

  get state(): ImmersveState {
    return this.#core?.state ?? INITIAL;
  }

  subscribe(listener: ImmersveListener): () => void {
    if (!this.#core) listener(INITIAL);
    return this.#follow((core) => core.subscribe(listener));
  }

  configure(config: ImmersveConfig): void {
    this.#follow((core) => core.configure(config));
  }

  login(options: ImmersveLoginOptions): Promise<ImmersveProfile> {
    return this.#core ? this.#core.login(options) : this.load().then((core) => core.login(options));
  }

  cancelLogin(): void {
    this.#core?.cancelLogin();
  }

  async logout(): Promise<void> {
    return (await this.load()).logout();
  }

  async getAccessToken(): Promise<string | undefined> {
    return (await this.load()).getAccessToken();
  }

  async refresh(): Promise<void> {
    return (await this.load()).refresh();
  }

  watchWallets(options: ImmersveWalletOptions, listener: (signers: readonly ImmersveSigner[]) => void): () => void {
    return this.#follow((core) => core.watchWallets(options, listener));
  }

  async load(): Promise<ImmersveCore> {
    const ended = this.#ended;
    const { ImmersveCore: Core } = await loadImmersve();
    // Nobody would end what began now.
    if (ended !== this.#ended) throw new PassportError(SESSION_ERRORS, 'SESSION_DISPOSED');
    this.#core ??= new Core(this.#dependencies);
    return this.#core;
  }

  dispose(): void {
    this.#ended += 1;
    this.#core?.dispose();
    this.#core = undefined;
  }

  /** Now, or as soon as the code is there. Gives the undo of what the call gives. */
  #follow(use: (core: ImmersveCore) => (() => void) | void): () => void {
    if (this.#core) return use(this.#core) ?? (() => {});
    let isOver = false;
    let undo: (() => void) | void;
    // A part of the program that cannot be loaded is told by the calls that wait for it.
    void this.load().then((core) => { undo = isOver ? undefined : use(core); }, () => {});
    return () => {
      isOver = true;
      undo?.();
    };
  }
}
