import type { Interaction, Provider } from 'oidc-provider';
import type { Exchange } from '../core/exchange.js';
import type { Page } from '../core/page.js';
import { toReplay } from '../core/replay.js';
import type { ServiceContext } from '../core/service.js';
import type { LoginMode } from '../core/world.js';
import { renderLoginPage, renderSelfSubmittingPage } from './pages/login-page.js';
import { renderMessagePage } from './pages/message-page.js';
import { findSession, handOverSession } from './sessions.js';
import type { TakeFault } from './token-response.js';

interface LoginResult {
  readonly login?: { readonly accountId: string };
  readonly error?: string;
  readonly error_description?: string;
}

/** The pages between the authorization request and the way back. */
export class LoginPages {
  readonly #context: ServiceContext;
  readonly #provider: Provider;

  constructor(context: ServiceContext, provider: Provider) {
    this.#context = context;
    this.#provider = provider;
  }

  /** Shows the page, or takes what was chosen on it. */
  async handle(exchange: Exchange, take: TakeFault): Promise<void> {
    const interaction = await this.#find(exchange);
    if (interaction === undefined) return sendPage(exchange, 400, renderExpired());
    if (take('coop') !== undefined) exchange.response.setHeader('cross-origin-opener-policy', 'same-origin');
    if (exchange.method === 'POST') return this.#submit(exchange, interaction);
    const mode: LoginMode = take('denied') === undefined ? this.#context.world.login : { mode: 'deny' };
    return sendPage(exchange, 200, this.#render(interaction, mode));
  }

  #render({ params }: Interaction, mode: LoginMode): Page {
    switch (mode.mode) {
      case 'auto':
        return renderSelfSubmittingPage(params, { name: 'email', value: mode.email });
      case 'deny':
        return renderSelfSubmittingPage(params, { name: 'action', value: 'deny' });
      case 'stay':
        return renderMessagePage({ title: 'Please wait', text: 'This page stays as it is, because a test wants it so.' });
      case 'page':
        return renderLoginPage({ people: this.#context.world.users, params });
    }
  }

  async #submit(exchange: Exchange, interaction: Interaction): Promise<void> {
    const form = exchange.form();
    const email = form.get('email')?.trim() ?? '';
    if (form.get('action') === 'deny') {
      return this.#finish(exchange, { error: 'access_denied', error_description: 'User did not authorize' });
    }
    // Anything with a name and a host will do: the people are made up.
    if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email)) {
      const problem = 'That is no e-mail address.';
      return sendPage(exchange, 400, renderLoginPage({ people: this.#context.world.users, params: interaction.params, problem }));
    }
    return this.#finish(exchange, { login: { accountId: this.#context.world.ensureUser(email).sub } });
  }

  async #finish(exchange: Exchange, result: LoginResult): Promise<void> {
    const next = await this.#provider.interactionResult(toReplay(exchange), exchange.response, result, { mergeWithLastSubmission: false });
    const session = await findSession(exchange, this.#context, this.#provider);
    if (session !== undefined && result.login !== undefined) await handOverSession(session, result.login.accountId);
    exchange.send(303, '', { location: next });
  }

  /** The login that this page belongs to; undefined when the cookie or the login is gone. */
  async #find(exchange: Exchange): Promise<Interaction | undefined> {
    try {
      return await this.#provider.interactionDetails(toReplay(exchange), exchange.response);
    } catch {
      return undefined;
    }
  }
}

function renderExpired(): Page {
  return renderMessagePage({ title: 'This sign-in is over', text: 'It was finished elsewhere, took too long, or the emulator was reset. Close this window and start again.' });
}

function sendPage(exchange: Exchange, status: number, { html, headers }: Page): void {
  exchange.sendHtml(status, html, headers);
}
