import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Session, SessionState } from '../../session/session-types.js';
import { REGISTRATION_STEPS } from '../../shared/network.js';
import type { RegistrationStep } from '../../shared/network.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { Account } from '../../shared/types.js';
import { baseStyles } from '../support/base.styles.js';
import { CHECK_ICON } from '../support/control-icons.js';
import { CopyController } from '../support/copy-controller.js';
import { isInForeignFrame } from '../support/frame.js';
import { renderIcon } from '../support/icons.js';
import { partStyles } from '../support/parts.styles.js';
import { PassportElement } from '../support/passport-element.js';
import { renderError } from '../support/render-error.js';
import { getText } from '../support/texts.js';
import { ImxRegisterEvent, ImxRegisterProgressEvent, ImxRegisterStartEvent } from './imx-register.events.js';
import { styles } from './imx-register.styles.js';
import { TEXTS } from './texts.js';

type View = 'unknown' | 'unregistered' | 'registering' | 'registered' | 'failed';

/** The users for whom a session has registered on its own: once each, also after a failure. */
const autoRegistered = new WeakMap<Session, Set<string>>();

/**
 * Connects the visitor's wallet and registers them with Immutable X, in visible steps.
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
 * @csspart retry - The button that tries again.
 * @cssstate unknown - Nobody is signed in, or it is not known yet whether they are registered.
 * @cssstate unregistered - The visitor is not registered.
 * @cssstate registering - A registration is under way.
 * @cssstate registered - The visitor is registered.
 * @cssstate failed - The last registration failed.
 */
export class ImxRegister extends PassportElement {
  static override shadowRootOptions: ShadowRootInit = { ...PassportElement.shadowRootOptions, delegatesFocus: true };
  static override styles: CSSResultGroup = [baseStyles, partStyles, styles];
  protected static override readonly needs = ['clientId', 'redirectUri'] as const;

  /** Registers without a click, once per session and user, when signed in and unregistered. Opens no window. */
  @property({ type: Boolean }) auto = false;

  readonly #copy = new CopyController(this);
  #running?: { readonly stop: AbortController; readonly account: Promise<Account> };
  #view: View = 'unknown';

  protected override handleState(now: SessionState): void {
    const isOver = now.registration === 'registering' || now.registration === 'registered';
    if (isOver || now.status === 'signed-out') this.failure = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#view = this.#getView();
    this.setStates(this.#view);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.auto && this.#view === 'unregistered') this.#registerOnce();
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
    return account.finally(() => {
      if (this.#running === running) this.#running = undefined;
      this.requestUpdate();
    });
  }

  /** Ends a registration that this element began. */
  cancel(): void {
    this.#running?.stop.abort();
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
    if (this.error) return 'failed';
    return registration === 'failed' ? 'unregistered' : registration;
  }

  #getAnnouncement(): string {
    if (this.#view === 'registering') return `${this.#text('registering')}. ${this.#getStepText()}`;
    return this.#view === 'registered' ? this.#text('registered') : '';
  }

  #getStepIndex(): number {
    const step = this.controller.state.registrationStep;
    return step ? REGISTRATION_STEPS.indexOf(step) : 0;
  }

  #getStepText(): string {
    const index = this.#getStepIndex();
    const step = REGISTRATION_STEPS[index] ?? 'connect-wallet';
    return this.#text('register-step', {
      index: String(index + 1), total: String(REGISTRATION_STEPS.length), step: this.#text(`step-${step}`),
    });
  }

  #renderView(): TemplateResult {
    switch (this.#view) {
      case 'unknown': return this.#renderUnknown();
      case 'unregistered': return this.#renderButton(false);
      case 'registering': return this.#renderProgress();
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

  #renderProgress(): TemplateResult {
    const index = this.#getStepIndex();
    const total = REGISTRATION_STEPS.length;
    return html`
      <div class="progress" part="progress">
        <div class="head">
          <strong>${this.#text('registering')}</strong>
          ${this.#running ? html`<button type="button" class="button quiet" part="cancel"
            @click=${this.cancel}>${this.#text('cancel')}</button>` : nothing}
        </div>
        <div class="track" role="progressbar" aria-label=${this.#text('registering')} aria-valuemin="0"
          aria-valuemax=${total} aria-valuenow=${index} aria-valuetext=${this.#getStepText()}
        >${REGISTRATION_STEPS.map((_, at) => html`<span class=${at < index ? 'done' : at === index ? 'current' : ''}></span>`)}</div>
        <div class="small muted" part="status">${this.#getStepText()}</div>
      </div>
    `;
  }

  #renderRegistered(): TemplateResult {
    const { account, trust } = this.controller.state;
    return html`<div class="row" part="status">
      <span class="tick">${renderIcon(CHECK_ICON)}</span>
      <span class="facts"><span>${this.#text('registered')}</span>
      ${account ? html`<span class="small muted address-line">${
        this.#copy.renderAddress(account.address, this.locale, trust === 'verified')}</span>` : nothing}</span>
    </div>`;
  }

  #renderFailure(): TemplateResult {
    const { error } = this;
    if (!error) return html`${nothing}`;
    const actions = this.configurationError ? undefined : html`<button type="button" class="button primary"
      part="retry" @click=${this.#handleClick}>${this.#text('retry')}</button>`;
    return renderError(error, { locale: this.locale, actions });
  }

  async #run(signal: AbortSignal): Promise<Account> {
    this.failure = undefined;
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

  #text(key: keyof typeof TEXTS, values?: Readonly<Record<string, string>>): string {
    return getText(TEXTS, this.locale, key, values);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'imx-register': ImxRegister;
  }
}
