import { LitElement, isServer } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { createLoader } from '../../session/lazy.js';
import { getSession } from '../../session/page-session.js';
import type { Session, SessionState } from '../../session/session-types.js';
import { toPassportError } from '../../shared/passport-error.js';
import type { PassportError } from '../../shared/passport-error.js';
import type { EnvironmentName, NetworkName } from '../../shared/types.js';
import type { TextPart } from '../../locales/text-files.js';
import { getStated, isConfigurationKey, judgeConfiguration } from './configuration.js';
import type { NeededKey } from './configuration.js';
import { PassportErrorEvent } from './error.events.js';
import { LocaleController } from './locale-controller.js';
import { property, state } from './property.js';
import { SessionController } from './session-controller.js';
import type { WaitingNotice } from './waiting-notice.js';

/** For the author of a page that is not set up: visitors of the others need no code for it. */
const loadNotice = createLoader(() => import('./waiting-notice.js'));

/** The elements on the page that contradict others: each tries again when one of the others leaves. */
const contradicting = new Set<PassportElement>();

/** What the elements share: configuration, the session, errors, custom states, focus and texts. */
export abstract class PassportElement extends LitElement {
  /** The keys without which the element cannot work. */
  protected static readonly needs: readonly NeededKey[] = [];
  /** The parts of the translations that the element draws besides the common one. */
  protected static readonly textParts: readonly TextPart[] = [];

  /** The application's client id, from the developer hub. */
  @property({ attribute: 'client-id' }) clientId?: string;
  /** `production` (default), `sandbox`, or `emulator` on loopback pages. */
  @property() environment?: EnvironmentName;
  /** The page that finishes a login. Same origin as this page. */
  @property({ attribute: 'redirect-uri' }) redirectUri?: string;
  /** The page that finishes a login in a window. Default: `redirect-uri`. */
  @property({ attribute: 'popup-redirect-uri' }) popupRedirectUri?: string;
  /** Where the browser goes after signing out. */
  @property({ attribute: 'logout-redirect-uri' }) logoutRedirectUri?: string;
  /** `redirect` (default) or `silent`. */
  @property({ attribute: 'logout-mode' }) logoutMode?: 'redirect' | 'silent';
  /** The audience of tokens. Default: `platform_api`. */
  @property() audience?: string;
  /** The scope of tokens. Default: `openid offline_access profile email transact`. */
  @property() scope?: string;
  /** The network of accounts and balances. Default: by environment. */
  @property() network?: NetworkName;

  /** The session that this element drives. Default: the page's own. */
  @property({ attribute: false }) session?: Session;

  /** The failure of what this element itself did last. */
  @state() protected failure?: PassportError;

  protected readonly controller = new SessionController(this, () => this.session ?? getSession(), {
    onState: (now, previous) => this.handleState(now, previous),
    onRelease: () => this.handleRelease(),
  });

  readonly #locale = new LocaleController(this, (this.constructor as typeof PassportElement).textParts);
  readonly #internals = this.attachInternals();
  #notice?: WaitingNotice;
  #contributedTo?: Session;
  #contradiction?: PassportError;
  #configuration: PassportError | undefined;
  #isWaiting = true;
  #hadFocus = false;
  #owesFocus = false;

  /** Why the element cannot do its work now. */
  get error(): PassportError | undefined {
    return this.#configuration ?? this.failure;
  }

  /** Why the configuration does not suffice, if it was stated at all. */
  protected get configurationError(): PassportError | undefined {
    return this.#configuration;
  }

  /** Whether nobody has configured anything yet. */
  protected get isWaiting(): boolean {
    return this.#isWaiting;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // At once, so that elements which stand before the configured one do not judge too early.
    this.#contribute();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!isServer) this.controller.follow();
    if (this.#contradiction || changed.has('session') || [...changed.keys()].some(isConfigurationKey)) this.#contribute();
    this.#judge();
    if (this.error) this.#locale.need('errors');
    this.#hadFocus = !isServer && (this.shadowRoot?.activeElement != null || (this.#owesFocus && document.activeElement === document.body));
    this.#owesFocus = false;
  }

  protected override updated(_changed: PropertyValues): void {
    this.#updateNotice();
    // The control that had the focus may be gone with the state it belonged to.
    if (!this.#hadFocus || !this.isConnected || this.shadowRoot?.activeElement) return;
    const control = this.shadowRoot?.querySelector<HTMLElement>('button:enabled, a');
    control?.focus();
    // While there is none, as in a list that is read, it waits for the next one, unless the visitor goes elsewhere.
    this.#owesFocus = !control;
  }

  /** Called with each state of the session, before the element is drawn. */
  protected handleState(_now: SessionState, _previous: SessionState): void {}

  /** Called once the element has left the document for longer than a task. */
  protected handleRelease(): void {
    this.#notice?.update(false);
    this.#withdraw();
  }

  /** An attribute of the element's own that makes no sense. Judged together with the configuration. */
  protected findProblem(): PassportError | undefined {
    return undefined;
  }

  /** Keeps a failure for drawing and tells the page. An abort is told, not drawn. */
  protected fail(error: unknown): PassportError {
    const failure = toPassportError(error);
    this.failure = failure.code === 'ABORTED' ? undefined : failure;
    /** @internal */
    this.dispatchEvent(new PassportErrorEvent(failure));
    return failure;
  }

  /** Makes `:state(name)` match, and no other state of ours. */
  protected setStates(...names: string[]): void {
    const states = this.#internals.states;
    // Absent on a server.
    states?.clear();
    for (const name of names) states?.add(name);
  }

  /** The language of the page around this element. */
  protected get locale(): string {
    return this.#locale.locale;
  }

  protected abstract override render(): TemplateResult;

  #updateNotice(): void {
    const isWaiting = this.#isWaiting && this.isConnected;
    if (this.#notice) this.#notice.update(isWaiting);
    else if (isWaiting) {
      loadNotice().then(({ WaitingNotice: Notice }) => {
        this.#notice ??= new Notice(this);
        this.#notice.update(this.#isWaiting && this.isConnected);
      }, () => {});
    }
  }

  #contribute(): void {
    if (isServer || !this.isConnected) return;
    const stated = getStated(this);
    const { session } = this.controller;
    if (this.#contributedTo !== session) this.#withdraw();
    if (Object.keys(stated).length === 0 && !this.#contributedTo) return;
    this.#contributedTo = session;
    try {
      session.contribute(this, stated);
      this.#contradiction = undefined;
      contradicting.delete(this);
    } catch (error) {
      this.#contradiction = toPassportError(error);
      contradicting.add(this);
    }
  }

  /** Takes back what the element stated: a session outlives the elements of its page (row 140). */
  #withdraw(): void {
    if (!this.#contributedTo) return;
    contradicting.delete(this);
    this.#contributedTo.contribute(this, {});
    this.#contributedTo = undefined;
    for (const element of contradicting) element.requestUpdate();
  }

  #judge(): void {
    const config = isServer ? undefined : this.controller.session.config;
    const { needs } = this.constructor as typeof PassportElement;
    const status = this.#contradiction ?? judgeConfiguration(this.localName, getStated(this), config, needs);
    const error = typeof status === 'string' ? this.findProblem() : status;
    this.#isWaiting = status === 'waiting';
    if (error?.message === this.#configuration?.message) return;
    this.#configuration = error;
    if (!error || isServer) return;
    // Told after it is drawn.
    void this.updateComplete.then(() => {
      if (error !== this.#configuration) return;
      /** @internal */
      this.dispatchEvent(new PassportErrorEvent(error));
    });
  }
}
