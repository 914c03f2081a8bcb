import { request } from '../platform/request.js';
import { getString, isRecord } from '../shared/guards.js';
import { API_ERRORS } from '../shared/errors/api.js';
import { PassportError } from '../shared/passport-error.js';
import { createResponseError, toApiError, toTransportError } from './api-error.js';
import type { ApiTarget } from './call-api.js';

/** One JSON-RPC call. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Why a node has no result. The message is a stranger's. */
export interface RpcFailure {
  readonly code: number;
  readonly message: string;
  /** Such as the data of a revert. */
  readonly data?: unknown;
}

/** What a node said to one call; undefined when it said nothing that can be read. */
export type RpcAnswer = { readonly result: unknown } | { readonly error: RpcFailure } | undefined;

/**
 * Sends calls as one JSON-RPC batch, a single call by itself, and gives the answers in the order of the calls.
 * Nothing is repeated. Only `content-type` is sent with it, and the token where there is one: a node's CORS rules may
 * know no other header.
 *
 * @throws {PassportError} a code of the api room or `RESPONSE_TOO_LARGE` when there is no batch of answers.
 */
export async function callRpc(
  target: ApiTarget, calls: readonly RpcCall[], options: { readonly signal?: AbortSignal; readonly accessToken?: string } = {},
): Promise<readonly RpcAnswer[]> {
  const requests = calls.map(({ method, params }, index) => ({ jsonrpc: '2.0', id: index + 1, method, params }));
  const { signal, accessToken } = options;
  const response = await request(target.baseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }) },
    body: JSON.stringify(requests.length === 1 ? requests[0] : requests),
    signal, timeoutMs: target.timeoutMs, fetch: target.fetch, isSecret: accessToken !== undefined,
  }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw toTransportError(error);
  });
  if (response.status < 200 || response.status > 299) throw toApiError(response, { isAuthorized: accessToken !== undefined });
  const { json } = response;
  if (Array.isArray(json)) return sortAnswers(json, calls.length);
  if (calls.length === 1 && isRecord(json)) return sortAnswers([json], 1);
  // One error for all: such as a batch that is too large for the node.
  if (isRecord(json) && Object.hasOwn(json, 'error')) {
    throw new PassportError(API_ERRORS, 'API_REFUSED', { message: 'The node refused the calls.' });
  }
  throw createResponseError('answer of a node');
}

/** By id: a batch may be answered in any order. An id that is answered twice counts as not answered. */
function sortAnswers(json: readonly unknown[], count: number): readonly RpcAnswer[] {
  const answers = new Map<unknown, RpcAnswer>();
  for (const answer of json.filter(isRecord)) {
    answers.set(answer['id'], answers.has(answer['id']) ? undefined : readAnswer(answer));
  }
  return Array.from({ length: count }, (_, index) => answers.get(index + 1));
}

function readAnswer(answer: Record<string, unknown>): RpcAnswer {
  const hasError = Object.hasOwn(answer, 'error');
  if (hasError === Object.hasOwn(answer, 'result')) return undefined;
  if (!hasError) return { result: answer['result'] };
  const { error } = answer;
  const code = isRecord(error) && Object.hasOwn(error, 'code') ? error['code'] : undefined;
  if (!isRecord(error) || !Number.isSafeInteger(code)) return undefined;
  return { error: { code: code as number, message: getString(error, 'message') ?? '', ...(Object.hasOwn(error, 'data') ? { data: error['data'] } : {}) } };
}
