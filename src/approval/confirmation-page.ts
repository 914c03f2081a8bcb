import { openWindowChannel } from '../platform/window-channel.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { getString } from '../shared/guards.js';
import { PassportError } from '../shared/passport-error.js';

/** One visit to the guardian's confirmation page. */
export interface PageVisit {
  readonly url: URL;
  /** The transaction or message that the page is about. */
  readonly id: string;
  readonly noun: 'transaction' | 'message';
  /** The window as it is now: a blocked one is opened later. */
  readonly getWindow: () => Window | null;
  /** Sends the window there; called once the page is listened to. */
  readonly navigate: (url: string) => void;
  /**
   * Whether the window showed another of these pages before: then a verdict counts only after this page has
   * said that it is ready, because the window alone does not tell the two apart.
   */
  readonly isUsed: boolean;
  /** The page that listens. */
  readonly page: Window;
  readonly signal: AbortSignal;
}

/** Every message of the confirmation page is of this type. */
const EVENT_TYPE = 'imx_passport_confirmation';
/** The names under which a message may say what it is about. */
const ID_MEMBERS = ['transactionId', 'transactionID', 'messageId', 'messageID', 'payloadHash'] as const;

/**
 * Shows the confirmation page and resolves when the visitor has confirmed there. The first verdict is the one
 * that counts; messages of unknown types decide nothing (rows 112 to 116).
 *
 * @throws {PassportError} `TRANSACTION_REJECTED`, `CONFIRMATION_FAILED`; the signal's reason
 */
export function visitConfirmationPage(visit: PageVisit): Promise<void> {
  const { noun, signal, page, getWindow, url } = visit;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let isReady = !visit.isUsed;
    let hasWarned = false;
    const finish = (settle: () => void): void => {
      channel.close();
      signal.removeEventListener('abort', abort);
      settle();
    };
    const abort = (): void => finish(() => reject(signal.reason));
    const handlers = new Map<string | undefined, () => void>([
      ['confirmation_window_ready', () => {
        isReady = true;
        channel.post({ eventType: EVENT_TYPE, messageType: 'confirmation_start' });
      }],
      [`${noun}_confirmed`, () => isReady && finish(resolve)],
      [`${noun}_rejected`, () => isReady && finish(() => reject(new PassportError(APPROVAL_ERRORS, 'TRANSACTION_REJECTED')))],
      [`${noun}_error`, () => isReady && finish(() => reject(new PassportError(APPROVAL_ERRORS, 'CONFIRMATION_FAILED')))],
    ]);
    const channel = openWindowChannel({
      origin: url.origin,
      getTarget: getWindow,
      window: page,
      onMessage: (data) => {
        if (getString(data, 'eventType') !== EVENT_TYPE || isAboutAnother(data, visit.id)) return;
        const handle = handlers.get(getString(data, 'messageType'));
        handle?.();
        if (handle || hasWarned) return;
        hasWarned = true;
        console.warn('passport-widgets: the confirmation page sent a message of an unknown type, which was ignored.');
      },
    });
    signal.addEventListener('abort', abort, { once: true });
    visit.navigate(url.href);
  });
}

/** Messages name no transaction as a rule; one that does must name ours (row 116). */
function isAboutAnother(data: Record<string, unknown>, id: string): boolean {
  return ID_MEMBERS.some((name) => Object.hasOwn(data, name) && toPlainId(data[name]) !== toPlainId(id));
}

/** A hash is a number, which the services write in several ways: another spelling of ours must not end in the time limit. */
function toPlainId(id: unknown): unknown {
  return typeof id === 'string' && /^(?:0x)?[0-9a-f]{50,64}$/i.test(id) ? BigInt(`0x${id.replace(/^0x/i, '')}`) : id;
}
