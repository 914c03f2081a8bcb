import { systemClock } from '../platform/clock.js';
import { createLoader } from '../platform/load-code.js';
import { openPopup } from '../platform/popup.js';
import type { Popup } from '../platform/popup.js';
import type { Approval, ApprovalOptions, ApprovalRun, BeginOptions } from './approval.js';
import { Run } from './run.js';
import type { RunParts } from './run.js';
import { bringWords } from './words.js';

/** Asking guardian and visitor: behind this edge, because the click needs only the window. */
const loadConfirmation = createLoader(() => import('./confirm-transaction.js'));

/** What tests replace. */
export type ApprovalCollaborators = Partial<Pick<RunParts, 'open' | 'load' | 'isInFront'>>;

/** Makes the one `Approval` of a session; two would open two windows. Before `begin` it only brings its words. */
export function createApproval(options: ApprovalOptions, collaborators: ApprovalCollaborators = {}): Approval {
  return new ApprovalQueue(options, collaborators);
}

class ApprovalQueue implements Approval {
  readonly #parts: RunParts;
  /** Every run that has not ended, confirmed ones included. */
  readonly #live = new Set<Run>();
  /** Those without a verdict, in the order of `begin`. The first has its turn. */
  readonly #queue: Run[] = [];

  constructor(options: ApprovalOptions, { open = openPopup, load = loadConfirmation, isInFront }: ApprovalCollaborators) {
    this.#parts = {
      options, open, load, isInFront,
      page: options.window ?? window,
      clock: options.clock ?? systemClock,
      onRelease: (run, popup) => this.#pass(run, popup),
      onEnd: (run) => this.#live.delete(run),
    };
    // The window shows them in the click, when nothing can be waited for.
    void bringWords(this.#parts.page.document, this.#parts.clock);
  }

  begin(options: BeginOptions = {}): ApprovalRun {
    const run = new Run(this.#parts, options);
    if (run.signal.aborted) return run;
    this.#live.add(run);
    this.#queue.push(run);
    if (this.#queue[0] === run) {
      run.open();
      run.start(null);
    }
    return run;
  }

  focus(): void {
    const [run] = this.#queue;
    if (run?.popup) run.popup.focus();
    else run?.open();
  }

  disconnect(reason: unknown): void {
    for (const run of [...this.#live].reverse()) run.abort(reason);
  }

  #pass(run: Run, popup: Popup | null): void {
    const index = this.#queue.indexOf(run);
    if (index >= 0) this.#queue.splice(index, 1);
    const [next] = this.#queue;
    if (next && index === 0) next.start(popup);
    else popup?.close();
  }
}
