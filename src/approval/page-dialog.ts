import { setStyles } from '../platform/frame-overlay.js';
import { readDocument } from '../platform/own-document.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { PassportError } from '../shared/passport-error.js';
import { adoptPanelStyles, drawPanel } from './panel.js';
import type { DrawnPanel, Panel, PanelHandlers } from './panel.js';

/** Above all that the page has, and of none of its styles. */
const HOST_STYLES = { display: 'block', visibility: 'visible', opacity: '1', position: 'static', filter: 'none', transform: 'none' };

/** What asking in the page needs. */
export interface PageQuestionOptions extends Pick<PanelHandlers, 'isGenuine'> {
  readonly signal: AbortSignal;
}

/**
 * Asks in a modal dialog of the page, where there is no window to ask in.
 *
 * @throws {PassportError} `TRANSACTION_REJECTED`; the signal's reason
 */
export async function askInPage(page: Document, panel: Panel, { signal, isGenuine }: PageQuestionOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  await holdDialog(page, panel, {
    onGo: resolve,
    isGenuine,
    onHarmless: () => reject(new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED')),
  }, { signal, ending: promise });
}

/** Shows a panel as a modal dialog until `ending` settles or the signal aborts, and settles as they do. */
export async function holdDialog(
  page: Document, panel: Panel, handlers: PanelHandlers,
  { signal, ending, onShown }: {
    readonly signal: AbortSignal;
    readonly ending: Promise<void>;
    readonly onShown?: (drawn: DrawnPanel) => void;
  },
): Promise<void> {
  signal.throwIfAborted();
  const host = create(page, 'div');
  const dialog = create(page, 'dialog');
  const root = host.attachShadow({ mode: 'open' });
  const drawn = drawPanel(page, panel, handlers);
  const abortion = Promise.withResolvers<never>();
  const abort = (): void => abortion.reject(signal.reason);
  setStyles(host, HOST_STYLES);
  adoptPanelStyles(root, readDocument(page, 'defaultView') as Window & typeof globalThis);
  host.dataset.passportWidgets = 'approval';
  dialog.setAttribute('aria-labelledby', 'passport-approval-title');
  dialog.append(drawn.element);
  root.append(dialog);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    handlers.onHarmless();
  });
  // The browser closes a dialog without asking where Escape is pressed twice.
  dialog.addEventListener('close', () => handlers.onHarmless());
  signal.addEventListener('abort', abort, { once: true });
  // Under <html>: what replaces the body's children does not meet it.
  readDocument(page, 'documentElement')?.append(host);
  try {
    dialog.showModal();
    drawn.harmless.focus();
    onShown?.(drawn);
    await Promise.race([ending, abortion.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    dialog.close();
    host.remove();
  }
}

/** By the document's own method, which markup can hide (row 142). */
function create<Name extends 'div' | 'dialog'>(page: Document, name: Name): HTMLElementTagNameMap[Name] {
  return Document.prototype.createElement.call(page, name) as HTMLElementTagNameMap[Name];
}
