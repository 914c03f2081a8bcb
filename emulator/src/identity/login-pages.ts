import type { Interaction, Provider } from 'oidc-provider';
import type { Exchange } from '../core/exchange.js';
import type { FaultParams } from '../core/faults.js';
import type { Page } from '../core/page.js';
import { toReplay } from '../core/replay.js';
import type { ServiceContext } from '../core/service.js';
import type { LoginMode } from '../core/world.js';
import { THIRD_SITE_FAULTS } from './login-faults.js';
import { renderClosingPage, renderLoginPage, renderSelfSubmittingPage } from './pages/login-page.js';
import { renderMessagePage } from './pages/message-page.js';
import { renderThirdSite } from './pages/third-site.js';
import { findSession, handOverSession } from './sessions.js';
import type { TakeFault } from './token-response.js';

/** Pages of this path are another site: the same server under its other loopback name. */
export const THIRD_SITE_PATH = '/third-site/';

interface LoginResult {
  readonly login?: { readonly accountId: string };
  readonly error?: string;
  readonly error_description?: string;
}

/** The pages between the authorization request and the way back. */
export class LoginPages {
  readonly #context: ServiceContext;
  readonly #provider: Provider;
  /** What happens on the third site, by login. */
  readonly #detours = new Map<string, { readonly name: keyof typeof THIRD_SITE_FAULTS; readonly params: FaultParams; readonly known: { state: string; redirectUri: string } }>();

  constructor(context: ServiceContext, provider: Provider) {
    this.#context = context;
    this.#provider = provider;
  }

  /** Forgets logins on the way. */
  reset(): void {
    this.#detours.clear();
  }

  /** Shows the page, or takes what was chosen on it. */
  async handle(exchange: Exchange, take: TakeFault): Promise<void> {
    const interaction = await this.#find(exchange);
    if (interaction === undefined) return sendPage(exchange, 400, renderExpired());
    if (exchange.method === 'GET' && this.#leaveForThirdSite(exchange, interaction, take)) return;
    const coop = take('coop');
    if (coop !== undefined) exchange.response.setHeader('cross-origin-opener-policy', String(coop.value));
    if (exchange.method === 'POST') return this.#submit(exchange, interaction);
    if (take('login-closes') !== undefined) return sendPage(exchange, 200, renderClosingPage());
    return sendPage(exchange, 200, this.#render(interaction, this.#toMode(take)));
  }

  /** The page of another site, from which the login goes on. */
  handleThirdSite(exchange: Exchange): void {
    const uid = exchange.path.slice(THIRD_SITE_PATH.length);
    const detour = this.#detours.get(uid);
    if (detour === undefined) return sendPage(exchange, 404, renderExpired());
    if (detour.params.value !== undefined) exchange.response.setHeader('cross-origin-opener-policy', String(detour.params.value));
    const next = `${this.#context.addresses.auth}/u/login/${uid}`;
    const { name, params, known } = detour;
    return sendPage(exchange, 200, renderThirdSite({ next, action: THIRD_SITE_FAULTS[name], count: Number(params.count), known }));
  }

  #leaveForThirdSite(exchange: Exchange, { uid, params: asked }: Interaction, take: TakeFault): boolean {
    if (this.#detours.has(uid)) return false;
    for (const name of Object.keys(THIRD_SITE_FAULTS) as (keyof typeof THIRD_SITE_FAULTS)[]) {
      const params = take(name);
      if (params === undefined) continue;
      this.#detours.set(uid, { name, params, known: { state: String(asked.state), redirectUri: String(asked.redirect_uri) } });
      exchange.sendRedirect(`${this.#context.addresses.auth.replace('//localhost', '//127.0.0.1')}${THIRD_SITE_PATH}${uid}`);
      return true;
    }
    return false;
  }

  #toMode(take: TakeFault): LoginMode {
    if (take('denied') !== undefined) return { mode: 'deny' };
    return take('login-stays') === undefined ? this.#context.world.login : { mode: 'stay' };
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
