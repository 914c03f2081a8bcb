import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { toShortAddress } from '../../shared/addresses.js';
import { adoptStyles } from '../support/adopt-styles.js';
import { CLOSE_ICON, SIGN_OUT_ICON } from '../support/control-icons.js';
import { CopyController } from '../support/copy-controller.js';
import { renderIcon } from '../support/icons.js';
import { partStyles } from '../support/parts.styles.js';
import { getText } from '../../shared/texts.js';
import { getInitials, getName } from './account-name.js';
import { accountStyles } from './account.styles.js';
import type { LoginModel } from './login-model.js';
import { TEXTS as BUTTON_TEXTS } from './texts.js';
import type { LoginView } from './view-parts.js';

/** What this part says. */
export const TEXTS = {
  ...BUTTON_TEXTS,
  'signed-in-as': 'Signed in as {name}',
  'signing-out': 'Signing out…',
  'callback-signed-out': 'You are signed out.',
  'finish-in-window': 'Finish in the window that opened.',
  'reopen': 'Open the window again',
} as const;

/** Draws a sign-in that is under way, and who is signed in. */
export function createView(host: LitElement): LoginView {
  adoptStyles(host, partStyles, accountStyles);
  const copy = new CopyController(host);
  return {
    announce: createAnnouncer(),
    render: (model) => (model.view === 'signing-in' ? renderSigningIn(model) : renderAccount(model, copy)),
  };
}

/** What happened is said once, when it happens: that somebody was signed in before the page came is no news. */
function createAnnouncer(): (model: LoginModel) => string {
  let last: LoginModel['view'] | undefined;
  let said = '';
  return (model) => {
    if (model.view === last && model.view !== 'signing-in') return said;
    said = last || model.view === 'signing-in' ? getAnnouncement(model, last) : '';
    last = model.view;
    return said;
  };
}

function getAnnouncement({ view, state, locale }: LoginModel, last: LoginModel['view'] | undefined): string {
  const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key, { name: getName(state.user) ?? '' });
  switch (view) {
    case 'signing-in': return `${text('signing-in')} ${state.loginWindow ? text('finish-in-window') : ''}`;
    case 'signed-in': return text('signed-in-as');
    case 'signing-out': return text('signing-out');
    default: return last === 'signing-in' ? '' : text('callback-signed-out');
  }
}

function renderSigningIn({ state, locale, cancel, reopen }: LoginModel): TemplateResult {
  const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key);
  const isLost = state.loginWindow === 'unwatched';
  const hint = state.loginWindow ? text('finish-in-window') : '';
  const row = html`
    <div class="row progress ${isLost ? 'lost' : ''}" part="status">
      <span class="spinner"></span>
      <span class="lines" title=${hint || text('signing-in')}><span>${text('signing-in')}</span>
        ${hint ? html`<span class="hint muted small">${hint}</span>` : nothing}</span>
      ${isLost ? html`<button type="button" class="button quiet" part="reopen" @click=${reopen}>${text('reopen')}</button>` : nothing}
      ${renderAction(text('cancel'), CLOSE_ICON, 'cancel', cancel)}
    </div>
  `;
  return isLost ? row : renderFitting(row, hint || text('signing-in'), text('cancel'));
}

function renderAccount({ view, state, locale, disabled, logout }: LoginModel, copy: CopyController): TemplateResult {
  const { user, account, trust } = state;
  const name = getName(user) ?? getText(TEXTS, locale, 'signed-in');
  const isLeaving = view === 'signing-out';
  const action = getText(TEXTS, locale, isLeaving ? 'signing-out' : 'sign-out');
  // Room for the copy button too.
  const address = account ? `${toShortAddress(account.address)}000` : '';
  return renderFitting(html`
    <div class="row" part="account">
      <span class="avatar" part="avatar" aria-hidden="true">${getInitials(name)}</span>
      <span class="lines">
        <bdi class="name" part="name" title=${name}>${name}</bdi>
        ${account ? html`<span class="small muted address-line">${
          copy.renderAddress(account.address, locale, trust === 'verified')}</span>` : nothing}
      </span>
      ${renderAction(action, SIGN_OUT_ICON, 'button', logout, isLeaving || disabled)}
    </div>
  `, name.length > address.length ? name : address, getText(TEXTS, locale, 'sign-out'));
}

/** A row as wide as its texts. What is measured by container queries has no width of its own, so the texts stand around it, unseen. */
function renderFitting(row: TemplateResult, text: string, action: string): TemplateResult {
  return html`<div class="fit" data-text=${text} data-action=${action}>${row}</div>`;
}

/** A button with words where there is room for them, and a sign elsewhere. */
function renderAction(words: string, icon: string, part: string, run: () => void, isOff = false): TemplateResult {
  return html`<button type="button" class="button quiet" part=${part} title=${words} ?disabled=${isOff} @click=${run}
    >${renderIcon(icon)}<span class="words">${words}</span></button>`;
}
