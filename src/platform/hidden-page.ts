import { PLATFORM_ERRORS } from '../shared/errors/platform.js';
import { PassportError } from '../shared/passport-error.js';
import { createFrameElement, readDocument } from './own-document.js';

/** Options of `loadHiddenPage`. */
export interface HiddenPageOptions {
  readonly timeoutMs: number;
  readonly document: Document;
}

/**
 * Loads a page in a frame that nobody sees, and removes it.
 *
 * @throws {PassportError} `TIMEOUT`
 */
export function loadHiddenPage(url: string, options: HiddenPageOptions): Promise<void> {
  const frame = createFrameElement(options.document);
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.referrerPolicy = 'no-referrer';
  frame.src = url;
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new PassportError(PLATFORM_ERRORS, 'TIMEOUT')), options.timeoutMs);
    frame.addEventListener('load', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
    readDocument(options.document, 'documentElement')?.append(frame);
  }).finally(() => frame.remove());
}
