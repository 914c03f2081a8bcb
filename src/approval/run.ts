import { untilAborted } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import type { openPopup, Popup } from '../platform/popup.js';
import { watchPopup } from '../platform/popup-watch.js';
import type { PopupEnd } from '../platform/popup-watch.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { ApprovalOptions, ApprovalRequest, ApprovalRun, BeginOptions } from './approval.js';
import type { confirmTransaction } from './confirm-transaction.js';
import type { RunWindow } from './run-window.js';
import { getWords } from './words.js';

/** How long a visitor may take: five minutes, as for signing in. */
const CONFIRM_TIMEOUT_MS = 300_000;
/** As the official SDK has them. */
const SIZES = { single: { width: 480, height: 720 }, batch: { width: 480, height: 784 } } as const;

/** What a run works with. */
export interface RunParts {
  readonly options: ApprovalOptions;
  readonly page: Window & typeof globalThis;
  readonly clock: Clock;
  readonly open: typeof openPopup;
  /** Whether the page is in front of its window. Default: as the browser says. */
  readonly isInFront?: () => boolean;
  readonly load: () => Promise<{ readonly confirmTransaction: typeof confirmTransaction }>;
  /** Told once, when the run needs its turn no longer, with the window if the next run can have it. */
  readonly onRelease: (run: Run, popup: Popup | null) => void;
  /** Told once, when nothing can come of the run any more. */
  readonly onEnd: (run: Run) => void;
}

/** One transaction from the click to its verdict. */
export class Run implements ApprovalRun, RunWindow {
  readonly #parts: RunParts;
  readonly #size: { readonly width: number; readonly height: number };
  readonly #stop = new AbortController();
  readonly #turn = Promise.withResolvers<void>();
  /** Ends what follows the caller's signal and the page. */
  readonly #life = new AbortController();
  #popup: Popup | null = null;
  #unwatch = (): void => {};
  #isAsked = false;
  #isConfirmed = false;
  #isReleased = false;
  onOpen?: (() => void) | undefined;

  constructor(parts: RunParts, { window: kind = 'single', signal }: BeginOptions) {
    this.#parts = parts;
    this.#size = SIZES[kind];
    this.#stop.signal.addEventListener('abort', () => this.#finish(), { once: true });
    if (signal?.aborted) this.abort(signal.reason);
    signal?.addEventListener('abort', () => this.abort(signal.reason), { signal: this.#life.signal });
    // Nobody would hear the answer; and a page that comes Back finds its promise settled.
    parts.page.addEventListener('pagehide', () => this.abort(createAborted()), { signal: this.#life.signal });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get popup(): Popup | null {
    return this.#popup;
  }

  /** Gives the run its turn, with a window that an earlier run did not need. */
  start(popup: Popup | null): void {
    if (popup) this.#take(popup);
    this.#turn.resolve();
  }

  open(): boolean {
    if (this.#popup) return true;
    if (this.#isReleased) return false;
    const popup = this.#tryToOpen();
    if (!popup) return false;
    this.#take(popup);
    this.onOpen?.();
    return true;
  }

  close(): void {
    this.#unwatch();
    this.#popup?.close();
    this.#popup = null;
  }

  async confirm(request: ApprovalRequest): Promise<void> {
    if (this.#isAsked) throw new TypeError('confirm() was called twice. Begin a run for each transaction.');
    this.#isAsked = true;
    const { signal } = this.#stop;
    const { options, clock, load } = this.#parts;
    let cancelLimit = (): void => {};
    try {
      await untilAborted(this.#turn.promise, signal);
      cancelLimit = clock.after(CONFIRM_TIMEOUT_MS, () => this.abort(new PassportError(APPROVAL_ERRORS, 'CONFIRMATION_TIMEOUT')));
      const { confirmTransaction } = await untilAborted(load(), signal);
      await untilAborted(confirmTransaction({ options, request, slot: this, signal }), signal);
      this.#isConfirmed = true;
    } catch (error) {
      this.abort(error);
      throw error;
    } finally {
      cancelLimit();
      this.#release();
    }
  }

  /** Ends the run with this reason, whatever it is waiting for. */
  abort(reason: unknown): void {
    this.#stop.abort(reason);
  }

  end(): void {
    // Of one that is confirmed the signal stays as it is: what was sent may be on its way.
    if (this.#isConfirmed) this.#finish();
    else this.abort(createAborted());
  }

  /** A page or an extension may have put a `window.open` of its own in place, which throws: no window, then. */
  #tryToOpen(): Popup | null {
    const { page, clock, open } = this.#parts;
    try {
      const { say } = getWords(page.document);
      return open({ ...this.#size, window: page, clock, text: say('approval-opening'), farewell: say('approval-gone') });
    } catch {
      return null;
    }
  }

  #take(popup: Popup): void {
    const { page, clock, isInFront } = this.#parts;
    this.#popup = popup;
    this.#unwatch = watchPopup(popup, { window: page, clock, isInFront }, (end) => this.#handleGone(end));
  }

  #handleGone(end: PopupEnd): void {
    this.abort(new PassportError(APPROVAL_ERRORS, end === 'cut-off' ? 'CONFIRMATION_CUT_OFF' : 'TRANSACTION_REJECTED'));
  }

  #finish(): void {
    this.#life.abort();
    this.#release();
    this.#parts.onEnd(this);
  }

  /** A window that was sent to the guardian's page is never another run's: its messages could be mistaken. */
  #release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#unwatch();
    const popup = this.#popup;
    this.#popup = null;
    const isFresh = popup !== null && !popup.isNavigated && !popup.window.closed;
    if (!isFresh) popup?.close();
    this.#parts.onRelease(this, isFresh ? popup : null);
  }
}

function createAborted(): PassportError {
  return new PassportError(SHARED_ERRORS, 'ABORTED');
}
