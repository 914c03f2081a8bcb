import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { adoptStyles } from '../support/adopt-styles.js';
import { CopyController } from '../support/copy-controller.js';
import { partStyles } from '../support/parts.styles.js';
import { getText } from '../support/texts.js';
import { getInitial, getName } from './account-name.js';
import type { LoginModel } from './login-model.js';
import { TEXTS as BUTTON_TEXTS } from './texts.js';
import type { LoginView } from './view-parts.js';
import { accountStyles } from './views.styles.js';

/** What this part says. */
export const TEXTS = {
  ...BUTTON_TEXTS,
  'signed-in-as': 'Signed in as {name}',
  'signing-out': 'Signing out…',
  'finish-in-window': 'Finish in the window that opened.',
  'reopen': 'Open the window again',
} as const;

/** Draws a sign-in that is under way, and who is signed in. */
export function createView(host: LitElement): LoginView {
  adoptStyles(host, partStyles, accountStyles);
  const copy = new CopyController(host);
  return {
    announce,
    render: (model) => (model.view === 'signing-in' ? renderSigningIn(model) : renderAccount(model, copy)),
  };
}

function announce({ view, state, locale }: LoginModel): string {
  const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key, { name: getName(state.user) ?? '' });
  switch (view) {
    case 'signing-in': return `${text('signing-in')} ${state.loginWindow ? text('finish-in-window') : ''}`;
    case 'signed-in': return text('signed-in-as');
    default: return text('signing-out');
  }
}

function renderSigningIn({ state, locale, cancel, reopen }: LoginModel): TemplateResult {
  const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key);
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

function renderAccount({ view, state, locale, disabled, logout }: LoginModel, copy: CopyController): TemplateResult {
  const { user, account, trust } = state;
  const name = getName(user) ?? getText(TEXTS, locale, 'signed-in');
  const isLeaving = view === 'signing-out';
  return html`
    <div class="row" part="account">
      <span class="avatar" part="avatar" aria-hidden="true">${getInitial(name)}</span>
      <span class="lines">
        <bdi class="name" part="name" title=${name}>${name}</bdi>
        ${account ? html`<span class="small muted address-line">${
          copy.renderAddress(account.address, locale, trust === 'verified')}</span>` : nothing}
      </span>
      <button type="button" class="button quiet" part="button" ?disabled=${isLeaving || disabled}
        @click=${logout}>${getText(TEXTS, locale, isLeaving ? 'signing-out' : 'sign-out')}</button>
    </div>
  `;
}
