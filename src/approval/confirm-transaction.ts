import { untilAborted } from '../platform/abort.js';
import { systemClock } from '../platform/clock.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { PassportError } from '../shared/passport-error.js';
import type { ApprovalOptions, ApprovalRequest, ApprovalSummary } from './approval.js';
import { waitForWindow } from './blocked-window.js';
import { visitConfirmationPage } from './confirmation-page.js';
import { evaluate } from './guardian.js';
import { createGuardianRequests, createPageUrl } from './guardian-request.js';
import type { GuardianRequest } from './guardian-request.js';
import { askInPage } from './page-dialog.js';
import { createQuestion } from './question.js';
import type { RunWindow } from './run.js';
import { askInWindow } from './window-question.js';

/** What one transaction is confirmed with. */
export interface ConfirmContext {
  readonly options: ApprovalOptions;
  readonly request: ApprovalRequest;
  /** The run's own window, open or not. */
  readonly slot: RunWindow;
  readonly signal: AbortSignal;
}

/** A page of the guardian that the visitor has to see. */
interface Page {
  readonly question: GuardianRequest;
  readonly id: string;
  readonly url: URL;
}

/** Asks the guardian, then the visitor. Resolves when the transaction may be signed; rejects as `ApprovalRun.confirm` does. */
export async function confirmTransaction(context: ConfirmContext): Promise<void> {
  const { options, request: { subject, account, summary }, signal } = context;
  const pages: Page[] = [];
  let isOurs = false;
  for (const question of createGuardianRequests(subject)) {
    const { isConfirmationRequired, id } = await untilAborted(evaluate(options, question, signal), signal);
    if (!isConfirmationRequired) isOurs = true;
    else pages.push({ question, id, url: createPageUrl(options.config.endpoints.passportDomain, question, id, account) });
  }
  // Ours first: our words can be shown only before the window has left for the guardian.
  if (isOurs) await askVisitor(context, summary, pages.length > 0);
  for (const [index, page] of pages.entries()) await visit(context, page, index > 0);
}

async function askVisitor({ options, slot, signal }: ConfirmContext, summary: ApprovalSummary, isWindowNeeded: boolean): Promise<void> {
  const { confirm, window: page = window, clock = systemClock } = options;
  if (confirm) {
    if (!isWindowNeeded) slot.close();
    await askPage(confirm, summary, signal);
    return;
  }
  const question = createQuestion(summary, page.location.host);
  const isAsked = slot.popup !== null && await askInWindow(slot.popup, question, { signal, clock });
  if (!isAsked) await askInPage(page.document, question, signal);
}

/** The page answers for the visitor. */
async function askPage(confirm: NonNullable<ApprovalOptions['confirm']>, summary: ApprovalSummary, signal: AbortSignal): Promise<void> {
  let answer: unknown;
  try {
    answer = await untilAborted(Promise.resolve(confirm(summary, { signal })), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw new PassportError(APPROVAL_ERRORS, 'CONFIRMATION_FAILED', { cause: error });
  }
  if (answer !== true) throw new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED');
}

async function visit(context: ConfirmContext, { question, id, url }: Page, isUsed: boolean): Promise<void> {
  const { options, slot, signal } = context;
  const { window: page = window, onBlocked } = options;
  if (!slot.popup && !slot.open()) await waitForWindow(slot, { page: page.document, onBlocked, signal });
  await visitConfirmationPage({
    url, id, noun: question.noun, isUsed, page, signal,
    getWindow: () => slot.popup?.window ?? null,
    navigate: (address) => slot.popup?.navigate(address),
  });
}
