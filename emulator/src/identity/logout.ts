import type { Provider } from 'oidc-provider';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { renderMessagePage } from './pages/message-page.js';
import { isReturnAddress } from './return-addresses.js';
import { findSession, toCookieNames } from './sessions.js';
import type { TakeFault } from './token-response.js';

/**
 * `/v2/logout`: ends the session at the authority and goes back to the page, if its address is
 * allowed. Takes the live service's `returnTo` or the standard's `post_logout_redirect_uri` with `state`.
 */
export async function logOut(exchange: Exchange, context: ServiceContext, provider: Provider, take: TakeFault): Promise<void> {
  const { searchParams } = exchange.url;
  const returnTo = searchParams.get('returnTo') ?? searchParams.get('post_logout_redirect_uri');
  if (returnTo !== null && !isReturnAddress(returnTo, context.registeredUris)) {
    const { html, headers } = renderMessagePage({
      title: 'Sign-out cannot return there',
      text: 'The address in returnTo is not registered. The emulator accepts loopback addresses on any port.',
      detail: 'invalid_request',
    });
    return exchange.sendHtml(400, html, headers);
  }
  await (await findSession(exchange, context, provider))?.destroy();
  const name = toCookieNames(context.instanceId).session;
  exchange.response.setHeader('set-cookie', [name, `${name}.sig`].map((cookie) => `${cookie}=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; httponly; samesite=lax`));
  if (returnTo !== null && take('logout-stays') === undefined) return exchange.sendRedirect(addState(returnTo, searchParams.get('state'), take));
  return exchange.send(200, 'OK', { 'content-type': 'text/plain; charset=utf-8' });
}

function addState(returnTo: string, state: string | null, take: TakeFault): string {
  const sent = take('logout-other-state') === undefined ? state : 'another-state';
  if (sent === null || take('logout-no-state') !== undefined) return returnTo;
  const address = new URL(returnTo);
  address.searchParams.set('state', sent);
  return address.href;
}
