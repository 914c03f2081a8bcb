import { untilLeft } from '../platform/abort.js';
import { SESSION_ERRORS } from '../shared/errors/session.js';
import type { ImmersveSigner, ImmersveWalletOptions } from '../shared/immersve.js';
import { PassportError } from '../shared/passport-error.js';
import type { ImmersveCore, ImmersveDependencies } from './immersve-core.js';
import type {
  ImmersveConfig, ImmersveListener, ImmersveLoginOptions, ImmersveProfile, ImmersveSession, ImmersveState,
} from './immersve-types.js';
import { loadImmersve } from './lazy.js';
import { callListener } from './state-store.js';

/** What is known before the code is there. */
export const INITIAL: ImmersveState = Object.freeze({ status: 'unconfigured' });

/**
 * The Immersve part of a session for pages that may never use it: its code is loaded by the first call. From then on
 * every call goes straight through, so that a wallet can open its window in the click.
 */
export class LazyImmersve implements ImmersveSession {
  readonly #dependencies: ImmersveDependencies;
  #core: ImmersveCore | undefined;
  /** What waits for the code, which may come with a later call only. Another set since the end: what loaded for this one is over. */
  #uses = new Set<(core: ImmersveCore) => void>();

  constructor(dependencies: ImmersveDependencies) {
    this.#dependencies = dependencies;
  }

  get state(): ImmersveState {
    return this.#core?.state ?? INITIAL;
  }

  subscribe(listener: ImmersveListener): () => void {
    if (!this.#core) callListener(listener, INITIAL);
    return this.#follow((core) => core.subscribe(listener));
  }

  configure(config: ImmersveConfig): void {
    this.#follow((core) => core.configure(config));
  }

  login(options: ImmersveLoginOptions): Promise<ImmersveProfile> {
    return this.#core?.login(options) ?? untilLeft(this.load(), options.signal).then((core) => core.login(options));
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
    const uses = this.#uses;
    const { ImmersveCore: Core } = await loadImmersve();
    // Nobody would end what began now.
    if (uses !== this.#uses) throw new PassportError(SESSION_ERRORS, 'SESSION_DISPOSED');
    const core = this.#core ??= new Core(this.#dependencies);
    for (const use of uses) callListener(use, core);
    uses.clear();
    return core;
  }

  dispose(): void {
    this.#core?.dispose();
    this.#core = undefined;
    this.#uses = new Set();
  }

  /** Now, or as soon as the code is there. Gives the undo of what the call gives. */
  #follow(use: (core: ImmersveCore) => (() => void) | void): () => void {
    let undo: (() => void) | void;
    let isOver = false;
    const begin = (core: ImmersveCore): void => {
      undo = use(core);
      // A listener may end it in its first call.
      if (isOver) undo?.();
    };
    if (this.#core) begin(this.#core);
    else {
      this.#uses.add(begin);
      // A part of the program that cannot be loaded is told by the calls that wait for it.
      this.load().catch(() => {});
    }
    return () => {
      isOver = true;
      this.#uses.delete(begin);
      undo?.();
    };
  }
}
