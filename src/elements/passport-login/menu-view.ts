import { html } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { adoptStyles } from '../support/adopt-styles.js';
import { renderIcon } from '../support/icons.js';
import { getText } from '../support/texts.js';
import type { LoginMethod } from './login-methods.js';
import type { LoginModel } from './login-model.js';
import { METHOD_ICONS } from './method-icons.js';
import type { LoginView } from './view-parts.js';
import { menuStyles } from './views.styles.js';

/** What this part says. */
export const TEXTS = {
  'sign-in-with': 'Sign in with',
  'continue-with-google': 'Continue with Google',
  'continue-with-apple': 'Continue with Apple',
  'continue-with-facebook': 'Continue with Facebook',
  'continue-with-email': 'Continue with email',
} as const;

/** Draws a button for each login method. */
export function createView(host: LitElement): LoginView {
  adoptStyles(host, menuStyles);
  return { render: renderMenu };
}

function renderMenu({ methods, locale, disabled, loginWith }: LoginModel): TemplateResult {
  return html`<div class="menu" part="menu" role="group" aria-label=${getText(TEXTS, locale, 'sign-in-with')}>
    ${methods.map((method, index) => html`
      <button type="button" part="button" class="button ${index === 0 ? 'primary' : ''}" ?disabled=${disabled}
        @click=${() => loginWith(method)}
      ><span class="label">${renderIcon(METHOD_ICONS[method])}${renderLabel(method, locale, index === 0)}</span></button>
    `)}
  </div>`;
}

function renderLabel(method: LoginMethod, locale: string, isFirst: boolean): TemplateResult {
  const label = getText(TEXTS, locale, `continue-with-${method}`);
  return isFirst ? html`<slot>${label}</slot>` : html`${label}`;
}
