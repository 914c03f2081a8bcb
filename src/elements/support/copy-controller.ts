import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { toShortAddress } from '../../shared/addresses.js';
import { CHECK_ICON } from './control-icons.js';
import { copyText } from './copy-text.js';
import { renderIcon } from './icons.js';
import { getText } from '../../shared/texts.js';

const SHOWN_MS = 2_000;
// Two sheets.
const COPY_ICON =
  'M9 2h10a3 3 0 0 1 3 3v10h-2V5a1 1 0 0 0-1-1H9V2ZM5 6h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3Zm0 2a1 1 0 0 0-1 1v10c0 .6.4 1 1 1h10a1 1 0 0 0 1-1V9a1 1 0 0 0-1-1H5Z';

/** What copy buttons say. */
export const TEXTS = {
  'copy-address': 'Copy address',
  'copy-amount': 'Copy exact amount',
  'copy-link': 'Copy link',
  'copied': 'Copied',
  'copy-failed': 'Could not copy',
} as const;

/** Draws a text with a copy button, and says whether the copy worked. */
export class CopyController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #copied?: { readonly text: string; readonly ok: boolean };
  #timer?: ReturnType<typeof setTimeout>;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#copied = undefined;
  }

  /** An address in its short form; the copy is the whole. Without `canCopy` there is no button. */
  renderAddress(address: string, locale: string, canCopy: boolean): TemplateResult {
    return html`<bdi class="address" part="address" dir="ltr" title=${address}>${toShortAddress(address)}</bdi>
      ${canCopy ? this.renderButton(address, locale, 'copy-address') : nothing}`;
  }

  /** A button that copies a text. */
  renderButton(text: string, locale: string, label: 'copy-address' | 'copy-amount'): TemplateResult {
    const copied = this.#copied?.text === text ? this.#copied : undefined;
    const result = copied ? getText(TEXTS, locale, copied.ok ? 'copied' : 'copy-failed') : '';
    return html`<button class="icon-button" type="button" part="copy" aria-label=${getText(TEXTS, locale, label)}
        title=${getText(TEXTS, locale, label)} @click=${() => this.#copy(text)}
      >${renderIcon(copied?.ok ? CHECK_ICON : COPY_ICON)}</button
      ><span class="copied" role="status">${result}</span>`;
  }

  /** A button with words that copies a text. Where the browser refuses, the text itself is shown, to be marked. */
  renderTextButton(text: string, locale: string, label: 'copy-link', isQuiet = false): TemplateResult {
    const copied = this.#copied?.text === text ? this.#copied : undefined;
    return html`<button class="button ${isQuiet ? 'quiet' : ''}" type="button" part="copy" @click=${() => this.#copy(text, true)}
      >${getText(TEXTS, locale, copied?.ok ? 'copied' : label)}</button
      ><span class="sr-only" role="status">${copied ? getText(TEXTS, locale, copied.ok ? 'copied' : 'copy-failed') : ''}</span
      >${copied?.ok === false ? html`<bdi class="by-hand small">${text}</bdi>` : nothing}`;
  }

  async #copy(text: string, showsText = false): Promise<void> {
    const ok = await copyText(text);
    this.#copied = { text, ok };
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    // What has to be marked by hand stays.
    if (ok || !showsText) this.#timer = setTimeout(() => {
      this.#copied = undefined;
      this.#host.requestUpdate();
    }, SHOWN_MS);
  }
}
