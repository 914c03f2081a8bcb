import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { getText } from '../../shared/texts.js';
import type { LoginModel } from './login-model.js';
import { TEXTS } from './texts.js';

/** What is left to say and to do when the code of the views cannot be loaded. */
export function renderPlain(model: LoginModel): TemplateResult {
  const { view, error, locale } = model;
  const isFailed = view === 'failed';
  const text = (key: keyof typeof TEXTS): string => getText(TEXTS, locale, key);
  const [words, label, run] = isFailed
    ? [error?.message, 'retry' as const, () => model.login(model.lastOptions)]
    : view === 'signing-in'
      ? [text('signing-in'), 'cancel' as const, model.cancel]
      : [text('signed-in'), 'sign-out' as const, model.logout];
  return html`<bdi part=${isFailed ? 'error' : 'status'} role=${isFailed ? 'alert' : nothing}>${words}</bdi>
    ${model.canRetry ? html`<button type="button" class="button" part="button" @click=${run}>${text(label)}</button>` : nothing}`;
}
