import { untilAborted } from '../platform/abort.js';
import type { Clock } from '../platform/clock.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { PassportError } from '../shared/passport-error.js';
import type { BlockedWindow } from './approval.js';
import { holdDialog } from './page-dialog.js';
import type { PanelHandlers } from './panel.js';
import { createOffer } from './question.js';
import type { RunWindow } from './run-window.js';
import { bringWords, getWords } from './words.js';

/** What waiting for a window needs. */
export interface BlockedOptions extends Pick<PanelHandlers, 'isGenuine'> {
  readonly page: Document;
  /** Takes the place of our own dialog. */
  readonly onBlocked?: (blocked: BlockedWindow) => void;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/**
 * Waits for the click in which a blocked window opens.
 *
 * @throws {PassportError} `TRANSACTION_REJECTED` when the visitor gives up; the signal's reason
 */
export async function waitForWindow(slot: RunWindow, { page, onBlocked, signal, clock, isGenuine }: BlockedOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const over = new AbortController();
  const cancel = (): void => reject(new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED'));
  slot.onOpen = resolve;
  try {
    if (onBlocked) {
      tell(onBlocked, { open: () => slot.open(), cancel, signal: over.signal });
      await untilAborted(promise, signal);
      return;
    }
    await untilAborted(bringWords(page, clock), signal);
    const words = getWords(page);
    let say = (_text: string): void => {};
    await holdDialog(page, createOffer(words), {
      onHarmless: cancel,
      isGenuine,
      onGo: () => {
        if (!slot.open()) say(words.say('approval-blocked-again'));
      },
    }, { signal, ending: promise, onShown: ({ setLead }) => { say = setLead; } });
  } finally {
    slot.onOpen = undefined;
    over.abort();
  }
}

/** What a page's own code throws is no answer of the visitor. */
function tell(onBlocked: (blocked: BlockedWindow) => void, blocked: BlockedWindow): void {
  try {
    onBlocked(blocked);
  } catch (error) {
    throw new PassportError(APPROVAL_ERRORS, 'CONFIRMATION_FAILED', { cause: error });
  }
}
