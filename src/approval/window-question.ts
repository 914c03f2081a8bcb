import type { Clock } from '../platform/clock.js';
import type { Popup } from '../platform/popup.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { PassportError } from '../shared/passport-error.js';
import { adoptPanelStyles, drawPanel } from './panel.js';
import type { Panel, PanelHandlers } from './panel.js';

/** What asking in a window needs. */
export interface WindowQuestionOptions extends Pick<PanelHandlers, 'isGenuine'> {
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** How often it is looked at whether the question still stands: the visitor may have reloaded the window. */
const LOOK_INTERVAL_MS = 250;

/**
 * Asks in a window that still shows our own document. Gives false when the window cannot be written into, true
 * when the visitor confirmed.
 *
 * @throws {PassportError} `TRANSACTION_REJECTED`; the signal's reason. A window that is closed is told by the signal.
 */
export async function askInWindow(popup: Popup, panel: Panel, { signal, clock, isGenuine }: WindowQuestionOptions): Promise<boolean> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = (): void => reject(signal.reason);
  let cancel = (): void => {};
  let drawn: Drawn | undefined;
  const handlers: PanelHandlers = {
    onGo: resolve,
    isGenuine,
    onHarmless: () => reject(new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED')),
  };
  const keepDrawn = (): void => {
    const target = readOwnDocument(popup);
    if (target && target !== drawn?.page) drawn = draw(target, panel, handlers);
    cancel = clock.after(LOOK_INTERVAL_MS, keepDrawn);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    keepDrawn();
    if (!drawn) return false;
    popup.focus();
    await promise;
    return true;
  } finally {
    cancel();
    signal.removeEventListener('abort', abort);
    drawn?.undo();
  }
}

interface Drawn {
  readonly page: Document;
  /** Puts words in the place of the question. */
  undo(): void;
}

function draw(page: Document, panel: Panel, handlers: PanelHandlers): Drawn | undefined {
  const view = page.defaultView;
  if (!view) return undefined;
  const { element, harmless } = drawPanel(page, panel, handlers);
  element.setAttribute('role', 'main');
  adoptPanelStyles(page, view as Window & typeof globalThis);
  // What the window says once this page has gone stands last, and stays.
  const farewell = page.body.querySelector('p');
  page.body.replaceChildren(element, ...(farewell ? [farewell] : []));
  page.body.style.colorScheme = 'light dark';
  page.title = panel.title;
  page.documentElement.lang = panel.words.lang;
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') handlers.onHarmless();
  };
  page.addEventListener('keydown', escape);
  harmless.focus();
  return {
    page,
    undo() {
      page.removeEventListener('keydown', escape);
      const text = panel.words.say('approval-wait');
      element.replaceWith(text);
      page.title = text;
    },
  };
}

/** The window's document while it is ours; undefined when another origin's page is in it. */
function readOwnDocument(popup: Popup): Document | undefined {
  try {
    return popup.window.closed ? undefined : popup.window.document;
  } catch {
    return undefined;
  }
}
