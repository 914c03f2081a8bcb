import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LoginObstacle } from '../../session/login-obstacle.js';
import type { CopyController } from '../support/copy-controller.js';
import { getText } from '../support/texts.js';
import { VIEW_TEXTS } from './view-texts.js';

/** The ways out of a page on which nobody can sign in: the same page elsewhere. */
export function renderWayOut(obstacle: LoginObstacle | undefined, locale: string, copy: CopyController): TemplateResult {
  // Apps open no tabs, and a page of its own is in one already.
  const canLeave = obstacle?.isFramed && !obstacle.app;
  return html`
    ${canLeave ? html`<a class="button" part="link" href=${location.href} target="_blank" rel="noopener">${
      getText(VIEW_TEXTS, locale, 'open-in-tab')}</a>` : nothing}
    ${copy.renderTextButton(location.href, locale, 'copy-link')}`;
}

/** What is said beside the button inside of an app, where it may work or not. */
export function renderAppNote(app: string, locale: string, copy: CopyController): TemplateResult {
  const name = app === 'webview' ? getText(VIEW_TEXTS, locale, 'another-app') : app;
  return html`<div class="app-note small muted" part="note">
    <span>${getText(VIEW_TEXTS, locale, 'inside-app', { app: name })}</span>
    ${copy.renderTextButton(location.href, locale, 'copy-link', true)}
  </div>`;
}
