import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from '../core/exchange.js';
import type { FaultParams } from '../core/faults.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { RPC_CODES, RpcError, toErrorResponse, toResult } from './json-rpc.js';
import type { RpcRequest, RpcResponse } from './json-rpc.js';
import { ASKING_METHODS, callMethod } from './rpc-methods.js';
import type { FrameSession } from './rpc-methods.js';
import { isSignatureForm } from './signer.js';

/** What the frame's script is told to do with a request, in this order. */
export type FrameAction =
  | { readonly do: 'post'; readonly response: unknown }
  | { readonly do: 'ask'; readonly title: string; readonly text: string; readonly refusal: RpcResponse; readonly answer?: string }
  | { readonly do: 'navigate'; readonly to: string }
  | { readonly do: 'reload' }
  | { readonly do: 'die' };

/** Decides what a frame does with one request of its page, faults included. */
export async function decideActions(
  context: ServiceContext, exchange: Exchange, session: FrameSession, request: RpcRequest, confirmed: boolean,
): Promise<readonly FrameAction[]> {
  const take = (name: string): FaultParams | undefined =>
    takeFault(context.faults, exchange, `wallet:${name}`, ({ method }) => !method || method === request.method);

  if (take('logged-out') !== undefined) session.sub = undefined;
  if (!confirmed) {
    const overlay = take('overlay');
    if (overlay !== undefined || asks(session, request)) return [ask(request, String(overlay?.answer ?? ''))];
  }
  if (take('dead') !== undefined) return [{ do: 'die' }];
  if (take('reload') !== undefined) return [{ do: 'reload' }];
  const slow = take('slow');
  if (slow !== undefined) await wait(Number(slow.ms), undefined, { ref: false });
  if (take('mute') !== undefined) return [];
  const navigate = take('navigate');
  if (navigate !== undefined) return [{ do: 'navigate', to: String(navigate.to) }];

  const response = await respond(context, session, request, take);
  return decorate(response, take).map((answer) => ({ do: 'post', response: answer }));
}

function asks(session: FrameSession, request: RpcRequest): boolean {
  return session.sub !== undefined && ASKING_METHODS.has(request.method);
}

function ask(request: RpcRequest, answer: string): FrameAction {
  const [message] = request.params;
  const signs = request.method === 'personal_sign' && typeof message === 'string';
  return {
    do: 'ask',
    title: signs ? 'Sign this message?' : 'Share your address with this page?',
    text: signs ? Buffer.from(message.replace(/^0x/i, ''), 'hex').toString('utf8') : '',
    refusal: toErrorResponse(request.id, RPC_CODES.accessDenied, 'Access denied to user'),
    ...(answer === '' ? {} : { answer }),
  };
}

async function respond(
  context: ServiceContext, session: FrameSession, request: RpcRequest, take: (name: string) => FaultParams | undefined,
): Promise<RpcResponse> {
  const fault = take('error');
  if (fault !== undefined) return toErrorResponse(request.id, Number(fault.code), String(fault.message));
  const signs = request.method === 'personal_sign';
  const reads = request.method === 'eth_accounts' || request.method === 'eth_requestAccounts';
  const form = signs ? take('odd-signature')?.form : undefined;
  const flaws = {
    otherAddress: reads && take('other-address') !== undefined,
    signature: { randomK: signs && take('random-k') !== undefined, form: isSignatureForm(form) ? form : undefined },
  };

  try {
    return toResult(request.id, await callMethod(context, session, request, flaws));
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return toErrorResponse(request.id, error.code, error.message);
  }
}

function decorate(response: RpcResponse, take: (name: string) => FaultParams | undefined): readonly unknown[] {
  const malformed = take('malformed');
  if (malformed !== undefined) return [malform(response, String(malformed.shape))];
  if (take('stray-answers') === undefined) return [response];
  const { id } = response;
  const strangers = [`${String(id)}`, Number(id) + 0.5, Number(id) + 1000, null, [id], '__proto__'];
  return [...strangers.map((stranger) => toResult(stranger, '0xstray')), response, toResult(id, '0xlate')];
}

function malform(response: RpcResponse, shape: string): unknown {
  const { id } = response;
  switch (shape) {
    case 'both': return { ...response, result: response.result ?? '0x', error: { code: -32603, message: 'Both' } };
    case 'error-text': return { jsonrpc: '2.0', id, error: 'An error as a text' };
    case 'code-text': return { jsonrpc: '2.0', id, error: { code: '-32603', message: 'A code as a text' } };
    case 'null': return null;
    case 'text': return 'An answer as a text';
    // JSON.parse makes own members of these names, where an object literal would set the prototype.
    case 'prototype': return JSON.parse(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}`);
    default: return { jsonrpc: '2.0', id };
  }
}
