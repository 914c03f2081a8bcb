import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import type { PassportError } from '../../shared/passport-error.js';
import { CopyController } from '../support/copy-controller.js';
import { renderIcon } from '../support/icons.js';
import { partStyles } from '../support/parts.styles.js';
import { renderError } from '../support/render-error.js';
import { getText } from '../support/texts.js';
import { getInitial, getName } from './account-name.js';
import type { LoginMethod } from './login-methods.js';
import type { LoginModel } from './login-model.js';
import { viewStyles } from './login-views.styles.js';
import { METHOD_ICONS } from './method-icons.js';
import { renderAppNote, renderWayOut } from './obstacle-view.js';
import { VIEW_TEXTS } from './view-texts.js';

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
      case 'failed': return this.#renderFailure(model);
    }
  }

  /** Draws what is said beside the button; nothing where nothing stands in the way. */
  renderNote({ obstacle, locale }: LoginModel): TemplateResult | undefined {
    return obstacle?.app === undefined ? undefined : renderAppNote(obstacle.app, locale, this.#copy);
  }

  #renderFailure(model: LoginModel): TemplateResult {
    const { error, locale, obstacle } = model;
    if (!error) return html`${nothing}`;
    const isUnsupported = error.code === 'ENVIRONMENT_UNSUPPORTED';
    const actions = isUnsupported ? renderWayOut(obstacle, locale, this.#copy) : renderWayOn(model, error);
    return renderError(error, { locale, actions });
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

function renderSigningIn({ state, locale, cancel, reopen }: LoginModel): TemplateResult {
  const text = (key: keyof typeof VIEW_TEXTS): string => getText(VIEW_TEXTS, locale, key);
  const isLost = state.loginWindow === 'unwatched';
  return html`
    <div class="row progress ${isLost ? 'lost' : ''}" part="status">
      <span class="spinner"></span>
      <span class="lines"><span>${text('signing-in')}</span>
        <span class="muted small">${state.loginWindow ? text('finish-in-window') : nothing}</span></span>
      ${isLost ? html`<button type="button" class="button quiet" part="reopen" @click=${reopen}>${text('reopen')}</button>` : nothing}
      <button type="button" class="button quiet" part="cancel" @click=${cancel}>${text('cancel')}</button>
    </div>
  `;
}

function renderWayOn(model: LoginModel, { code, retryable }: PassportError): TemplateResult | undefined {
  const { locale, disabled, lastOptions, login, logout, offersRedirect } = model;
  if (code === 'INVALID_CONFIGURATION') return undefined;
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
