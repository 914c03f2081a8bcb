import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CallbackResult } from '../../session/session-types.js';
import { toPassportError } from '../../shared/passport-error.js';
import type { PassportError } from '../../shared/passport-error.js';
import { PassportLoginEvent } from '../passport-login/passport-login.events.js';
import { baseStyles } from '../support/base.styles.js';
import { describeError } from '../support/describe-error.js';
import { CHECK_ICON, renderIcon } from '../support/icons.js';
import { getPageUrl } from '../support/page-url.js';
import { partStyles } from '../support/parts.styles.js';
import { PassportElement } from '../support/passport-element.js';
import { renderError } from '../support/render-error.js';
import { getText } from '../support/texts.js';
import { styles } from './passport-callback.styles.js';
import { TEXTS } from './texts.js';
import { checkReturnUrl, toReturnUrl } from './return-url.js';

/** What the element does to its page. */
export interface CallbackPage {
  readonly origin: string;
  close(): void;
  /** Goes to an absolute URL. */
  navigate(url: string): void;
}

type View = 'waiting' | 'finishing' | 'delivered' | 'signed-in' | 'failed';

/**
 * Finishes a login on the page that `redirect-uri` names: it closes the window of a popup login, or
 * leads on after a redirect. It needs no other content on its page.
 *
 * @tagname passport-callback
 * @fires {PassportLoginEvent} passport-login - This page itself finished a login.
 * @fires {PassportErrorEvent} passport-error - The login could not be finished.
 * @csspart status - The line that tells what is going on.
 * @csspart error - The description of a failure.
 * @csspart link - The way back to the site.
 * @cssstate unknown - Nobody has configured the session yet.
 * @cssstate finishing - The login is being finished.
 * @cssstate done - The login is finished.
 * @cssstate failed - The login could not be finished.
 */
export class PassportCallback extends PassportElement {
  static override styles: CSSResultGroup = [baseStyles, partStyles, styles];
  protected static override readonly needs = ['clientId'] as const;

  /** The path or URL of this site to go to after a login by redirect. Default: where the login began. */
  @property({ attribute: 'return-to' }) returnTo?: string;

  /** The page that is closed or left. For tests. @internal */
  @property({ attribute: false }) page: CallbackPage = createPage();

  @state() private result?: CallbackResult;
  #isStarted = false;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const view = this.#getView();
    this.setStates(view === 'waiting' ? 'unknown' : view === 'delivered' || view === 'signed-in' ? 'done' : view);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#isStarted || this.isWaiting || this.configurationError || !this.isConnected) return;
    this.#isStarted = true;
    void this.#finish();
  }

  protected override findProblem(): PassportError | undefined {
    return this.returnTo === undefined ? undefined : checkReturnUrl(this.returnTo, this.page.origin);
  }

  protected override render(): TemplateResult {
    return html`<div class="sr-only" role="status">${this.#getAnnouncement()}</div>${this.#renderView()}`;
  }

  #getView(): View {
    if (this.error) return 'failed';
    const kind = this.result?.kind;
    if (kind) return kind === 'signed-in' || kind === 'already-finished' ? 'signed-in' : 'delivered';
    return this.isWaiting ? 'waiting' : 'finishing';
  }

  #getAnnouncement(): string {
    switch (this.#getView()) {
      case 'finishing': return this.#text('callback-finishing');
      case 'delivered': return this.#text('callback-delivered');
      case 'signed-in': return this.#text('callback-signed-in');
      default: return '';
    }
  }

  #renderView(): TemplateResult {
    const view = this.#getView();
    if (view === 'failed') return this.#renderFailure();
    if (view === 'waiting' || view === 'finishing') {
      return html`<div class="row" part="status"><span class="spinner"></span>${this.#text('callback-finishing')}</div>`;
    }
    return html`
      <div class="row" part="status">
        <span class="done">${renderIcon(CHECK_ICON)}</span>${this.#getAnnouncement()}
      </div>
      ${view === 'signed-in' ? this.#renderLink('callback-continue') : nothing}
    `;
  }

  #renderFailure(): TemplateResult {
    const { error } = this;
    if (!error) return html`${nothing}`;
    const link = this.#renderLink('callback-back');
    if (error.code !== 'CALLBACK_OPENED_DIRECTLY') return renderError(error, { locale: this.locale, actions: link });
    // Nothing has failed: somebody opened a page that has nothing to show.
    const { detail, resolution } = describeError(error, this.locale);
    return html`
      <div class="notice calm" part="error">
        <div role="status"><strong>${this.#text('callback-nothing-to-do')}</strong>
          <p class="muted">${detail} ${resolution}</p></div>
        <div class="actions">${link}</div>
      </div>
    `;
  }

  #renderLink(text: 'callback-continue' | 'callback-back'): TemplateResult {
    const url = this.#getReturnUrl() ?? toReturnUrl('/', this.page.origin);
    return html`<a class="button" part="link" href=${url ?? nothing}>${this.#text(text)}</a>`;
  }

  async #finish(): Promise<void> {
    try {
      const result = await this.controller.session.handleCallback(getPageUrl());
      this.result = result;
      if (result.kind === 'delivered') this.page.close();
      else if (result.kind === 'signed-in') this.#leadOn(result);
    } catch (error) {
      this.fail(error);
      // Cancelled or not, nothing goes on here by itself.
      this.failure ??= toPassportError(error);
    }
  }

  #leadOn(result: CallbackResult & { kind: 'signed-in' }): void {
    /** @internal */
    this.dispatchEvent(new PassportLoginEvent(result.user));
    const url = this.#getReturnUrl();
    if (url) this.page.navigate(url);
  }

  /** The page's own statement first; what the login remembered has to pass the same check. */
  #getReturnUrl(): string | undefined {
    const remembered = this.result?.kind === 'signed-in' ? this.result.returnTo : undefined;
    const value = this.returnTo ?? remembered;
    return value === undefined ? undefined : toReturnUrl(value, this.page.origin);
  }

  #text(key: keyof typeof TEXTS, values?: Readonly<Record<string, string>>): string {
    return getText(TEXTS, this.locale, key, values);
  }
}

function createPage(): CallbackPage {
  return {
    get origin() { return location.origin; },
    close: () => window.close(),
    navigate: (url) => location.replace(url),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'passport-callback': PassportCallback;
  }
}
