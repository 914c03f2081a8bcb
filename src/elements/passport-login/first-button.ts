import { ATTRIBUTES } from '../../shared/config.js';
import { getLocale } from '../../shared/locale.js';
import { getText } from '../../shared/texts.js';
import type { SessionState } from '../../session/session-types.js';
import { PASSPORT_ICON } from '../support/passport-icon.js';
import { BUTTON_STYLES, SHADOW_OPTIONS } from './button-look.js';
import { drawnFirst, MARK } from './drawn-first.js';
import { TEXTS } from './texts.js';

/** What the element reads. Frameworks leave names of their own on a tag, which say nothing to us. */
const PROPERTIES = [...Object.keys(ATTRIBUTES), 'flow', 'methods', 'email', 'noRestore', 'disabled', 'session'];

/** Whether a tag asks for nothing that only the element can draw: by its markup, and by properties that somebody has set. */
export function isPlain(element: Element): boolean {
  return !element.matches('[methods],[disabled],:has(>[slot])') && !PROPERTIES.some((name) => Object.hasOwn(element, name));
}

/** The sign-in button of a tag that is no element yet: as the element draws it, without lit. */
export class FirstButton {
  readonly button = create('button', 'button primary', { type: 'button', part: 'button' }) as HTMLButtonElement;
  readonly #host: HTMLElement;
  readonly #label = create('span', 'label');
  readonly #status = create('div', 'sr-only', { role: 'status' });

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** @throws {DOMException} `NotSupportedError` when the tag has a shadow root of somebody else. */
  draw(): void {
    if (drawnFirst.has(this.#host)) return;
    const root = this.#host.attachShadow(SHADOW_OPTIONS);
    root.adoptedStyleSheets = BUTTON_STYLES.map(({ styleSheet }) => styleSheet as CSSStyleSheet);
    const icon = create('svg', 'icon', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, create('path', '', { d: PASSPORT_ICON }));
    const words = create('slot');
    words.textContent = this.#getText('sign-in');
    this.#label.append(icon, words);
    this.button.append(this.#label);
    root.append(this.#status, this.button);
    drawnFirst.set(this.#host, [...root.childNodes]);
    this.#host.setAttribute(MARK, '');
  }

  /** Is held while somebody signs in. Where the element cannot be had, it says itself what came of that. */
  show({ status, error }: SessionState, isMissing: boolean): void {
    const isHeld = status === 'signing-in';
    this.button.classList.toggle('held', isHeld);
    this.button.ariaBusy = isHeld ? 'true' : null;
    const words = (isMissing && (status === 'signed-in' || isHeld ? this.#getText(status) : error?.message)) || '';
    if (this.#status.textContent === words) return;
    this.#status.textContent = words;
    this.#status.classList.toggle('sr-only', words === '');
  }

  #getText(key: keyof typeof TEXTS): string {
    return getText(TEXTS, getLocale(this.#host), key);
  }
}

/** By the method that every document has: markup can hide it (row 142). */
function create(
  name: string, className = '', attributes: Readonly<Record<string, string>> = {}, ...children: readonly Element[]
): Element {
  const space = /^(?:svg|path)$/.test(name) ? '2000/svg' : '1999/xhtml';
  const element = Document.prototype.createElementNS.call(document, `http://www.w3.org/${space}`, name);
  for (const [key, value] of Object.entries({ class: className, ...attributes })) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
