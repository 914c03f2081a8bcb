import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { REGISTRATION_STEPS } from '../../shared/network.js';
import type { RegistrationStep } from '../../shared/network.js';
import type { PassportError } from '../../shared/passport-error.js';
import { renderError } from '../support/render-error.js';

/** What `renderProgress` draws. */
export interface ProgressOptions {
  /** Absent before the first. */
  readonly step?: RegistrationStep;
  readonly title: string;
  readonly stepText: string;
  readonly cancelText: string;
  /** Absent where somebody else has begun it. */
  readonly onCancel?: () => void;
}

/** Draws how far a registration is. The whole of it can be focused by code, never by the Tab key. */
export function renderProgress({ step, title, stepText, cancelText, onCancel }: ProgressOptions): TemplateResult {
  const index = step ? REGISTRATION_STEPS.indexOf(step) : 0;
  return html`
    <div class="progress" part="progress" role="group" aria-label=${title} tabindex="-1">
      <div class="head">
        <strong>${title}</strong>
        ${onCancel ? html`<button type="button" class="button quiet" part="cancel" @click=${onCancel}>${cancelText}</button>` : nothing}
      </div>
      <div class="track" role="progressbar" aria-label=${title} aria-valuemin="0"
        aria-valuemax=${REGISTRATION_STEPS.length} aria-valuenow=${index} aria-valuetext=${stepText}
      >${REGISTRATION_STEPS.map((_, at) => html`<span class=${at < index ? 'done' : at === index ? 'current' : ''}></span>`)}</div>
      <div class="small muted" part="status">${stepText}</div>
    </div>
  `;
}

/** What `renderFailure` draws besides the failure. */
export interface FailureOptions {
  readonly locale: string;
  /** Whether the visitor can do anything: not where the page is set up wrongly. */
  readonly canAct: boolean;
  /** Where a retry goes on; empty for the beginning. */
  readonly hint: string;
  readonly retryText: string;
  readonly signOutText: string;
  readonly onRetry: () => void;
  readonly onSignOut: () => void;
}

/** Draws why a registration failed, and the ways on: the likelier one first. */
export function renderFailure(error: PassportError, options: FailureOptions): TemplateResult {
  const { locale, canAct, hint, retryText, signOutText, onRetry, onSignOut } = options;
  const isOfAccount = isCuredByAnotherAccount(error);
  const signOut = html`<button type="button" class="button primary" part="sign-out" @click=${onSignOut}>${signOutText}</button>`;
  const actions = html`
    ${isOfAccount ? signOut : nothing}
    <button type="button" class="button ${isOfAccount ? 'quiet' : 'primary'}" part="retry" @click=${onRetry}>${retryText}</button>
    ${hint && !isOfAccount ? html`<span class="small muted" part="status">${hint}</span>` : nothing}
  `;
  return renderError(error, { locale, actions: canAct ? actions : undefined });
}

/** Whether the service, or the wallet, will say the same again to whoever is signed in now. */
function isCuredByAnotherAccount({ type, retryable }: PassportError): boolean {
  return type === 'NOT_LOGGED_IN_ERROR' || (type === 'WALLET_CONNECTION_ERROR' && !retryable);
}
