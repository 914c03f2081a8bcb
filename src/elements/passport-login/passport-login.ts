import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { LoginOptions, SessionState } from '../../session/session-types.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { UserProfile } from '../../shared/types.js';
import { baseStyles } from '../support/base.styles.js';
import { CopyController } from '../support/copy-controller.js';
import { PASSPORT_ICON, renderIcon } from '../support/icons.js';
import { PassportElement } from '../support/passport-element.js';
import { renderError } from '../support/render-error.js';
import { getInitial, getName } from './account-name.js';
import { METHOD_ICONS, parseMethods } from './login-methods.js';
import type { LoginMethod } from './login-methods.js';
import {
  PassportLoginEvent, PassportLoginStartEvent, PassportLogoutEvent, PassportLogoutStartEvent,
} from './passport-login.events.js';
import { styles } from './passport-login.styles.js';

type View = 'unknown' | 'restoring' | 'signed-out' | 'signing-in' | 'signed-in' | 'signing-out' | 'failed';

/**
 * Signs the visitor in, restores the session, shows who is signed in, and signs out.
 *
 * @tagname passport-login
 * @slot - Label of the button while signed out.
 * @slot trigger - Replaces the button: activating what stands here signs in.
 * @slot signed-in - Replaces the account view.
 * @slot signed-out - Replaces everything that is shown while signed out.
 * @slot error - Replaces the description of a failure.
 * @fires {PassportLoginStartEvent} passport-login-start - Somebody asks to sign in. Cancelable.
 * @fires {PassportLoginEvent} passport-login - The visitor finished signing in.
 * @fires {PassportLogoutStartEvent} passport-logout-start - Somebody asks to sign out. Cancelable.
 * @fires {PassportLogoutEvent} passport-logout - The visitor is signed out.
 * @fires {PassportErrorEvent} passport-error - Signing in or out has failed or was cancelled.
 * @csspart button - Each button that signs in, or out.
 * @csspart menu - The group of buttons when there are several methods.
 * @csspart account - The account view.
 * @csspart avatar - The letter beside the name.
 * @csspart name - The name of the visitor.
 * @csspart address - The short address.
 * @csspart copy - The button that copies the address.
 * @csspart status - The line that tells what is going on.
 * @csspart cancel - The button that ends a sign-in.
 * @csspart error - The description of a failure.
 * @csspart retry - The button that tries again.
 * @cssstate unknown - Nobody has configured the session yet.
 * @cssstate restoring - The session is being restored.
 * @cssstate signed-out - Nobody is signed in.
 * @cssstate signing-in - A sign-in is under way.
 * @cssstate signed-in - Somebody is signed in.
 * @cssstate signing-out - A sign-out is under way.
 * @cssstate failed - The last sign-in or sign-out failed.
 */
export class PassportLogin extends PassportElement {
  static override shadowRootOptions: ShadowRootInit = { ...PassportElement.shadowRootOptions, delegatesFocus: true };
  static override styles: CSSResultGroup = [baseStyles, styles];
  protected static override readonly needs = ['clientId', 'redirectUri'] as const;

  /** `auto` opens a window and offers the redirect when that is blocked; `popup` and `redirect` do only that. */
  @property() flow: 'auto' | 'popup' | 'redirect' = 'auto';
  /** Direct login methods, space-separated: `google apple facebook email`. One gives a direct button. */
  @property() methods?: string;
  /** The e-mail address that the method `email` starts with. */
  @property() email?: string;
  /** Offers the button at once instead of holding its place while the session is being restored. */
  @property({ type: Boolean, attribute: 'no-restore' }) noRestore = false;
  /** Blocks activation. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  readonly #copy = new CopyController(this);
  #lastOptions: LoginOptions = {};
  #view: View = 'restoring';

  protected override handleState(now: SessionState, previous: SessionState): void {
    const isOver = now.status === 'signing-in' || now.status === 'signed-in';
    if (isOver && now.status !== previous.status) this.failure = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#view = this.#getView();
    this.setStates(this.#view);
  }

  /**
   * Signs in as a click on the button would. Call it in a click handler, because it opens a window.
   * Resolves to null when `passport-login-start` was cancelled, or `useCachedSession` was not enough.
   *
   * @throws {PassportError} what `session.login` throws.
   */
  async login(options: LoginOptions = {}): Promise<UserProfile | null> {
    if (this.configurationError) throw this.configurationError;
    const request: LoginOptions = { useRedirectFlow: this.flow === 'redirect', ...options };
    const method = request.directLoginOptions?.directLoginMethod;
    const isQuiet = request.useCachedSession === true || request.useSilentLogin === true;
    const start = new PassportLoginStartEvent(request.useRedirectFlow ? 'redirect' : 'popup', method);
    /** @internal */
    const isAllowed = isQuiet || this.dispatchEvent(start);
    if (!isAllowed) return null;
    this.#lastOptions = options;
    this.failure = undefined;
    try {
      // The window opens in this call: nothing may be awaited before it.
      const user = await this.controller.session.login(request);
      if (user && !isQuiet) this.#announceLogin(user);
      return user;
    } catch (error) {
      throw this.fail(error);
    }
  }

  /**
   * Signs out here at once, then at the service.
   *
   * @throws {PassportError} `LOGOUT_ERROR` when the service could not be told.
   */
  async logout(): Promise<void> {
    /** @internal */
    const isAllowed = this.dispatchEvent(new PassportLogoutStartEvent());
    if (!isAllowed) return;
    this.failure = undefined;
    try {
      await this.controller.session.logout();
    } catch (error) {
      throw this.fail(error);
    }
    /** @internal */
    this.dispatchEvent(new PassportLogoutEvent());
  }

  /** Ends a sign-in that is under way. */
  cancel(): void {
    this.controller.session.cancelLogin();
  }

  override get error(): PassportError | undefined {
    const { state } = this.controller;
    const isFailed = state.status === 'failed' && state.error?.code !== 'ABORTED';
    return super.error ?? (isFailed ? state.error : undefined);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="sr-only" role="status">${this.#getAnnouncement()}</div>
      ${this.#renderView()}
    `;
  }

  #getView(): View {
    const { status } = this.controller.state;
    if (this.configurationError) return 'failed';
    const isIdle = status === 'signed-out' || status === 'restoring' || status === 'failed';
    if (isIdle && this.error) return 'failed';
    if (status === 'failed') return 'signed-out';
    if (status === 'unconfigured' || (this.isWaiting && status === 'restoring')) return 'unknown';
    return status;
  }

  #getAnnouncement(): string {
    const { user } = this.controller.state;
    switch (this.#view) {
      case 'signing-in': return `${this.text('signing-in')} ${this.#getProgressHint()}`;
      case 'signed-in': return this.text('signed-in-as', { name: getName(user) ?? '' });
      case 'signing-out': return this.text('signing-out');
      default: return '';
    }
  }

  #getProgressHint(): string {
    return this.#isRedirect(this.#lastOptions) ? '' : this.text('finish-in-window');
  }

  #isRedirect(options: LoginOptions): boolean {
    return options.useRedirectFlow ?? this.flow === 'redirect';
  }

  #renderView(): TemplateResult {
    switch (this.#view) {
      case 'signing-in': return this.#renderSigningIn();
      case 'signed-in':
      case 'signing-out': return html`<slot name="signed-in">${this.#renderAccount()}</slot>`;
      case 'failed': return html`<slot name="error">${this.#renderFailure()}</slot>`;
      default: return html`<slot name="signed-out">${this.#renderSignedOut()}</slot>`;
    }
  }

  #renderSignedOut(): TemplateResult {
    const methods = parseMethods(this.methods);
    const buttons = methods.length > 1
      ? html`<div class="menu" part="menu" role="group" aria-label=${this.text('sign-in-with')}>
          ${methods.map((method, index) => this.#renderMethod(method, index === 0))}
        </div>`
      : this.#renderMethod(methods[0], true);
    return html`<slot name="trigger" @click=${this.#handleTrigger}>${buttons}</slot>`;
  }

  #renderMethod(method: LoginMethod | undefined, isPrimary: boolean): TemplateResult {
    const label = method ? this.text(`continue-with-${method}`) : this.text('sign-in');
    const isHeld = this.#view === 'unknown' || (this.#view === 'restoring' && !this.noRestore);
    return html`
      <button type="button" part="button" class="button ${isPrimary ? 'primary' : ''} ${isHeld ? 'held' : ''}"
        ?disabled=${this.disabled || this.#view === 'unknown'} aria-busy=${isHeld ? 'true' : nothing}
        @click=${() => this.#handleLogin(this.#getMethodOptions(method))}
      ><span class="label">${renderIcon(method ? METHOD_ICONS[method] : PASSPORT_ICON)}${
        isPrimary ? html`<slot>${label}</slot>` : label}</span></button>
    `;
  }

  #renderSigningIn(): TemplateResult {
    return html`
      <div class="row progress" part="status">
        <span class="spinner"></span>
        <span class="lines"><span>${this.text('signing-in')}</span>
          <span class="muted small">${this.#getProgressHint()}</span></span>
        <button type="button" class="button quiet" part="cancel" @click=${this.cancel}>${this.text('cancel')}</button>
      </div>
    `;
  }

  #renderAccount(): TemplateResult {
    const { user, account, trust } = this.controller.state;
    const name = getName(user) ?? this.text('signed-in');
    const isLeaving = this.#view === 'signing-out';
    return html`
      <div class="row" part="account">
        <span class="avatar" part="avatar" aria-hidden="true">${getInitial(name)}</span>
        <span class="lines">
          <bdi class="name" part="name" title=${name}>${name}</bdi>
          ${account ? html`<span class="small muted address-line">${
            this.#copy.renderAddress(account.address, this.locale, trust === 'verified')}</span>` : nothing}
        </span>
        <button type="button" class="button quiet" part="button" ?disabled=${isLeaving || this.disabled}
          @click=${this.#handleLogout}>${this.text(isLeaving ? 'signing-out' : 'sign-out')}</button>
      </div>
    `;
  }

  #renderFailure(): TemplateResult {
    const { error } = this;
    if (!error) return html`${nothing}`;
    return renderError(error, { locale: this.locale, actions: this.#renderWayOn(error.code, error.retryable) });
  }

  #renderWayOn(code: string, isRetryable: boolean): TemplateResult | undefined {
    if (code === 'INVALID_CONFIGURATION' || code === 'ENVIRONMENT_UNSUPPORTED') return undefined;
    const again = this.#lastOptions;
    if (code === 'LOGOUT_ERROR') return this.#renderAction('retry', () => this.#handleLogout());
    if (code !== 'POPUP_BLOCKED') {
      return this.#renderAction(isRetryable ? 'retry' : 'sign-in-again', () => this.#handleLogin(again));
    }
    // This click is the visitor's own, so the browser lets the window open.
    return html`
      ${this.#renderAction('open-window', () => this.#handleLogin(again))}
      ${this.flow === 'auto' ? html`<button type="button" class="button" part="button" ?disabled=${this.disabled}
        @click=${() => this.#handleLogin({ ...again, useRedirectFlow: true })}
      >${this.text('continue-here')}</button>` : nothing}
    `;
  }

  #renderAction(label: 'retry' | 'sign-in-again' | 'open-window', run: () => void): TemplateResult {
    return html`<button type="button" class="button primary" part="retry" ?disabled=${this.disabled}
      @click=${run}>${this.text(label)}</button>`;
  }

  #getMethodOptions(method: LoginMethod | undefined): LoginOptions {
    // Without an address the service's own page asks for it.
    if (!method || (method === 'email' && !this.email)) return {};
    return { directLoginOptions: { directLoginMethod: method, ...(method === 'email' ? { email: this.email } : {}) } };
  }

  #announceLogin(user: UserProfile): void {
    /** @internal */
    this.dispatchEvent(new PassportLoginEvent(user));
  }

  #handleTrigger(event: Event): void {
    // Our own buttons have handlers of their own; this is for what the page put in the slot.
    const isOurs = (event.target as Node).getRootNode() === this.shadowRoot;
    if (isOurs || this.disabled || this.#view === 'unknown') return;
    const [method, ...others] = parseMethods(this.methods);
    this.#handleLogin(others.length === 0 ? this.#getMethodOptions(method) : {});
  }

  #handleLogin(options: LoginOptions): void {
    // The failure is drawn and told by `login` itself.
    this.login(options).catch(() => {});
  }

  #handleLogout(): void {
    this.logout().catch(() => {});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'passport-login': PassportLogin;
  }
}
