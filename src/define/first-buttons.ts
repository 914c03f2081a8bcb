import { needsLook } from '../session/page-look.js';
import type { Session } from '../session/session-types.js';
import { systemClock } from '../platform/clock.js';
import type { Clock } from '../platform/clock.js';
import { listenTo } from '../platform/own-document.js';
import { ATTRIBUTES } from '../shared/config.js';
import { getLocale } from '../shared/locale.js';
import { toPassportError } from '../shared/passport-error.js';
import { judgeConfiguration, readAttributes } from '../elements/support/configuration.js';
import { PassportErrorEvent } from '../elements/support/error.events.js';
import { FirstButton, isPlain } from '../elements/passport-login/first-button.js';
import { requestLogin } from '../elements/passport-login/login-request.js';
import type { LoginRequest } from '../elements/passport-login/login-request.js';
import { PassportLoginEvent } from '../elements/passport-login/passport-login.events.js';
import type { PassportLogin } from '../elements/passport-login/passport-login.js';

/** The element's class, as it comes in its file. */
export type LoginClass = typeof PassportLogin;

/** What the first buttons work with. */
export interface FirstButtonsOptions {
  readonly session: Session;
  /** Brings the code of the element. */
  readonly load: () => Promise<LoginClass>;
  /** Registers the element. */
  readonly define: (elementClass: LoginClass) => void;
  /** Default: `passport-login`. */
  readonly tag?: string;
  readonly clock?: Clock;
  /** Default: this one. */
  readonly page?: Window;
}

/** A browser that follows a touch with a click does so by then. */
const CLICK_WAIT_MS = 400;

/** What ends a press. A window that opens takes the keyboard with it, so the release of a key may never be told. */
const ENDS = ['pointerup', 'pointercancel', 'keyup', 'click', 'blur'];

const ignore = (): void => {};

/**
 * Draws the sign-in buttons of a page before the element is there, and gives way to it. What is not plain, or not signed
 * out, is left to the element, which is asked for at once.
 */
export class FirstButtons {
  readonly #options: FirstButtonsOptions;
  readonly #tag: string;
  /** By tag; none where the configuration contradicts others, which the element says. */
  readonly #buttons = new Map<HTMLElement, FirstButton | undefined>();
  /** Also of tags that have left and may come back. */
  readonly #made = new WeakMap<HTMLElement, FirstButton>();
  readonly #observer: MutationObserver;
  readonly #unsubscribe: () => void;
  #pressed = Promise.resolve();
  #arriving: Promise<LoginClass> | undefined;
  #isJudging = false;
  #isMissing = false;
  #mayAsk = true;
  #shown: readonly unknown[] = [];

  constructor(options: FirstButtonsOptions) {
    this.#options = options;
    this.#tag = options.tag ?? 'passport-login';
    this.#observer = new MutationObserver((records) => this.#handleChanges(records));
    this.#observer.observe(document, {
      childList: true, subtree: true, attributeFilter: ['lang', 'slot', 'methods', 'disabled', ...Object.values(ATTRIBUTES)],
    });
    let last = options.session.state.status;
    this.#unsubscribe = options.session.subscribe(({ status }) => {
      void this.#judge(status !== last);
      last = status;
    });
    this.#look();
  }

  #handleChanges(records: readonly MutationRecord[]): void {
    let isAsked = false;
    for (const { target, type } of records) {
      if (type !== 'attributes' || !this.#buttons.has(target as HTMLElement)) continue;
      this.#contribute(target as HTMLElement);
      isAsked = true;
    }
    this.#look(isAsked);
  }

  /** Brings the element, which takes the place of the buttons as soon as none is pressed. Rejects as `load` does. */
  bring(): Promise<LoginClass> {
    this.#arriving ??= this.#bring().catch((error: unknown) => {
      // The next one who asks tries again.
      this.#arriving = undefined;
      this.#isMissing = true;
      this.#mayAsk = false;
      this.#show();
      console.warn(`passport-widgets: the code of <${this.#tag}> could not be loaded.`, error);
      throw error;
    });
    return this.#arriving;
  }

  async #bring(): Promise<LoginClass> {
    const elementClass = await this.#options.load();
    for (let last; last !== this.#pressed;) await (last = this.#pressed);
    this.#handleChanges(this.#observer.takeRecords());
    this.#observer.disconnect();
    this.#unsubscribe();
    // From here on each element speaks for itself.
    this.#buttons.clear();
    this.#options.define(elementClass);
    return elementClass;
  }

  #look(isAsked?: boolean): void {
    // A tag that other code has taken is left alone (row 139).
    const found = new Set(Document.prototype.querySelectorAll.call(document, `${this.#tag}:not(:defined)`) as NodeListOf<HTMLElement>);
    for (const element of this.#buttons.keys()) {
      if (found.has(element)) continue;
      this.#options.session.contribute(element, {});
      this.#buttons.delete(element);
    }
    for (const element of found) if (!this.#buttons.has(element)) this.#contribute(element);
    void this.#judge(isAsked);
  }

  #contribute(element: HTMLElement): void {
    let button: FirstButton | undefined;
    try {
      // One that drives a session of its own says nothing to the page's.
      if (!Object.hasOwn(element, 'session')) {
        this.#options.session.contribute(element, readAttributes(element));
        button = this.#made.get(element) ?? this.#create(element);
      }
    } catch {
      // The element says what contradicts what.
    }
    this.#buttons.set(element, button);
  }

  #create(element: HTMLElement): FirstButton {
    const first = new FirstButton(element);
    this.#made.set(element, first);
    const listen = (types: readonly string[], run: () => void): void => types.forEach((type) => first.button.addEventListener(type, run));
    listen(['pointerdown', 'keydown'], () => this.#hold());
    listen(['click'], () => this.#handleClick(element));
    // What a click will need comes when it is near.
    listen(['pointerenter', 'focus'], () => void this.bring().then((elementClass) => elementClass.loadView('account')).catch(ignore));
    return first;
  }

  /** From the pointer or key going down to the click that comes of it the button stays, or the click would be lost. */
  #hold(): void {
    const { clock = systemClock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = new AbortController();
    const end = (): void => {
      over.abort();
      resolve();
    };
    this.#pressed = promise;
    for (const type of ENDS) {
      // Once the event has reached everybody; a click follows the release of its pointer.
      listenTo(window, type, () => void clock.after(type === 'pointerup' ? CLICK_WAIT_MS : 0, end), { capture: true, signal: over.signal });
    }
  }

  /** `isAsked`: the session or a tag has changed, so that a file that could not be had is asked for again. */
  async #judge(isAsked?: boolean): Promise<void> {
    this.#show();
    if (isAsked) this.#mayAsk = true;
    if (this.#isJudging) return;
    this.#isJudging = true;
    // A session that has just been configured knows in the next microtask whether somebody may be signed in.
    await undefined;
    await undefined;
    this.#isJudging = false;
    const mayAsk = this.#mayAsk;
    for (const [element, button] of this.#buttons) {
      if (!this.#draw(element, button) && mayAsk) this.bring().catch(ignore);
    }
  }

  /** Whether a tag has its button now, and needs no more. */
  #draw(element: HTMLElement, button?: FirstButton): boolean {
    const { session: { state, config }, page = window } = this.#options;
    const isReady = state.status === 'signed-out' && !needsLook(page) && isPlain(element)
      && judgeConfiguration(this.#tag, readAttributes(element), config, ['clientId', 'redirectUri']) === 'complete';
    try {
      if (isReady) button?.draw();
      // The element says it in the language of the page.
      return isReady && button !== undefined && /^en\b/.test(getLocale(element));
    } catch {
      return false;
    }
  }

  #show(): void {
    const { state } = this.#options.session;
    const shown = [state.status, state.error, this.#isMissing, this.#buttons.size];
    if (shown.every((value, index) => value === this.#shown[index])) return;
    this.#shown = shown;
    for (const button of this.#buttons.values()) button?.show(state, this.#isMissing);
  }

  #handleClick(element: HTMLElement): void {
    const { session } = this.#options;
    // It is held: one login is enough.
    if (session.state.status === 'signing-in') return void session.reopenLogin();
    // Something was asked of the tag since it was drawn, or stated against it: the element's own button knows what.
    if (!isPlain(element) || !this.#buttons.get(element)) return void this.bring().then(() => element.shadowRoot?.querySelector('button')?.click(), ignore);
    const request = requestLogin(element, session, element.getAttribute('flow') ?? 'auto', {});
    if (request) this.#follow(element, request).catch(ignore);
  }

  /** The element shows and tells how the login ends; where it cannot be had, the page is told from here. */
  async #follow(element: HTMLElement, request: LoginRequest): Promise<void> {
    request.user.catch(ignore);
    const elementClass = await this.bring().catch(ignore);
    if (elementClass && element instanceof elementClass) return void await element.followLogin(request);
    const told = await request.user.then((user) => user && new PassportLoginEvent(user), (error: unknown) => new PassportErrorEvent(toPassportError(error)));
    /** @internal */
    if (told) element.dispatchEvent(told);
  }
}
