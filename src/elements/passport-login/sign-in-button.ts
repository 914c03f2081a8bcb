import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { PASSPORT_ICON, renderIcon } from '../support/icons.js';
import { getText } from '../support/texts.js';
import type { LoginMethod } from './login-methods.js';
import { TEXTS } from './texts.js';

/** What the button is drawn with. */
export interface SignInButton {
  readonly locale: string;
  readonly disabled: boolean;
  /** Whether it only keeps its place: what a click will do is not known yet. */
  readonly isHeld: boolean;
  /** The one method that it signs in with. */
  readonly method?: LoginMethod;
  /** The mark of that method, once its code is there. */
  readonly icon?: string;
  /** Whether it opens the menu of methods. */
  readonly opensMenu: boolean;
  readonly click: () => void;
  readonly handleKey: (event: KeyboardEvent) => void;
  /** The visitor comes near. */
  readonly prepare: () => void;
}

/** Draws the button that signs in: as large before its code and its answer are there as after. */
export function renderSignInButton(button: SignInButton): TemplateResult {
  const { locale, disabled, isHeld, method, icon, opensMenu, click, handleKey, prepare } = button;
  return html`
    <button type="button" part="button" class="button primary ${isHeld ? 'held' : ''}" ?disabled=${disabled}
      aria-busy=${isHeld ? 'true' : nothing} aria-haspopup=${opensMenu ? 'menu' : nothing} aria-expanded=${opensMenu ? 'false' : nothing}
      @click=${click} @keydown=${handleKey} @pointerenter=${prepare} @focus=${prepare}
    ><span class="label">${renderIcon(icon ?? PASSPORT_ICON)}<slot>${
      getText(TEXTS, locale, method ? `continue-with-${method}` : 'sign-in')}</slot></span></button>
  `;
}
