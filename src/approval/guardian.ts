import { callApi } from '../api/call-api.js';
import type { ApiAnswer, ApiCall } from '../api/call-api.js';
import { createResponseError } from '../api/api-error.js';
import { systemClock } from '../platform/clock.js';
import { wait } from '../platform/wait.js';
import { APPROVAL_ERRORS } from '../shared/errors/approval.js';
import { getString, isRecord } from '../shared/guards.js';
import { PassportError } from '../shared/passport-error.js';
import { withAccessToken } from '../shared/with-access-token.js';
import type { ApprovalOptions } from './approval.js';
import type { GuardianRequest } from './guardian-request.js';

/** What the guardian says of a transaction. */
export interface Evaluation {
  /** Whether the guardian asks the visitor, on its own page. */
  readonly isConfirmationRequired: boolean;
  /** Names the transaction on that page; empty where no page is needed and the guardian gave none. */
  readonly id: string;
}

/** How often the guardian is asked for a transaction that it does not know yet, and how long after the last time. */
const MAX_TRIES = 10;
const PAUSE_MS = 1_000;
/** 252 bits; leading zeros may be absent. */
const STARK_HASH = /^(?:0x)?[0-9a-f]{50,64}$/i;

/**
 * Asks the guardian whether the visitor has to confirm. The guardian hears of a Stark transaction from the API
 * that made its signable, which may take a while: until then it is asked again, for ten seconds.
 *
 * @throws {PassportError} `SERVICE_UNAVAILABLE_ERROR` (status 403), `TRANSACTION_UNKNOWN`, a code of the api room
 */
export async function evaluate(options: ApprovalOptions, request: GuardianRequest, signal: AbortSignal): Promise<Evaluation> {
  const { clock = systemClock } = options;
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const evaluation = await tryToEvaluate(options, request, signal);
    if (evaluation) return evaluation;
    if (tries < MAX_TRIES) await wait(PAUSE_MS, { signal, clock });
  }
  throw new PassportError(APPROVAL_ERRORS, 'TRANSACTION_UNKNOWN');
}

/** Gives undefined while the guardian does not know the transaction. */
async function tryToEvaluate(
  options: ApprovalOptions, request: GuardianRequest, signal: AbortSignal,
): Promise<Evaluation | undefined> {
  const { lookUp, evaluate: { path, body } } = request;
  if (lookUp) {
    const { status, json } = await ask(options, { ...lookUp, signal });
    const found = status !== 404 && isRecord(json) ? getString(json, 'id') : undefined;
    if (found === undefined) return undefined;
    requireSame(request, found);
  }
  const { status, json } = await ask(options, { method: 'POST', path, body, signal });
  if (status === 404 && lookUp) return undefined;
  const isRequired = isRecord(json) && Object.hasOwn(json, 'confirmationRequired') ? json.confirmationRequired : undefined;
  const named = isRecord(json) ? getString(json, request.idMember) : undefined;
  if (named !== undefined) requireSame(request, named);
  const id = request.id ?? named;
  // Whoever answers neither yes nor no has not allowed anything.
  if (status === 404 || typeof isRequired !== 'boolean' || (isRequired && !id)) throw createResponseError('evaluation');
  return { isConfirmationRequired: isRequired, id: id ?? '' };
}

/** What the guardian's own ids look like is not published; one that has the form of a hash is the hash (row 116). */
function requireSame({ id }: GuardianRequest, named: string): void {
  if (id === undefined || !STARK_HASH.test(named) || !STARK_HASH.test(id) || toNumber(named) === toNumber(id)) return;
  throw new PassportError(APPROVAL_ERRORS, 'CONFIRMATION_FAILED', { message: 'The guardian speaks of another transaction.' });
}

function toNumber(hash: string): bigint {
  return BigInt(`0x${hash.replace(/^0x/i, '')}`);
}

async function ask(options: ApprovalOptions, call: ApiCall): Promise<ApiAnswer> {
  const { config, user, clock } = options;
  const target = { baseUrl: config.endpoints.imxPublicApiDomain, fetch: config.fetch, clock };
  const answer = await withAccessToken(
    user, (accessToken) => callApi(target, { ...call, accessToken, answers: [403, 404] }), { signal: call.signal },
  );
  if (answer.status === 403) throw new PassportError(APPROVAL_ERRORS, 'SERVICE_UNAVAILABLE_ERROR');
  return answer;
}
