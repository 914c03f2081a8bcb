import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import type { LoginOptions, SessionState } from '../../session/session-types.js';
import type { PassportError } from '../../shared/passport-error.js';
import { CopyController } from '../support/copy-controller.js';
import { renderIcon } from '../support/icons.js';
import { partStyles } from '../support/parts.styles.js';
import { renderError } from '../support/render-error.js';
import { getText } from '../support/texts.js';
import { getInitial, getName } from './account-name.js';
import type { LoginMethod } from './login-methods.js';
import { viewStyles } from './login-views.styles.js';
import { METHOD_ICONS } from './method-icons.js';
import { VIEW_TEXTS } from './view-texts.js';

/** What the views draw and whom they call. */
export interface LoginModel {
  readonly view: 'signed-out' | 'signing-in' | 'signed-in' | 'signing-out' | 'failed';
  readonly state: SessionState;
  readonly error: PassportError | undefined;
  readonly locale: string;
  readonly methods: readonly LoginMethod[];
  readonly disabled: boolean;
  /** Whether the page is left rather than a window opened. */
  readonly isRedirect: boolean;
  /** Whether the redirect is offered where a window is blocked. */
  readonly offersRedirect: boolean;
  /** What the last login was started with, for another try. */
  readonly lastOptions: LoginOptions;
  readonly login: (options: LoginOptions) => void;
  readonly loginWith: (method: LoginMethod) => void;
  readonly logout: () => void;
  readonly cancel: () => void;
}

/**
 * The views that a visitor sees after the button: loaded when the first of them is near, so that a
 * page which shows nothing but the button stays small.
 */
export class LoginViews {
  readonly #copy: CopyController;

  constructor(host: LitElement) {
    this.#copy = new CopyController(host);
    const sheets = [partStyles, viewStyles].map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
    host.shadowRoot?.adoptedStyleSheets.push(...sheets);
  }

  /** Draws one of the views. */
  render(model: LoginModel): TemplateResult {
    switch (model.view) {
      case 'signed-out': return renderMenu(model);
      case 'signing-in': return renderSigningIn(model);
      case 'signed-in':
      case 'signing-out': return this.#renderAccount(model);
      case 'failed': return renderFailure(model);
    }
  }

  #renderAccount({ view, state, locale, disabled, logout }: LoginModel): TemplateResult {
    const { user, account, trust } = state;
    const name = getName(user) ?? getText(VIEW_TEXTS, locale, 'signed-in');
    const isLeaving = view === 'signing-out';
    return html`
      <div class="row" part="account">
        <span class="avatar" part="avatar" aria-hidden="true">${getInitial(name)}</span>
        <span class="lines">
          <bdi class="name" part="name" title=${name}>${name}</bdi>
          ${account ? html`<span class="small muted address-line">${
            this.#copy.renderAddress(account.address, locale, trust === 'verified')}</span>` : nothing}
        </span>
        <button type="button" class="button quiet" part="button" ?disabled=${isLeaving || disabled}
          @click=${logout}>${getText(VIEW_TEXTS, locale, isLeaving ? 'signing-out' : 'sign-out')}</button>
      </div>
    `;
  }
}

function renderMenu({ methods, locale, disabled, loginWith }: LoginModel): TemplateResult {
  return html`<div class="menu" part="menu" role="group" aria-label=${getText(VIEW_TEXTS, locale, 'sign-in-with')}>
    ${methods.map((method, index) => html`
      <button type="button" part="button" class="button ${index === 0 ? 'primary' : ''}" ?disabled=${disabled}
        @click=${() => loginWith(method)}
      ><span class="label">${renderIcon(METHOD_ICONS[method])}${renderLabel(method, locale, index === 0)}</span></button>
    `)}
  </div>`;
}

function renderLabel(method: LoginMethod, locale: string, isFirst: boolean): TemplateResult {
  const label = getText(VIEW_TEXTS, locale, `continue-with-${method}`);
  return isFirst ? html`<slot>${label}</slot>` : html`${label}`;
}

function renderSigningIn({ locale, isRedirect, cancel }: LoginModel): TemplateResult {
  return html`
    <div class="row progress" part="status">
      <span class="spinner"></span>
      <span class="lines"><span>${getText(VIEW_TEXTS, locale, 'signing-in')}</span>
        <span class="muted small">${isRedirect ? nothing : getText(VIEW_TEXTS, locale, 'finish-in-window')}</span></span>
      <button type="button" class="button quiet" part="cancel" @click=${cancel}>${
        getText(VIEW_TEXTS, locale, 'cancel')}</button>
    </div>
  `;
}

function renderFailure(model: LoginModel): TemplateResult {
  const { error, locale } = model;
  return error ? renderError(error, { locale, actions: renderWayOn(model, error) }) : html`${nothing}`;
}

function renderWayOn(model: LoginModel, { code, retryable }: PassportError): TemplateResult | undefined {
  const { locale, disabled, lastOptions, login, logout, offersRedirect } = model;
  if (code === 'INVALID_CONFIGURATION' || code === 'ENVIRONMENT_UNSUPPORTED') return undefined;
  const renderAction = (label: 'retry' | 'sign-in-again' | 'open-window', run: () => void): TemplateResult =>
    html`<button type="button" class="button primary" part="retry" ?disabled=${disabled} @click=${run}>${
      getText(VIEW_TEXTS, locale, label)}</button>`;
  if (code === 'LOGOUT_ERROR') return renderAction('retry', logout);
  const again = (): void => login(lastOptions);
  if (code !== 'POPUP_BLOCKED') return renderAction(retryable ? 'retry' : 'sign-in-again', again);
  // This click is the visitor's own, so the browser lets the window open.
  return html`${renderAction('open-window', again)}${offersRedirect ? html`<button type="button" class="button"
    part="button" ?disabled=${disabled} @click=${() => login({ ...lastOptions, useRedirectFlow: true })}>${
    getText(VIEW_TEXTS, locale, 'continue-here')}</button>` : nothing}`;
}
