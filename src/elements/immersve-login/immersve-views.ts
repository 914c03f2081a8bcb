import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ImmersveState } from '../../session/immersve-types.js';
import type { ImmersveMethod, ImmersveMode, ImmersveSigner } from '../../shared/immersve.js';
import type { PassportError } from '../../shared/passport-error.js';
import { cleanText } from '../support/clean-text.js';
import type { CopyController } from '../support/copy-controller.js';
import { CHECK_ICON, CLOSE_ICON } from '../support/control-icons.js';
import { renderIcon } from '../support/icons.js';
import { getPlural } from '../support/plurals.js';
import { renderError } from '../support/render-error.js';
import { getText } from '../../shared/texts.js';
import { WALLET_ICON } from './immersve-icons.js';
import type { ImmersveView } from './immersve-login.events.js';
import { TEXTS } from './texts.js';

const MAX_NAME = 40;

/** The steps of a login that have a line of their own. */
export type ProgressStep = 'connecting' | 'checking' | 'signing' | 'completing';

/** What the chooser draws. */
export interface ChooserModel {
  readonly locale: string;
  readonly methods: readonly ImmersveMethod[];
  readonly signers: readonly ImmersveSigner[];
  readonly choose: (signer: ImmersveSigner) => void;
  readonly close: () => void;
}

/** The name of a wallet, safe to draw. */
export function getWalletName(signer: Pick<ImmersveSigner, 'name' | 'id'> | undefined): string {
  return cleanText(String(signer?.name ?? ''), MAX_NAME) || cleanText(String(signer?.id ?? ''), MAX_NAME);
}

/** What the live region says in a state. */
export function describeView(
  view: ImmersveView,
  { locale, wallet, count, notice }: { locale: string; wallet: string; count: number; notice: keyof typeof TEXTS | undefined },
): string {
  switch (view) {
    case 'choosing': return getPlural(TEXTS, locale, 'immersve-wallets-found', count);
    case 'connecting':
    case 'checking':
    case 'signing':
    case 'completing':
      return `${getText(TEXTS, locale, `immersve-${view}`, { wallet })}. ${getText(TEXTS, locale, `immersve-${view}-hint`)}`;
    case 'signed-in':
    case 'signing-out': return getText(TEXTS, locale, view);
    default: return notice ? getText(TEXTS, locale, notice) : '';
  }
}

/** Draws the button that opens the chooser. */
export function renderButton(locale: string, { isHeld, disabled, open }: { isHeld: boolean; disabled: boolean; open: () => void }): TemplateResult {
  return html`<slot name="trigger" @click=${open}>
    <button type="button" part="button" class="button primary ${isHeld ? 'held' : ''}" ?disabled=${isHeld || disabled}
      aria-busy=${isHeld ? 'true' : nothing}
    ><span class="label">${renderIcon(WALLET_ICON)}<slot>${getText(TEXTS, locale, 'immersve-sign-in')}</slot></span></button></slot>`;
}

/** Draws the wallets to choose from, by kind. */
export function renderChooser(model: ChooserModel): TemplateResult {
  const { locale, methods, signers, close } = model;
  const groups = methods.map((method) => ({ method, wallets: signers.filter((signer) => signer.method === method) }))
    .filter(({ wallets }) => wallets.length > 0);
  return html`<div class="chooser" part="chooser" role="group" aria-labelledby="choose" @keydown=${(event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  }}>
    <div class="head"><strong id="choose">${getText(TEXTS, locale, 'immersve-choose')}</strong>
      <button type="button" class="icon-button" part="close" aria-label=${getText(TEXTS, locale, 'immersve-close')}
        @click=${close}>${renderIcon(CLOSE_ICON)}</button></div>
    ${groups.length === 0 ? html`<p class="none muted">${getText(TEXTS, locale, 'immersve-no-wallet')}</p>` : nothing}
    ${groups.map(({ method, wallets }) => html`<div class="wallets" role="group" aria-label=${getText(TEXTS, locale, `immersve-${method}`)}>
      ${methods.length > 1 ? html`<span class="heading small muted" aria-hidden="true">${getText(TEXTS, locale, `immersve-${method}`)}</span>` : nothing}
      ${wallets.map((signer) => renderWallet(signer, model))}
    </div>`)}
  </div>`;
}

function renderWallet(signer: ImmersveSigner, { choose }: ChooserModel): TemplateResult {
  const name = getWalletName(signer);
  // A stranger's picture: drawn by <img>, which runs nothing, and never fetched.
  const icon = typeof signer.icon === 'string' && signer.icon.startsWith('data:image/') ? signer.icon : undefined;
  return html`<button type="button" class="button wallet" part="wallet" @click=${() => choose(signer)}>
    ${icon ? html`<img part="icon" src=${icon} alt="" width="28" height="28">`
      : html`<span class="avatar" part="icon" aria-hidden="true">${[...name][0]?.toUpperCase()}</span>`}
    <slot name="wallet-${signer.id}"><bdi>${name}</bdi></slot>
  </button>`;
}

/** Draws where a login stands, with its way out. */
export function renderProgress(step: ProgressStep, wallet: string, locale: string, cancel: () => void): TemplateResult {
  return html`<div class="row progress" part="status">
    <span class="spinner"></span>
    <span class="lines"><span>${getText(TEXTS, locale, `immersve-${step}`, { wallet })}</span>
      <span class="muted small">${getText(TEXTS, locale, `immersve-${step}-hint`)}</span></span>
    <button type="button" class="button quiet" part="cancel" @click=${cancel}>${getText(TEXTS, locale, 'cancel')}</button>
  </div>`;
}

/** Draws who is signed in, with the way out. */
export function renderAccount(
  { profile, status }: ImmersveState, locale: string, copy: CopyController, logout: () => void, isDisabled: boolean,
): TemplateResult {
  const account = profile?.address ?? profile?.publicKey;
  const isLeaving = status === 'signing-out';
  return html`<div class="row" part="account">
    <span class="avatar tick" part="avatar" aria-hidden="true">${renderIcon(CHECK_ICON)}</span>
    <span class="lines">
      ${account ? html`<span class="address-line">${copy.renderAddress(account, locale, true)}</span>`
        : html`<span>${getText(TEXTS, locale, isLeaving ? 'signing-out' : 'signed-in')}</span>`}
      ${profile ? html`<span class="small muted">${cleanText(profile.network, MAX_NAME)}</span>` : nothing}
    </span>
    <button type="button" class="button quiet" part="button" ?disabled=${isLeaving || isDisabled}
      @click=${logout}>${getText(TEXTS, locale, 'sign-out')}</button>
  </div>`;
}

/** What leads on from a failure. */
export interface FailureActions {
  /** Tries again with the same wallet; absent when there is none. */
  readonly again?: (mode?: ImmersveMode) => void;
  /** Opens the chooser; absent when there is none. */
  readonly choose?: () => void;
}

/** Draws a failure with its way on. */
export function renderFailure(error: PassportError, locale: string, actions: FailureActions): TemplateResult {
  return renderError(error, { locale, actions: renderWayOn(error, locale, actions) });
}

function renderWayOn({ code, retryable }: PassportError, locale: string, { again, choose }: FailureActions): TemplateResult | undefined {
  const renderAction = (key: keyof typeof TEXTS, run: () => void, kind = 'primary'): TemplateResult =>
    html`<button type="button" class="button ${kind}" part="retry" @click=${run}>${getText(TEXTS, locale, key)}</button>`;
  const other = choose ? renderAction('immersve-other-wallet', choose, again ? '' : 'primary') : nothing;
  if (code === 'INVALID_CONFIGURATION' || code === 'CODE_UNAVAILABLE') return undefined;
  if (code === 'IMMERSVE_SESSION_EXPIRED' || code === 'IMMERSVE_CLIENT_MISMATCH') {
    const run = choose ?? again;
    return run && renderAction('immersve-sign-in-again', () => run());
  }
  if (code === 'IMMERSVE_ACCOUNT_DOES_NOT_EXIST' && again) {
    return html`${renderAction('immersve-create-account', () => again('signup'))}${other}`;
  }
  if (code === 'IMMERSVE_ACCOUNT_EXISTS' && again) {
    return html`${renderAction('immersve-use-account', () => again('login'))}${other}`;
  }
  return html`${retryable && again ? renderAction('retry', () => again()) : nothing}${other}`;
}
