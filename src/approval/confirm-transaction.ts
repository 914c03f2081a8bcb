import { untilAborted } from '../platform/abort.js';
import { systemClock } from '../platform/clock.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { PassportError } from '../shared/passport-error.js';
import type { ApprovalOptions, ApprovalRequest, ApprovalSummary, ConfirmTransaction } from './approval.js';
import { waitForWindow } from './blocked-window.js';
import { visitConfirmationPage } from './confirmation-page.js';
import { evaluate } from './guardian.js';
import { createGuardianRequests, createPageUrl } from './guardian-request.js';
import type { GuardianRequest } from './guardian-request.js';
import { askInPage } from './page-dialog.js';
import type { IsGenuine } from './panel.js';
import { createQuestion } from './question.js';
import type { RunWindow } from './run-window.js';
import { askInWindow } from './window-question.js';
import { bringWords, getWords } from './words.js';

/** What one transaction is confirmed with. */
export interface ConfirmContext {
  readonly options: ApprovalOptions;
  readonly request: ApprovalRequest;
  /** The run's own window, open or not. */
  readonly slot: RunWindow;
  readonly signal: AbortSignal;
  /** What tests replace: their clicks are scripts'. */
  readonly isGenuine?: IsGenuine;
  /** Whether the visitor clicked just now, so that a window may open. Default: as the browser says. */
  readonly isActive?: () => boolean;
}

/** Asks the guardian, then the visitor. Resolves when the transaction may be signed; rejects as `ApprovalRun.confirm` does. */
export async function confirmTransaction(context: ConfirmContext): Promise<void> {
  const { options, request: { subject, summary }, signal } = context;
  const questions = createGuardianRequests(subject);
  let visits = 0;
  let wasAsked = false;
  let isUnseen = false;
  // One after the other: with the first of a batch a visitor may have confirmed what is behind it.
  for (const [index, question] of questions.entries()) {
    const { isConfirmationRequired, id } = await untilAborted(evaluate(options, question, signal), signal);
    if (isConfirmationRequired) {
      await visit(context, question, id, visits > 0);
      visits += 1;
    } else if (visits > 0) {
      isUnseen = true;
    } else if (!wasAsked) {
      await askVisitor(context, summary, index < questions.length - 1);
      wasAsked = true;
    }
  }
  // Whether the pages before showed this one too is the guardian's word.
  if (questions.length === 0 || (isUnseen && !wasAsked)) await askVisitor(context, summary, false);
}

async function askVisitor(context: ConfirmContext, summary: ApprovalSummary, isWindowNeeded: boolean): Promise<void> {
  const { options, slot, signal, isGenuine } = context;
  const { config: { confirmTransaction: confirm }, window: page = window, clock = systemClock } = options;
  if (confirm) {
    if (!isWindowNeeded) slot.close();
    await askPage(confirm, summary, signal);
    return;
  }
  await untilAborted(bringWords(page.document, clock), signal);
  const question = createQuestion(summary, page.location.host, getWords(page.document));
  // What was sent to the guardian's page shows no words of ours.
  const isAsked = slot.popup?.isNavigated === false && await askInWindow(slot.popup, question, { signal, clock, isGenuine });
  if (isAsked) return;
  // It would lie over the dialog. One that the visitor has closed is told by the signal.
  if (slot.popup?.window.closed === false) slot.close();
  await askInPage(page.document, question, { signal, isGenuine });
}

/** The page answers for the visitor. */
async function askPage(confirm: ConfirmTransaction, summary: ApprovalSummary, signal: AbortSignal): Promise<void> {
  let answer: unknown;
  try {
    answer = await untilAborted(Promise.resolve(confirm(summary, { signal })), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new PassportError(APPROVAL_ERRORS, 'CONFIRMATION_FAILED', { cause: error });
  }
  if (answer !== true) throw new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED');
}

async function visit(context: ConfirmContext, question: GuardianRequest, id: string, isUsed: boolean): Promise<void> {
  const { options, request, slot, signal, isGenuine } = context;
  const { config, window: page = window, clock = systemClock, onBlocked } = options;
  const { isActive = () => page.navigator.userActivation?.isActive ?? false } = context;
  const url = createPageUrl(config.endpoints.passportDomain, question, id, request.account);
  // Outside a click the browser would tell the visitor of a window that it has blocked.
  const isOpen = slot.popup !== null || (isActive() && slot.open());
  if (!isOpen) await waitForWindow(slot, { page: page.document, onBlocked, signal, clock, isGenuine });
  await visitConfirmationPage({
    url, id, noun: question.noun, isUsed, page, signal,
    getWindow: () => slot.popup?.window ?? null,
    navigate: (address) => slot.popup?.navigate(address),
  });
}
