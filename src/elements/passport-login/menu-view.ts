import { html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { adoptStyles } from '../support/adopt-styles.js';
import { renderIcon } from '../support/icons.js';
import { getText } from '../../shared/texts.js';
import type { LoginMethod } from './login-methods.js';
import type { LoginModel } from './login-model.js';
import { METHOD_ICONS } from './method-icons.js';
import { MethodMenu } from './method-menu.js';
import type { LoginView } from './view-parts.js';
import { menuStyles } from './views.styles.js';

/** What this part says. */
export const TEXTS = {
  'sign-in-with': 'Sign in with',
  'method-email': 'Email',
} as const;

/** Names of companies are the same in every language. */
const NAMES = { google: 'Google', apple: 'Apple', facebook: 'Facebook' } as const;

/** Draws the menu of login methods, closed until it is asked for. */
export function createView(host: LitElement): LoginView {
  adoptStyles(host, menuStyles);
  const menu = new MethodMenu(host);
  return {
    render: (model) => (model.methods.length > 1 ? renderMenu(model, menu) : html`${nothing}`),
    icons: METHOD_ICONS,
    openMenu: () => menu.toggle(),
  };
}

function renderMenu({ methods, locale, loginWith }: LoginModel, menu: MethodMenu): TemplateResult {
  const heading = getText(TEXTS, locale, 'sign-in-with');
  return html`<div class="menu" part="menu" role="menu" popover="manual" aria-label=${heading}
      @keydown=${(event: KeyboardEvent) => menu.handleKey(event)}>
    <div class="heading" part="menu-label" aria-hidden="true">${heading}</div>
    ${methods.map((method) => html`<button type="button" class="item" part="method" role="menuitem" tabindex="-1"
      @click=${() => {
        menu.close();
        loginWith(method);
      }}>${renderIcon(METHOD_ICONS[method])}<span>${getName(method, locale)}</span></button>`)}
  </div>`;
}

function getName(method: LoginMethod, locale: string): string {
  return method === 'email' ? getText(TEXTS, locale, 'method-email') : NAMES[method];
}
