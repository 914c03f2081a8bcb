import type { Confirmation } from '../core/confirmations.js';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { GuardianError } from './errors.js';

/** `GET /guardian/v1/transactions/{payload_hash}` */
export async function sendTransaction(context: ServiceContext, exchange: Exchange, hash: string): Promise<void> {
  requireStarkEx(exchange.url.searchParams.get('chainType'));
  const confirmation = await requireOwn(context, exchange, hash);
  const isLie = takeFault(context.faults, exchange, 'guardian:lie-transaction') !== undefined;
  exchange.sendJson(200, {
    id: isLie ? toOther(hash) : hash,
    eth_address: confirmation.address,
    status: { 'open': 'PENDING', 'approved': 'APPROVED', 'rejected': 'REJECTED', 'not-required': 'APPROVED' }[confirmation.decision],
    transaction_type: confirmation.type,
    version: 1,
    transaction_metadata: { items: confirmation.items.map(({ title, rows }) => ({ title, ...Object.fromEntries(rows) })) },
  });
}

/** `POST /guardian/v1/transactions/{payload_hash}/evaluate` */
export async function evaluateTransaction(context: ServiceContext, exchange: Exchange, hash: string): Promise<void> {
  requireStarkEx((exchange.json() as { chainType?: unknown } | null | undefined)?.chainType);
  const confirmation = await requireOwn(context, exchange, hash);
  const skips = takeFault(context.faults, exchange, 'guardian:skip') !== undefined || context.world.confirmation.mode === 'skip';
  if (skips && confirmation.decision === 'open') confirmation.decision = 'not-required';
  const isLie = takeFault(context.faults, exchange, 'guardian:lie-evaluated') !== undefined;
  exchange.sendJson(200, { confirmationRequired: isOpen(confirmation), transactionId: isLie ? toOther(hash) : hash });
}

/**
 * `POST /guardian/v1/transactions/{payload_hash}/approve` and `/reject`: the confirmation page alone
 * can decide, because it alone was given the ticket. The live page has a session of its own instead.
 */
export function decide(context: ServiceContext, exchange: Exchange, hash: string, decision: 'approved' | 'rejected'): void {
  const { chainType, ticket } = (exchange.json() ?? {}) as { chainType?: unknown; ticket?: unknown };
  const confirmation = context.confirmations.find(hash);
  const expected = confirmation?.chainType ?? 'starkex';
  if (chainType !== expected) throw new GuardianError(400, `chainType must be ${expected}`);
  if (confirmation === undefined) throw new GuardianError(404, 'Transaction not found');
  if (ticket !== confirmation.ticket) throw new GuardianError(403, 'Only the confirmation page decides');
  if (!isOpen(confirmation) && confirmation.decision !== decision) throw new GuardianError(409, 'The transaction has been decided');
  confirmation.decision = decision;
  exchange.sendEmpty(204);
}

/** Others' transactions are as unknown as those that do not exist. */
async function requireOwn(context: ServiceContext, exchange: Exchange, hash: string): Promise<Confirmation> {
  const claims = exchange.bearer === undefined ? undefined : await context.tokens.verifyAccessToken(exchange.bearer);
  if (claims?.sub === undefined || context.world.findUser(claims.sub) === undefined) throw new GuardianError(401, 'The access token is missing or not valid');
  if (!String(claims.scope).split(' ').includes('transact')) throw new GuardianError(403, 'The access token lacks the scope transact');
  const isUnknown = takeFault(context.faults, exchange, 'guardian:unknown') !== undefined;
  const confirmation = context.confirmations.find(hash);
  if (isUnknown || confirmation?.sub !== claims.sub) throw new GuardianError(404, 'Transaction not found');
  return confirmation;
}

function requireStarkEx(chainType: unknown): void {
  if (chainType !== 'starkex') throw new GuardianError(400, 'chainType must be starkex');
}

/** Who has rejected may be asked again. */
function isOpen({ decision }: Confirmation): boolean {
  return decision === 'open' || decision === 'rejected';
}

function toOther(hash: string): string {
  return `${hash.slice(0, -1)}${hash.endsWith('1') ? '2' : '1'}`;
}
