import { html, isServer, nothing } from 'lit';
import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { getSession } from '../../session/page-session.js';
import type { ImmersveProfile, ImmersveSession, ImmersveState } from '../../session/immersve-types.js';
import type { ImmersveMode, ImmersveSigner } from '../../shared/immersve.js';
import { toPassportError } from '../../shared/passport-error.js';
import type { PassportError } from '../../shared/passport-error.js';
import { baseStyles } from '../support/base.styles.js';
import { CopyController } from '../support/copy-controller.js';
import { LocaleController } from '../support/locale-controller.js';
import { noticeStyles } from '../support/notice.styles.js';
import { partStyles } from '../support/parts.styles.js';
import { ImmersveController } from './immersve-controller.js';
import {
  ImmersveChallengeEvent, ImmersveErrorEvent, ImmersveLoginEvent, ImmersveLoginStartEvent, ImmersveLogoutEvent, ImmersveStateEvent,
} from './immersve-login.events.js';
import type { ImmersveView } from './immersve-login.events.js';
import { styles } from './immersve-login.styles.js';
import {
  describeView, getWalletName, renderAccount, renderButton, renderChooser, renderFailure, renderProgress,
} from './immersve-views.js';
import { ImmersveSettings } from './immersve-settings.js';
import type { ImmersveElementLoginOptions } from './immersve-settings.js';
import { parseMethods } from './parse-attributes.js';
import type { TEXTS } from './texts.js';

/**
 * Logs a web3 wallet in with Immersve: by Ethereum, Algorand or Xahau.
 *
 * @tagname immersve-login
 * @slot - Label of the button while signed out.
 * @slot trigger - Replaces the button: activating what stands here opens the chooser.
 * @slot wallet-{id} - Replaces the name of a wallet in the chooser.
 * @slot signed-in - Replaces the account view.
 * @slot error - Replaces the description of a failure.
 * @fires {ImmersveLoginStartEvent} immersve-login-start - A wallet is about to be asked. Cancelable.
 * @fires {ImmersveChallengeEvent} immersve-challenge - The checked request goes to the wallet now. Cancelable.
 * @fires {ImmersveStateEvent} immersve-state - What this element does has come to its next state.
 * @fires {ImmersveLoginEvent} immersve-login - The visitor finished signing in.
 * @fires {ImmersveLogoutEvent} immersve-logout - The visitor is signed out.
 * @fires {ImmersveErrorEvent} immersve-error - Signing in has failed, was declined in the wallet, or was cancelled.
 * @csspart button - The button that signs in, or out.
 * @csspart chooser - The wallets to choose from.
 * @csspart close - The button that closes the chooser.
 * @csspart wallet - The button of a wallet.
 * @csspart icon - The picture of a wallet.
 * @csspart account - The account view.
 * @csspart avatar - The sign beside the address.
 * @csspart address - The short address.
 * @csspart copy - The button that copies the address.
 * @csspart status - The line that tells what is going on.
 * @csspart cancel - The button that ends a sign-in.
 * @csspart error - The description of a failure.
 * @csspart retry - The buttons that lead on from a failure.
 * @cssstate unknown - Nobody has configured the session yet.
 * @cssstate restoring - The session is being restored.
 * @cssstate signed-out - Nobody is signed in.
 * @cssstate choosing - The chooser is open.
 * @cssstate connecting - The wallet is asked for its account.
 * @cssstate checking - The request of the service is fetched and checked.
 * @cssstate signing - The wallet is asked to sign.
 * @cssstate completing - The signature is sent.
 * @cssstate signed-in - Somebody is signed in.
 * @cssstate signing-out - A sign-out is under way.
 * @cssstate failed - The last sign-in failed, or the session has ended.
 */
export class ImmersveLogin extends ImmersveSettings {
  static override shadowRootOptions: ShadowRootInit = { ...ImmersveSettings.shadowRootOptions, delegatesFocus: true };
  static override styles: CSSResultGroup = [baseStyles, partStyles, noticeStyles, styles];

  readonly #internals = this.attachInternals();
  readonly #locale = new LocaleController(this, ['immersve']);
  readonly #copy = new CopyController(this);
  readonly #controller = new ImmersveController(this, {
    getSession: () => this.#getImmersve(),
    getStated: () => this.getStated(),
    getWalletOptions: () => this.getWalletOptions(),
    onState: (state) => this.#handleState(state),
    onRelease: () => this.#running?.abort(),
  });
  #view: ImmersveView = 'restoring';
  #isChoosing = false;
  #notice: keyof typeof TEXTS | undefined;
  /** A failure that the visitor has gone on from. */
  #dismissed: PassportError | undefined;
  #last: { readonly signer: ImmersveSigner; readonly mode: ImmersveMode } | undefined;
  #running: AbortController | undefined;
  #hadFocus = false;

  /** Why the element cannot do its work now. */
  get error(): PassportError | undefined {
    const { problem, state } = this.#controller;
    const failure = state.status === 'failed' ? state.error : undefined;
    return problem ?? (failure === this.#dismissed ? undefined : failure);
  }

  /** The state that is drawn. */
  get state(): ImmersveView {
    return this.#view;
  }

  /**
   * Signs in as a click would. Call it in a click handler, because wallets open windows. Without a wallet it opens
   * the chooser. Resolves to null then, and when `immersve-login-start` was cancelled.
   *
   * @throws {PassportError} what `session.immersve.login` throws.
   */
  async login(options: ImmersveElementLoginOptions = {}): Promise<ImmersveProfile | null> {
    const { immersve, problem } = this.#controller;
    if (problem) throw problem;
    const signer = options.signer ?? this.signer ?? this.#findSigner(options.signerId);
    if (!signer) {
      this.#openChooser();
      return null;
    }
    const mode = options.mode ?? this.mode;
    const start = new ImmersveLoginStartEvent(signer.method, signer.id, mode);
    /** @internal */
    const isAllowed = this.dispatchEvent(start);
    if (!isAllowed) return null;
    this.#last = { signer, mode };
    this.#isChoosing = false;
    const stop = new AbortController();
    this.#running = stop;
    try {
      // Nothing is awaited before the wallet is asked: it may open a window only within the click.
      const profile = await (immersve ?? this.#getImmersve()).login({
        signer, mode, network: this.getNetwork(signer.method), autoSignup: this.autoSignup, signal: stop.signal,
        onChallenge: (challenge, network) => this.#announceChallenge(new ImmersveChallengeEvent(signer.method, network, challenge)),
      });
      this.#announceLogin(profile);
      return profile;
    } catch (error) {
      throw this.#fail(error);
    } finally {
      if (this.#running === stop) this.#running = undefined;
    }
  }

  /** Signs out here at once, then at the service as far as it can be reached. */
  async logout(): Promise<void> {
    await this.#controller.immersve?.logout();
    /** @internal */
    this.dispatchEvent(new ImmersveLogoutEvent());
  }

  /** Closes the chooser, or ends a sign-in that is under way. */
  cancel(): void {
    if (this.#isChoosing) this.#closeChooser();
    this.#controller.immersve?.cancelLogin();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (isServer) return;
    if (changed.has('session')) void this.#controller.follow();
    if (['environment', 'clientApplicationId', 'persist'].some((key) => changed.has(key))) this.#controller.contribute();
    if (this.error) {
      this.#locale.need('errors');
      this.#locale.need('immersve-errors');
    }
    const previous = this.#view;
    this.#view = this.#getView();
    this.#hadFocus = this.shadowRoot?.activeElement != null || (this.#view === 'choosing' && previous !== 'choosing');
    this.#internals.states?.clear();
    this.#internals.states?.add(this.#view);
    if (this.#view !== 'choosing') this.#controller.unwatchWallets();
    if (this.#view !== previous && (this.#running || previous === 'choosing' || this.#view === 'choosing')) this.#announceState(previous);
  }

  protected override updated(): void {
    // The control that had the focus may be gone with the state it belonged to.
    if (!this.#hadFocus || !this.isConnected || this.shadowRoot?.activeElement) return;
    const next = this.shadowRoot?.querySelector<HTMLElement>('.wallet') ?? this.shadowRoot?.querySelector<HTMLElement>('button:enabled');
    next?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="sr-only" role="status">${this.#describe()}</div>${this.#renderView()}`;
  }

  #getView(): ImmersveView {
    const { state: { status }, problem } = this.#controller;
    if (problem) return 'failed';
    if (status === 'unconfigured') return 'unknown';
    if (status !== 'signed-out' && status !== 'failed') return status;
    if (this.#isChoosing) return 'choosing';
    return this.error ? 'failed' : 'signed-out';
  }

  #renderView(): TemplateResult {
    const { state, signers } = this.#controller;
    const { locale, disabled } = this;
    const trigger = { disabled, open: () => this.#handleTrigger() };
    switch (this.#view) {
      case 'unknown':
      case 'restoring': return renderButton(locale, { isHeld: true, ...trigger });
      case 'signed-out': return renderButton(locale, { isHeld: false, ...trigger });
      case 'choosing': return renderChooser({
        locale, signers, methods: parseMethods(this.methods),
        choose: (signer) => this.#handleLogin({ signer }), close: () => this.#closeChooser(),
      });
      case 'failed': return html`<slot name="error">${this.#renderFailure()}</slot>`;
      case 'signed-in':
      case 'signing-out': return html`<slot name="signed-in">${renderAccount(
        state, locale, this.#copy, () => void this.logout(), disabled)}</slot>`;
      default: return renderProgress(this.#view, getWalletName(state.signer), locale, () => this.cancel());
    }
  }

  #renderFailure(): TemplateResult {
    const { error } = this;
    const last = this.#last;
    if (!error) return html`${nothing}`;
    return renderFailure(error, this.locale, {
      again: last && ((mode = last.mode) => this.#handleLogin({ signer: last.signer, mode })),
      choose: this.signer ? undefined : () => this.#openChooser(),
    });
  }

  #describe(): string {
    const { state, signers } = this.#controller;
    return describeView(this.#view, { locale: this.locale, wallet: getWalletName(state.signer), count: signers.length, notice: this.#notice });
  }

  #handleState({ status }: ImmersveState): void {
    if (status !== 'signed-out' && status !== 'failed') {
      this.#isChoosing = false;
      this.#notice = undefined;
    }
  }

  #openChooser(): void {
    if (this.disabled || this.#view === 'unknown' || this.#view === 'restoring') return;
    this.#dismissed = this.#controller.state.error;
    this.#notice = undefined;
    this.#isChoosing = true;
    this.#controller.watchWallets();
    this.requestUpdate();
  }

  #closeChooser(): void {
    this.#isChoosing = false;
    this.requestUpdate();
  }

  #findSigner(id: string | undefined): ImmersveSigner | undefined {
    return id === undefined ? undefined : [...this.#controller.signers, ...this.signers ?? []].find((signer) => signer.id === id);
  }

  #handleTrigger(): void {
    if (this.disabled || this.#view !== 'signed-out') return;
    this.#handleLogin({});
  }

  #handleLogin(options: ImmersveElementLoginOptions): void {
    // The failure is drawn and told by `login` itself.
    this.login(options).catch(() => {});
  }

  #fail(thrown: unknown): PassportError {
    const error = toPassportError(thrown);
    if (error.code === 'IMMERSVE_USER_REJECTED') this.#notice = 'immersve-declined';
    this.requestUpdate();
    /** @internal */
    this.dispatchEvent(new ImmersveErrorEvent(error));
    return error;
  }

  #announceLogin(profile: ImmersveProfile): void {
    /** @internal */
    this.dispatchEvent(new ImmersveLoginEvent(profile));
  }

  #announceChallenge(event: ImmersveChallengeEvent): boolean {
    /** @internal */
    const isAllowed = this.dispatchEvent(event);
    return isAllowed;
  }

  #announceState(previous: ImmersveView): void {
    const event = new ImmersveStateEvent(this.#view, previous, this.#controller.state.signer?.method);
    /** @internal */
    void this.updateComplete.then(() => this.dispatchEvent(event));
  }

  #getImmersve(): ImmersveSession {
    return (this.session ?? getSession()).immersve;
  }

  /** The language of the page around this element. */
  protected get locale(): string {
    return this.#locale.locale;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'immersve-login': ImmersveLogin;
  }
}
