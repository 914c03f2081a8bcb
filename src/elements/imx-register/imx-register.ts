import { html, isServer, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import type { Session, SessionState } from '../../session/session-types.js';
import { REGISTRATION_STEPS } from '../../shared/network.js';
import type { RegistrationStep } from '../../shared/network.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { Account, NetworkName } from '../../shared/types.js';
import { baseStyles } from '../support/base.styles.js';
import { CHECK_ICON } from '../support/control-icons.js';
import { CopyController } from '../support/copy-controller.js';
import { isInForeignFrame } from '../support/frame.js';
import { renderIcon } from '../support/icons.js';
import { noticeStyles } from '../support/notice.styles.js';
import { partStyles } from '../support/parts.styles.js';
import { PassportElement } from '../support/passport-element.js';
import { formatNumber } from '../support/plurals.js';
import { property } from '../support/property.js';
import { getText } from '../../shared/texts.js';
import { ImxRegisterEvent, ImxRegisterProgressEvent, ImxRegisterStartEvent } from './imx-register.events.js';
import { styles } from './imx-register.styles.js';
import { renderFailure, renderProgress } from './register-views.js';
import { TEXTS } from './texts.js';

type View = 'unknown' | 'unregistered' | 'registering' | 'registered' | 'failed';

/** The users for whom a session has registered on its own: once each, also after a failure. */
const autoRegistered = new WeakMap<Session, Set<string>>();

/**
 * Connects the visitor's wallet and registers them on the configured network, in visible steps. A registration
 * that this element began ends with it, unless others wait for it too; the next one goes on where it was.
 *
 * @tagname imx-register
 * @slot - Label of the button.
 * @slot trigger - Replaces the button: activating what stands here registers.
 * @slot registered - Replaces what is shown once registered.
 * @fires {ImxRegisterStartEvent} imx-register-start - A registration is asked for. Cancelable.
 * @fires {ImxRegisterProgressEvent} imx-register-progress - The registration has come to its next step.
 * @fires {ImxRegisterEvent} imx-register - The visitor is registered.
 * @fires {PassportErrorEvent} passport-error - The registration has failed or was cancelled.
 * @csspart button - The button that registers.
 * @csspart progress - The progress of a registration.
 * @csspart status - The line that tells what is going on.
 * @csspart cancel - The button that ends a registration.
 * @csspart address - The short address.
 * @csspart copy - The button that copies the address.
 * @csspart error - The description of a failure.
 * @csspart retry - The button that tries again, from the step that failed.
 * @csspart sign-out - The button that signs out, where another account is the way on.
 * @cssstate unknown - Nobody is signed in, or it is not known yet whether they are registered.
 * @cssstate unregistered - The visitor is not registered.
 * @cssstate registering - A registration is under way.
 * @cssstate registered - The visitor is registered.
 * @cssstate failed - The last registration failed.
 */
export class ImxRegister extends PassportElement {
  static override shadowRootOptions: ShadowRootInit = { ...PassportElement.shadowRootOptions, delegatesFocus: true };
  static override styles: CSSResultGroup = [baseStyles, partStyles, noticeStyles, styles];
  protected static override readonly needs = ['clientId', 'redirectUri'] as const;

  /** Registers without a click, once per session and user, when signed in and unregistered. Opens no window. */
  @property({ type: Boolean }) auto = false;

  readonly #copy = new CopyController(this);
  #running?: { readonly stop: AbortController; readonly account: Promise<Account> };
  #view: View = 'unknown';
  /** The step that the last registration failed at. */
  #failedStep: RegistrationStep | undefined;
  /** The network that the last failure is of. */
  #network: NetworkName | undefined;
  /** What had the focus before the drawing that is under way, here or in a slot. */
  #focused: Element | null = null;

  protected override handleState(now: SessionState, previous: SessionState): void {
    if (previous.registration === 'registering') this.#failedStep = previous.registrationStep;
    const isOver = now.registration === 'registering' || now.registration === 'registered';
    if (isOver || now.status === 'signed-out') this.failure = undefined;
    const network = this.controller.session.config?.network;
    const isTakenBack = previous.registration === 'failed' && now.registration === 'unregistered' && !now.error;
    if (network !== this.#network || isTakenBack) this.#failedStep = this.failure = undefined;
    this.#network = network;
  }

  /** What was begun by an element that is gone is wanted by nobody (row 131), and may begin on its own again. */
  protected override handleRelease(): void {
    super.handleRelease();
    if (!this.#running) return;
    const { session, state: { user } } = this.controller;
    autoRegistered.get(session)?.delete(user?.sub ?? '');
    this.cancel();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#focused = isServer ? null : this.shadowRoot?.activeElement ?? this.querySelector(':focus');
    this.#view = this.#getView();
    this.setStates(this.#view);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#keepFocus();
    // Once this drawing has ended: registering asks for the next one.
    if (this.auto) void this.updateComplete.then(() => this.#registerOnce());
  }

  /**
   * Registers the visitor as a click on the button would; while this element registers already, gives
   * that registration. Resolves to undefined when `imx-register-start` was cancelled.
   *
   * @throws {PassportError} what `session.register` throws.
   */
  async register(): Promise<Account | undefined> {
    if (this.configurationError) throw this.configurationError;
    while (this.#running) {
      if (!this.#running.stop.signal.aborted) return this.#running.account;
      // The session gives a cancelled run to whoever comes before it has ended.
      await this.#running.account.catch(() => {});
    }
    const start = new ImxRegisterStartEvent();
    /** @internal */
    const isAllowed = this.dispatchEvent(start);
    if (!isAllowed) return undefined;
    const stop = new AbortController();
    const account = this.#run(stop.signal);
    const running = { stop, account };
    this.#running = running;
    this.requestUpdate();
    return account.finally(() => {
      if (this.#running === running) this.#running = undefined;
      this.requestUpdate();
    });
  }

  /** Ends a registration that this element began. */
  cancel(): void {
    this.#running?.stop.abort();
    this.requestUpdate();
  }

  override get error(): PassportError | undefined {
    const { registration, error } = this.controller.state;
    const isFailed = registration === 'failed' && error?.code !== 'ABORTED';
    return super.error ?? (isFailed ? error : undefined);
  }

  protected override render(): TemplateResult {
    return html`<div class="sr-only" role="status">${this.#getAnnouncement()}</div>${this.#renderView()}`;
  }

  #getView(): View {
    const { status, registration } = this.controller.state;
    if (this.configurationError) return 'failed';
    if (registration === 'registering' || registration === 'registered') return registration;
    if (status !== 'signed-in') return 'unknown';
    if (this.#canCancel) return 'registering';
    if (this.error) return 'failed';
    return registration === 'failed' ? 'unregistered' : registration;
  }

  get #canCancel(): boolean {
    return this.#running?.stop.signal.aborted === false;
  }

  #getAnnouncement(): string {
    if (this.#view === 'registering') return `${this.#text('registering')}. ${this.#getStepText()}`;
    return this.#view === 'registered' ? this.#text('registered') : '';
  }

  #getStepText(): string {
    const { isRegisteringElsewhere, registrationStep: step = 'connect-wallet' } = this.controller.state;
    if (isRegisteringElsewhere) return this.#text('registering-elsewhere');
    return this.#text('register-step', {
      index: formatNumber(REGISTRATION_STEPS.indexOf(step) + 1, this.locale), total: formatNumber(REGISTRATION_STEPS.length, this.locale),
      step: this.#text(`step-${step}`),
    });
  }

  #renderView(): TemplateResult {
    switch (this.#view) {
      case 'unknown': return this.#renderUnknown();
      case 'unregistered': return this.#renderButton(false);
      case 'registering': return renderProgress({
        step: this.controller.state.registrationStep,
        title: this.#text('registering'),
        stepText: this.#getStepText(),
        cancelText: this.#text('cancel'),
        onCancel: this.#canCancel ? () => this.cancel() : undefined,
      });
      case 'registered': return html`<slot name="registered">${this.#renderRegistered()}</slot>`;
      case 'failed': return this.#renderFailure();
    }
  }

  #renderUnknown(): TemplateResult {
    const { status } = this.controller.state;
    const isComing = status === 'restoring' || status === 'signed-in' || status === 'unconfigured';
    if (isComing) return this.#renderButton(true);
    return html`<div class="row muted" part="status">${this.#text('register-hint')}</div>`;
  }

  #renderButton(isHeld: boolean): TemplateResult {
    return html`<slot name="trigger" @click=${this.#handleClick}>
      <button type="button" part="button" class="button primary ${isHeld ? 'held' : ''}" ?disabled=${isHeld}
        aria-busy=${isHeld ? 'true' : nothing}><span class="label"><slot>${this.#text('register')}</slot></span></button>
    </slot>`;
  }

  #renderRegistered(): TemplateResult {
    const { account, trust } = this.controller.state;
    return html`<div class="row" part="status" tabindex="-1">
      <span class="tick">${renderIcon(CHECK_ICON)}</span>
      <span class="facts"><span>${this.#text('registered')}</span>
      ${account ? html`<span class="small muted address-line">${
        this.#copy.renderAddress(account.address, this.locale, trust === 'verified')}</span>` : nothing}</span>
    </div>`;
  }

  #renderFailure(): TemplateResult {
    const { error } = this;
    if (!error) return html`${nothing}`;
    const step = this.#failedStep;
    const isLater = step !== undefined && step !== 'connect-wallet';
    return renderFailure(error, {
      locale: this.locale,
      canAct: !this.configurationError,
      hint: isLater ? this.#text('register-goes-on', { step: this.#text(`step-${step}`) }) : '',
      retryText: this.#text(error.code === 'REGISTRATION_PENDING' ? 'check-again' : 'retry'),
      signOutText: this.#text('sign-out'),
      onRetry: () => this.#handleClick(),
      onSignOut: () => { this.controller.session.logout().catch((reason: unknown) => { this.fail(reason); }); },
    });
  }

  async #run(signal: AbortSignal): Promise<Account> {
    this.failure = undefined;
    this.#failedStep = undefined;
    try {
      const account = await this.controller.session.register({ signal, onStep: (step) => this.#announceStep(step) });
      /** @internal */
      this.dispatchEvent(new ImxRegisterEvent(account));
      return account;
    } catch (error) {
      throw this.fail(error);
    }
  }

  #announceStep(step: RegistrationStep): void {
    const event = new ImxRegisterProgressEvent(step, REGISTRATION_STEPS.indexOf(step), REGISTRATION_STEPS.length);
    /** @internal */
    this.dispatchEvent(event);
  }

  #registerOnce(): void {
    if (!this.auto || this.#view !== 'unregistered' || !this.isConnected) return;
    const { session, state: { user } } = this.controller;
    const done = autoRegistered.get(session) ?? new Set<string>();
    if (!user || done.has(user.sub) || isInForeignFrame()) return;
    autoRegistered.set(session, done.add(user.sub));
    this.#handleClick();
  }

  #handleClick(): void {
    if (this.#view !== 'unregistered' && this.#view !== 'failed') return;
    // The failure is drawn and told by `register` itself.
    this.register().catch(() => {});
  }

  /** Onto the progress and not onto its Cancel, where the second of two key presses would end what the first began. */
  #keepFocus(): void {
    const focused = this.#focused;
    if (!focused || !this.isConnected || focused.getClientRects().length > 0) return;
    const target = this.shadowRoot?.querySelector<HTMLElement>('[tabindex="-1"]') ?? this.querySelector<HTMLElement>('[slot="trigger"]');
    target?.focus();
  }

  #text(key: keyof typeof TEXTS, values?: Readonly<Record<string, string>>): string {
    return getText(TEXTS, this.locale, key, values);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'imx-register': ImxRegister;
  }
}
