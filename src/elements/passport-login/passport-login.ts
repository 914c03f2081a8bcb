import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import type { LoginObstacle } from '../../session/login-obstacle.js';
import { findObstacle } from '../../session/page-look.js';
import type { LoginOptions, SessionState } from '../../session/session-types.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { UserProfile } from '../../shared/types.js';
import { renderIcon } from '../support/icons.js';
import { PASSPORT_ICON } from '../support/passport-icon.js';
import { PassportElement } from '../support/passport-element.js';
import { property } from '../support/property.js';
import { getText } from '../../shared/texts.js';
import { BUTTON_STYLES, SHADOW_OPTIONS } from './button-look.js';
import { drawnFirst, prepareReplacement, replaceFirstButton } from './drawn-first.js';
import { getMethodOptions, parseMethods } from './login-methods.js';
import type { LoginModel } from './login-model.js';
import { requestLogin } from './login-request.js';
import type { LoginRequest } from './login-request.js';
import { PassportLoginEvent } from './passport-login.events.js';
import { PassportLogoutEvent, PassportLogoutStartEvent } from './passport-logout.events.js';
import { renderPlain } from './plain-view.js';
import { TEXTS } from './texts.js';
import { getParts, getView, VIEW_LOADERS, ViewParts } from './view-parts.js';
import type { View, ViewModule, ViewPart } from './view-parts.js';

/**
 * Signs the visitor in, restores the session, shows who is signed in, and signs out. Where the page or
 * the browser lets nobody sign in, it says so before anybody clicks.
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
 * @csspart menu - The menu of methods, where there are several.
 * @csspart menu-label - The heading of the menu.
 * @csspart method - Each method in the menu.
 * @csspart account - The account view.
 * @csspart avatar - The letter beside the name.
 * @csspart name - The name of the visitor.
 * @csspart address - The short address.
 * @csspart copy - The buttons that copy the address, or the page's own link.
 * @csspart reopen - The button that brings the sign-in window back.
 * @csspart note - What is said beside the button inside of an app.
 * @csspart link - The link that opens the page in a tab.
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
  static override shadowRootOptions: ShadowRootInit = SHADOW_OPTIONS;
  static override styles: CSSResultGroup = BUTTON_STYLES;
  /** Brings the code of what is drawn besides the button. For tests. @internal */
  static loadView: (part: ViewPart) => Promise<ViewModule> = (part) => VIEW_LOADERS[part]();
  /** Looks for what keeps this page from signing anybody in. For tests. @internal */
  static findObstacle: () => Promise<LoginObstacle | undefined> = findObstacle;
  protected static override readonly needs = ['clientId', 'redirectUri'] as const;

  /**
   * `popup` opens a window, `redirect` leaves the page. `auto` takes what works best on this page, and
   * offers the redirect where a window is blocked.
   */
  @property() flow: 'auto' | 'popup' | 'redirect' = 'auto';
  /** Direct login methods, space-separated: `google apple facebook email`. One gives a direct button. */
  @property() methods?: string;
  /** The e-mail address that the method `email` starts with. */
  @property() email?: string;
  /** Offers the button at once instead of holding its place while the session is being restored. */
  @property({ type: Boolean, attribute: 'no-restore' }) noRestore = false;
  /** Blocks activation. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  #obstacle?: LoginObstacle;
  readonly #views = new ViewParts(this, (part) => PassportLogin.loadView(part));
  #lastOptions: LoginOptions = {};
  #view: View = 'restoring';

  protected override handleState(now: SessionState, previous: SessionState): void {
    const isOver = now.status === 'signing-in' || now.status === 'signed-in';
    if (isOver && now.status !== previous.status) this.failure = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const view = getView(this.controller.state.status, this.error, this.configurationError, this.isWaiting);
    const isNew = view !== this.#view;
    this.#view = view;
    this.setStates(view);
    for (const part of this.#getParts()) {
      if (isNew || !this.#views.isMissing(part)) void this.#views.load(part);
    }
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    prepareReplacement(this);
    return super.createRenderRoot();
  }

  protected override firstUpdated(): void {
    replaceFirstButton(this);
    // After the first drawing: most pages have nothing in the way, and nobody waits for the answer.
    void PassportLogin.findObstacle().then((obstacle) => {
      this.#obstacle = obstacle;
      if (obstacle) this.requestUpdate();
    });
  }

  protected override findProblem(): PassportError | undefined {
    const { status } = this.controller.state;
    return status === 'signed-out' || status === 'failed' ? this.#obstacle?.error : undefined;
  }

  /**
   * Signs in as a click on the button would. Call it in a click handler, because it opens a window.
   * What else a login can say, such as an e-mail address with its marketing consent, is in `options`.
   * Resolves to null when `passport-login-start` was cancelled, when `useCachedSession` or `useSilentLogin` was not enough,
   * and when the page is left.
   *
   * @throws {PassportError} what `session.login` throws.
   */
  async login(options: LoginOptions = {}): Promise<UserProfile | null> {
    if (this.configurationError) throw this.configurationError;
    const request = requestLogin(this, this.controller.session, this.flow, options);
    return request ? this.followLogin(request) : null;
  }

  /** Shows and tells how a login ends that was asked for in this element's name. @internal */
  async followLogin({ options, isQuiet, user: running }: LoginRequest): Promise<UserProfile | null> {
    // A signal is of one attempt, and who tries again wants to be asked.
    const { directLoginOptions, anonymousId, useRedirectFlow } = options;
    this.#lastOptions = { directLoginOptions, anonymousId, useRedirectFlow };
    this.failure = undefined;
    try {
      const user = await running;
      /** @internal */
      if (user && !isQuiet) this.dispatchEvent(new PassportLoginEvent(user));
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
    const start = new PassportLogoutStartEvent();
    /** @internal */
    const isAllowed = this.dispatchEvent(start);
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
      <div class="sr-only" role="status">${this.#announce()}</div>
      ${this.#renderView()}
    `;
  }

  #announce(): string {
    const view = this.#view;
    const isSilent = view === 'unknown' || view === 'restoring' || view === 'failed';
    return isSilent ? '' : this.#views.get('account')?.announce?.(this.#getModel(view)) ?? '';
  }

  #renderView(): TemplateResult {
    switch (this.#view) {
      case 'unknown':
      case 'restoring':
      case 'signed-out': return html`<slot name="signed-out"><slot name="trigger" @click=${this.#handleTrigger}>${
        this.#renderButton()}</slot>${this.#drawLoaded('menu')}</slot>${
        this.#getParts().includes('trouble') ? this.#drawLoaded('trouble') : nothing}`;
      case 'failed': return html`<slot name="error">${this.#renderPart('trouble', this.#view)}</slot>`;
      case 'signing-in': return this.#renderPart('account', this.#view);
      default: return html`<slot name="signed-in">${this.#renderPart('account', this.#view)}</slot>`;
    }
  }

  #drawLoaded(part: ViewPart): TemplateResult | undefined {
    return this.#views.get(part)?.render(this.#getModel('signed-out'));
  }

  // What takes the place of a button that could be used is not held.
  #renderButton(isHeld = this.#view === 'unknown' || (this.#view === 'restoring' && !this.noRestore && !drawnFirst.has(this))): TemplateResult {
    const [first, ...others] = parseMethods(this.methods);
    const method = others.length > 0 ? undefined : first;
    const hasMenu = others.length > 0 && !this.#views.isMissing('menu');
    // What a click will need comes when it is near.
    const prepare = (): void => {
      if (hasMenu) void this.#views.load('menu');
      void this.#views.load('account');
    };
    return html`
      <button type="button" part="button" class="button primary ${isHeld ? 'held' : ''}"
        ?disabled=${this.disabled || this.#view === 'unknown'} aria-busy=${isHeld ? 'true' : nothing} aria-haspopup=${hasMenu ? 'menu' : nothing}
        @click=${() => (hasMenu ? this.#openMenu() : this.#handleLogin(getMethodOptions(method, this.email)))}
        @pointerenter=${prepare} @focus=${prepare}
      ><span class="label">${renderIcon((method && this.#views.get('menu')?.icons?.[method]) ?? PASSPORT_ICON)}<slot>${
        getText(TEXTS, this.locale, method ? `continue-with-${method}` : 'sign-in')}</slot></span></button>
    `;
  }

  #openMenu(): void {
    const isOffered = (): boolean => /^(?:signed-out|restoring)$/.test(this.#view) && this.isConnected && !this.disabled;
    // Where that took so long that no window opens, the failure has a button for it.
    void this.#views.openMenu(isOffered, () => this.#handleLogin({}));
  }

  #getParts(): readonly ViewPart[] {
    return getParts(this.#view, parseMethods(this.methods).length === 1, this.#obstacle?.app !== undefined);
  }

  /** Draws a view; while its code is on the way, the place of the button. */
  #renderPart(part: ViewPart, view: LoginModel['view']): TemplateResult {
    const loaded = this.#views.get(part);
    if (loaded) return loaded.render(this.#getModel(view));
    return this.#views.isMissing(part) ? renderPlain(this.#getModel(view)) : this.#renderButton(true);
  }

  #getModel(view: LoginModel['view']): LoginModel {
    return {
      view,
      state: this.controller.state,
      error: this.error,
      canRetry: !this.configurationError,
      obstacle: this.#obstacle,
      locale: this.locale,
      methods: parseMethods(this.methods),
      disabled: this.disabled,
      offersRedirect: this.flow === 'auto' && !this.#obstacle?.isFramed,
      lastOptions: this.#lastOptions,
      login: (options) => this.#handleLogin(options),
      loginWith: (method) => this.#handleLogin(getMethodOptions(method, this.email)),
      logout: () => void this.logout().catch(() => {}),
      cancel: () => this.cancel(),
      reopen: () => this.controller.session.reopenLogin(),
    };
  }

  #handleTrigger(event: Event): void {
    // Our own buttons have handlers of their own; this is for what the page put in the slot. The path stays
    // as it was at the click: our button may be gone by now, because its handler has changed the state.
    const path = event.composedPath();
    const slotted = path[path.indexOf(event.currentTarget as EventTarget) - 1];
    const isTheirs = slotted instanceof Node && this.contains(slotted);
    if (!isTheirs || this.disabled || this.#view === 'unknown') return;
    const [method, ...others] = parseMethods(this.methods);
    this.#handleLogin(others.length === 0 ? getMethodOptions(method, this.email) : {});
  }

  #handleLogin(options: LoginOptions): void {
    // The failure is drawn and told by `login` itself.
    this.login(options).catch(() => {});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'passport-login': PassportLogin;
  }
}
