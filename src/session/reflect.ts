import { readDocument } from '../platform/own-document.js';
import type { Session, SessionState, SessionStatus } from './session-types.js';

const ATTRIBUTE = 'data-passport';

/** Who is there, and what goes on: of `unknown`, `restoring`, `signed-out`, `signed-in` always exactly one. */
const STATUS_WORDS: Readonly<Record<SessionStatus, string>> = {
  'unconfigured': 'unknown',
  'restoring': 'restoring',
  'signed-out': 'signed-out',
  'signing-in': 'signed-out signing-in',
  'signed-in': 'signed-in',
  'signing-out': 'signed-out signing-out',
  'failed': 'signed-out failed',
};

const REGISTRATION_WORDS: Readonly<Record<SessionState['registration'], string>> = {
  'unknown': '',
  'unregistered': ' unregistered',
  'registering': ' unregistered registering',
  'registered': ' registered',
  'failed': ' unregistered registration-failed',
};

/** Ends the writing on a page. */
const writers = new WeakMap<Document, () => void>();

/** A state in words that CSS can select by, such as `signed-in registered`. */
export function toWords({ status, registration }: SessionState): string {
  return STATUS_WORDS[status] + (status === 'signed-in' ? REGISTRATION_WORDS[registration] : '');
}

/**
 * Keeps the session's state in words on `<html data-passport>`, for as long as its configuration has
 * `reflect`, and takes the attribute away after. Call it whenever that may have changed. A page has one writer.
 */
export function reflectState(session: Session, page: Document = document): void {
  const isWanted = session.config?.reflect === true;
  if (!isWanted) {
    writers.get(page)?.();
    writers.delete(page);
  } else if (!writers.has(page)) {
    const root = readDocument(page, 'documentElement');
    const undo = session.subscribe((state) => root?.setAttribute(ATTRIBUTE, toWords(state)));
    writers.set(page, () => {
      undo();
      root?.removeAttribute(ATTRIBUTE);
    });
  }
}
