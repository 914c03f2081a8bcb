import type { Exchange } from '../../core/exchange.js';
import type { ServiceContext } from '../../core/service.js';
import type { User } from '../../core/world.js';
import { ImxError } from '../errors.js';
import { findAccount, type Account } from '../ledger/accounts.js';

/** An account whose owner is logged in. */
export type OwnAccount = Account & { readonly sub: string };

/**
 * The user whose access token a request carries.
 *
 * @throws {ImxError} 401, or 403 without the scope `transact`.
 */
export async function authorize(context: ServiceContext, exchange: Exchange): Promise<User> {
  const claims = exchange.bearer === undefined ? undefined : await context.tokens.verifyAccessToken(exchange.bearer);
  const user = claims?.sub === undefined ? undefined : context.world.findUser(claims.sub);
  if (claims === undefined || user === undefined) throw new ImxError(401, 'unauthorized', 'The access token is missing or not valid');
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  if (!scopes.includes('transact')) throw new ImxError(403, 'forbidden', 'The access token lacks the scope transact');
  return user;
}

/** The account of the user whose access token a request carries; 403 for who is not registered. */
export async function authorizeAccount(context: ServiceContext, exchange: Exchange): Promise<OwnAccount> {
  const user = await authorize(context, exchange);
  const account = user.imx === undefined ? undefined : findAccount(context, user.imx.ethAddress);
  if (account === undefined) throw new ImxError(403, 'forbidden', 'The user is not registered');
  return { ...account, sub: user.sub };
}
