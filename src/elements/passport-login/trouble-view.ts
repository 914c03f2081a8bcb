import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import type { PassportError } from '../../shared/passport-error.js';
import { adoptStyles } from '../support/adopt-styles.js';
import { CopyController } from '../support/copy-controller.js';
import { noticeStyles } from '../support/notice.styles.js';
import { partStyles } from '../support/parts.styles.js';
import { renderError } from '../support/render-error.js';
import { getText } from '../../shared/texts.js';
import type { LoginModel } from './login-model.js';
import type { LoginView } from './view-parts.js';
import { troubleStyles } from './views.styles.js';

/** What this part says. */
export const TEXTS = {
  'retry': 'Try again',
  'sign-in-again': 'Sign in again',
  'open-window': 'Open sign-in window',
  'continue-here': 'Continue in this window',
  'inside-app': 'You are inside {app}. Some sign-in methods do not work here. If yours does not, open this page in your browser.',
  'another-app': 'another app',
  'open-in-tab': 'Open in a new tab',
} as const;

/** Draws failures with their way on, and what is said beside the button where something stands in the way. */
export function createView(host: LitElement): LoginView {
  adoptStyles(host, partStyles, noticeStyles, troubleStyles);
  const copy = new CopyController(host);
  return {
    render: (model) => (model.view === 'failed' ? renderFailure(model, copy) : renderAppNote(model, copy)),
  };
}

function renderFailure(model: LoginModel, copy: CopyController): TemplateResult {
  const { error, locale } = model;
  if (!error) return html`${nothing}`;
  const isUnsupported = error.code === 'ENVIRONMENT_UNSUPPORTED';
  return renderError(error, { locale, actions: isUnsupported ? renderWayOut(model, copy) : renderWayOn(model, error) });
}

function renderWayOn(model: LoginModel, { code, type, retryable }: PassportError): TemplateResult | undefined {
  const { locale, disabled, lastOptions, login, logout, offersRedirect } = model;
  if (code === 'INVALID_CONFIGURATION') return undefined;
  const renderAction = (label: 'retry' | 'sign-in-again' | 'open-window', run: () => void): TemplateResult =>
    html`<button type="button" class="button primary" part="retry" ?disabled=${disabled} @click=${run}>${
      getText(TEXTS, locale, label)}</button>`;
  if (type === 'LOGOUT_ERROR') return renderAction('retry', logout);
  const again = (): void => login(lastOptions);
  if (code !== 'POPUP_BLOCKED') return renderAction(retryable ? 'retry' : 'sign-in-again', again);
  // This click is the visitor's own, so the browser lets the window open.
  return html`${renderAction('open-window', again)}${offersRedirect ? html`<button type="button" class="button"
    part="button" ?disabled=${disabled} @click=${() => login({ ...lastOptions, useRedirectFlow: true })}>${
    getText(TEXTS, locale, 'continue-here')}</button>` : nothing}`;
}

/** The ways out of a page on which nobody can sign in: the same page elsewhere. */
function renderWayOut({ obstacle, locale }: LoginModel, copy: CopyController): TemplateResult | undefined {
  // A page of its own, in a browser of its own, would be the same elsewhere.
  if (!obstacle?.isFramed && !obstacle?.app) return undefined;
  // Apps open no tabs.
  const canLeave = !obstacle.app;
  return html`
    ${canLeave ? html`<a class="button" part="link" href=${location.href} target="_blank" rel="noopener">${
      getText(TEXTS, locale, 'open-in-tab')}</a>` : nothing}
    ${copy.renderTextButton(location.href, locale, 'copy-link')}`;
}

/** What is said beside the button inside of an app, where it may work or not. */
function renderAppNote({ obstacle, locale }: LoginModel, copy: CopyController): TemplateResult {
  const app = obstacle?.app;
  const name = !app || app === 'webview' ? getText(TEXTS, locale, 'another-app') : app;
  return html`<div class="app-note small muted" part="note">
    <p>${getText(TEXTS, locale, 'inside-app', { app: name })}</p>
    ${copy.renderTextButton(location.href, locale, 'copy-link', true)}
  </div>`;
}
