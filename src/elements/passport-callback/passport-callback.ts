import { html, isServer, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { createLoader } from '../../session/lazy.js';
import type { CallbackResult } from '../../session/session-types.js';
import { toPassportError } from '../../shared/passport-error.js';
import type { PassportError } from '../../shared/passport-error.js';
import { toReturnUrl } from '../../shared/return-url.js';
import { PassportLoginEvent } from '../passport-login/passport-login.events.js';
import { baseStyles } from '../support/base.styles.js';
import { CHECK_ICON } from '../support/control-icons.js';
import { renderIcon } from '../support/icons.js';
import { getPageUrl } from '../support/page-url.js';
import { noticeStyles } from '../support/notice.styles.js';
import { partStyles } from '../support/parts.styles.js';
import { PassportElement } from '../support/passport-element.js';
import { property, state } from '../support/property.js';
import type { renderError } from '../support/render-error.js';
import { getText } from '../../shared/texts.js';
import { createPage, hasAnswer } from './callback-page.js';
import type { CallbackPage } from './callback-page.js';
import { styles } from './passport-callback.styles.js';
import { checkReturnUrl } from './return-url.js';
import { TEXTS } from './texts.js';

/** Most logins end well, and wait for none of it. */
const loadErrors = createLoader(() => import('../support/render-error.js'));

type View = 'waiting' | 'finishing' | CallbackResult['kind'] | 'failed';

type TextName = keyof typeof TEXTS extends `callback-${infer Name}` ? Name : never;

/**
 * Finishes a login on the page that `redirect-uri` names: it closes the window of a popup login, or
 * leads on after a redirect. It also ends a logout that comes back here, in a hidden frame too. It
 * needs no other content on its page, and takes the protocol's parameters out of the address.
 *
 * @tagname passport-callback
 * @fires {PassportLoginEvent} passport-login - This page itself finished a login. Not for one that was finished before.
 * @fires {PassportErrorEvent} passport-error - The login could not be finished.
 * @csspart status - The line that tells what is going on.
 * @csspart error - The description of a failure.
 * @csspart link - The way on, or back to the site.
 * @csspart close - The button that closes the window.
 * @cssstate unknown - Nobody has configured the session yet.
 * @cssstate finishing - The login is being finished.
 * @cssstate done - There is nothing left to do here.
 * @cssstate failed - The login could not be finished.
 */
export class PassportCallback extends PassportElement {
  static override styles: CSSResultGroup = [baseStyles, partStyles, noticeStyles, styles];
  protected static override readonly needs = ['clientId'] as const;

  /**
   * The path or URL of this site to go to after a login by redirect, or after a logout. Default: where
   * the login began; after a logout the page stays, with a link to the site.
   */
  @property({ attribute: 'return-to' }) returnTo?: string;

  /** The page that is closed or left. For tests. @internal */
  @property({ attribute: false }) page: CallbackPage = createPage();

  @state() private result?: CallbackResult;
  /** What draws a failure, once it is here; null where it cannot be had. */
  @state() private drawError?: typeof renderError | null;
  #isStarted = false;
  #hasPlacedFocus = false;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const view = this.#getView();
    const isOpen = view === 'finishing' || view === 'failed';
    if (view === 'failed' && this.drawError === undefined && !isServer) this.#loadErrors();
    this.setStates(view === 'waiting' ? 'unknown' : isOpen ? view : 'done');
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#placeFocus();
    if (this.#isStarted || this.isWaiting || this.configurationError || !this.isConnected) return;
    this.#isStarted = true;
    // After this update: lit warns of what asks for the next one within it.
    queueMicrotask(() => void this.#finish());
  }

  protected override findProblem(): PassportError | undefined {
    // An attribute that was removed leaves null.
    return this.returnTo == null ? undefined : checkReturnUrl(this.returnTo, this.page.origin);
  }

  protected override render(): TemplateResult {
    return html`<div class="sr-only" role="status">${this.#getAnnouncement()}</div>${this.#renderView()}`;
  }

  #getView(): View {
    if (this.error) return 'failed';
    return this.result?.kind ?? (this.isWaiting ? 'waiting' : 'finishing');
  }

  #getAnnouncement(): string {
    const view = this.#getView();
    if (view === 'waiting' || view === 'failed') return '';
    return this.#text(view === 'already-finished' ? 'signed-in' : view);
  }

  #renderView(): TemplateResult {
    const view = this.#getView();
    if (view === 'failed') return this.#renderFailure();
    if (view === 'waiting' || view === 'finishing') {
      return html`<div class="row" part="status"><span class="spinner"></span>${this.#text('finishing')}</div>`;
    }
    return html`
      <div class="row" part="status">
        <span class="done">${renderIcon(CHECK_ICON)}</span><span>${this.#getAnnouncement()}</span>
      </div>
      ${view === 'delivered' ? this.#renderClose() : this.#renderLink('continue')}
    `;
  }

  #renderFailure(): TemplateResult {
    const { error } = this;
    if (!error) return html`${nothing}`;
    const isUnclaimed = error.code === 'CALLBACK_STATE_INVALID' && this.page.isOpened;
    const actions = html`${isUnclaimed ? this.#renderClose() : nothing}${this.#renderLink('back')}`;
    // Nothing has failed here where nobody waits for the answer any more, or somebody opened this page.
    const isCalm = isUnclaimed || error.code === 'CALLBACK_OPENED_DIRECTLY';
    if (!isCalm) {
      // Where the code that says it well cannot be had, the failure speaks for itself.
      return this.drawError?.(error, { locale: this.locale, actions })
        ?? html`<div part="error">${this.drawError === null ? html`<p role="alert">${error.message}</p>${actions}` : nothing}</div>`;
    }
    return html`
      <div class="notice calm" part="error">
        <div role="status"><strong>${this.#text(isUnclaimed ? 'nobody-waits' : 'nothing-to-do')}</strong>
          <p class="muted">${this.#text(isUnclaimed ? 'opener-gone' : 'none-under-way')}</p></div>
        <div class="actions">${actions}</div>
      </div>
    `;
  }

  #renderLink(text: 'continue' | 'back'): TemplateResult {
    const url = this.#getReturnUrl() ?? toReturnUrl('/', this.page.origin);
    return html`<a class="button" part="link" href=${url ?? nothing}>${this.#text(text)}</a>`;
  }

  /** For a window that did not close by itself, as in some browsers and apps. */
  #renderClose(): TemplateResult {
    return this.page.isOpened
      ? html`<button type="button" class="button" part="close" @click=${() => this.page.close()}>${this.#text('close')}</button>`
      : html`${nothing}`;
  }

  #loadErrors(): void {
    void loadErrors().then(({ prepareErrors }) => prepareErrors(this), () => null).then((draw) => { this.drawError = draw; });
  }

  async #finish(): Promise<void> {
    const url = getPageUrl();
    const { session } = this.controller;
    try {
      if (this.page.isFramed && !hasAnswer(url)) {
        await session.logoutSilentCallback(url);
        this.result = { kind: 'signed-out' };
        return;
      }
      this.result = await session.handleCallback(url);
      this.#leadOn(this.result);
    } catch (error) {
      this.fail(error);
      // Cancelled or not, nothing goes on here by itself.
      this.failure ??= toPassportError(error);
    }
  }

  #leadOn(result: CallbackResult): void {
    if (result.kind === 'delivered') {
      this.page.close();
      return;
    }
    // Somebody came Back to this page, or reloaded it: to send them on again would be a trap.
    if (result.kind === 'already-finished') return;
    if (result.kind === 'signed-in') {
      /** @internal */
      this.dispatchEvent(new PassportLoginEvent(result.user));
    }
    const url = this.#getReturnUrl();
    if (url) this.page.navigate(url);
  }

  /** The page's own statement first; what the login remembered has to pass the same check. */
  #getReturnUrl(): string | undefined {
    const remembered = this.result?.kind === 'signed-in' ? this.result.returnTo : undefined;
    const value = this.returnTo ?? remembered;
    return value === undefined ? undefined : toReturnUrl(value, this.page.origin);
  }

  /** On a page with nothing else to do, the way on is where the keyboard is. */
  #placeFocus(): void {
    const control = this.shadowRoot?.querySelector<HTMLElement>('a, button');
    if (!control || this.#hasPlacedFocus || this.page.isFramed) return;
    this.#hasPlacedFocus = true;
    if (document.activeElement === document.body) control.focus();
  }

  #text(name: TextName): string {
    return getText(TEXTS, this.locale, `callback-${name}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'passport-callback': PassportCallback;
  }
}
