import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ImmersveAttributeConfig, ImmersveSession, ImmersveState, LoadedImmersve } from '../../session/immersve-types.js';
import type { ImmersveSigner, ImmersveWalletOptions } from '../../shared/immersve.js';
import { toPassportError } from '../../shared/passport-error.js';
import type { PassportError } from '../../shared/passport-error.js';

/** What is drawn before anything is known: also what a server renders. */
const INITIAL: ImmersveState = Object.freeze({ status: 'restoring' });

/** Callbacks of an `ImmersveController`. */
export interface ImmersveControllerOptions {
  readonly getSession: () => ImmersveSession;
  /** What the element states now. */
  readonly getStated: () => ImmersveAttributeConfig;
  readonly getWalletOptions: () => ImmersveWalletOptions;
  /** After each state, before the element is drawn again. */
  readonly onState: (state: ImmersveState) => void;
  /** Once the element has left the document for longer than a task. */
  readonly onRelease: () => void;
}

/** Follows the Immersve session while its element is connected: its state, and the wallets of the page. */
export class ImmersveController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Pick<Node, 'isConnected'>;
  readonly #options: ImmersveControllerOptions;
  #followed?: ImmersveSession;
  #undo?: () => void;
  #undoWallets?: () => void;
  #releaseTimer?: ReturnType<typeof setTimeout>;

  /** The session, once its code is there. */
  immersve?: LoadedImmersve;
  state: ImmersveState = INITIAL;
  signers: readonly ImmersveSigner[] = [];
  /** Why this element cannot work: it contradicts another, or the code is not to be had. */
  problem?: PassportError;

  constructor(host: ReactiveControllerHost & Pick<Node, 'isConnected'>, options: ImmersveControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    clearTimeout(this.#releaseTimer);
    void this.follow();
  }

  hostDisconnected(): void {
    // A move in the document is no reason to let go.
    clearTimeout(this.#releaseTimer);
    this.#releaseTimer = setTimeout(() => {
      if (this.#host.isConnected) return;
      this.#unfollow();
      this.#options.onRelease();
    });
  }

  /** Changes over when the element was given another session. */
  async follow(): Promise<void> {
    const session = this.#options.getSession();
    if (session === this.#followed || !this.#host.isConnected) return;
    this.#unfollow();
    this.#followed = session;
    try {
      const immersve = await session.load();
      if (this.#followed !== session) return;
      this.immersve = immersve;
      this.contribute();
      this.#undo = immersve.subscribe((state) => this.#handleState(state));
    } catch (error) {
      if (this.#followed !== session) return;
      this.problem = toPassportError(error);
      this.#host.requestUpdate();
    }
  }

  /** States what the attributes say now. */
  contribute(): void {
    if (!this.immersve) return;
    this.problem = undefined;
    try {
      this.immersve.contribute(this, this.#options.getStated());
    } catch (error) {
      this.problem = toPassportError(error);
    }
    this.#host.requestUpdate();
  }

  /** Looks for wallets from now on: at the first click, because some announce themselves to nobody else. */
  watchWallets(): void {
    this.#undoWallets?.();
    this.#undoWallets = this.immersve?.watchWallets(this.#options.getWalletOptions(), (signers) => {
      this.signers = signers;
      this.#host.requestUpdate();
    });
  }

  /** Ends the look. */
  unwatchWallets(): void {
    this.#undoWallets?.();
    this.#undoWallets = undefined;
  }

  #unfollow(): void {
    this.#undo?.();
    this.#undo = undefined;
    this.unwatchWallets();
    // A session outlives the elements of its page.
    this.immersve?.contribute(this, {});
    this.immersve = undefined;
    this.#followed = undefined;
    this.problem = undefined;
  }

  #handleState(state: ImmersveState): void {
    this.state = state;
    this.#options.onState(state);
    this.#host.requestUpdate();
  }
}
