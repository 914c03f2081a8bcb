import type { Provider, Session } from 'oidc-provider';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';

/** The names of this emulator's cookies: all ports of localhost share one jar. */
export function toCookieNames(instanceId: string): Readonly<Record<'session' | 'interaction' | 'resume', string>> {
  return { session: `emulator_${instanceId}_session`, interaction: `emulator_${instanceId}_login`, resume: `emulator_${instanceId}_resume` };
}

/** The visitor's session at the authority, if there is one. */
export async function findSession(exchange: Exchange, context: ServiceContext, provider: Provider): Promise<Session | undefined> {
  const name = toCookieNames(context.instanceId).session;
  const pair = (exchange.header('cookie') ?? '').split(/;\s*/).find((candidate) => candidate.startsWith(`${name}=`));
  return pair === undefined ? undefined : provider.Session.find(pair.slice(name.length + 1));
}

/**
 * Hands a session over to another person. The library would otherwise put a sign-out
 * form of its own between the login page and the way back.
 */
export async function handOverSession(session: Session, accountId: string): Promise<void> {
  if (session.accountId === undefined || session.accountId === accountId) return;
  session.accountId = accountId;
  session.authorizations = {};
  await session.persist();
}
