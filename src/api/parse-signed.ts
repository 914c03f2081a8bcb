import { isRecord } from '../shared/guards.js';
import type {
  CancelOrderResponse, CreateOrderResponse, CreateTradeResponse, CreateTransferResponse, CreateTransferResponseV1,
} from '../shared/imx-requests.js';
import { createResponseError } from './api-error.js';

/** Reads what became of a signed transfer. Throws `API_RESPONSE_INVALID`, as all here do. */
export function parseTransferAnswer(json: unknown): CreateTransferResponseV1 {
  const answer = readRecord(json, 'answer to the transfer');
  return {
    sent_signature: toText(answer['sent_signature']),
    status: toText(answer['status']),
    time: toNumber(answer['time']),
    transfer_id: readId(answer['transfer_id'], 'answer to the transfer'),
  };
}

/** Reads what became of a signed batch. */
export function parseTransfersAnswer(json: unknown): CreateTransferResponse {
  const ids = readRecord(json, 'answer to the transfers')['transfer_ids'];
  if (!Array.isArray(ids)) throw createResponseError('answer to the transfers');
  return { transfer_ids: ids.map((id) => readId(id, 'answer to the transfers')) };
}

/** Reads what became of a signed order. */
export function parseOrderAnswer(json: unknown): CreateOrderResponse {
  const answer = readRecord(json, 'answer to the order');
  return {
    order_id: readId(answer['order_id'], 'answer to the order'),
    status: toText(answer['status']),
    time: toNumber(answer['time']),
    ...readRequestId(answer),
  };
}

/** Reads what became of a signed cancellation. */
export function parseCancellationAnswer(json: unknown): CancelOrderResponse {
  const answer = readRecord(json, 'answer to the cancellation');
  return { order_id: readId(answer['order_id'], 'answer to the cancellation'), status: toText(answer['status']) };
}

/** Reads what became of a signed trade. */
export function parseTradeAnswer(json: unknown): CreateTradeResponse {
  const answer = readRecord(json, 'answer to the trade');
  return {
    trade_id: readId(answer['trade_id'], 'answer to the trade'), status: toText(answer['status']), ...readRequestId(answer),
  };
}

function readRecord(json: unknown, what: string): Record<string, unknown> {
  if (!isRecord(json)) throw createResponseError(what);
  return json;
}

/** What counts: with the id the page finds everything else. */
function readId(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw createResponseError(what);
  return value;
}

function readRequestId(answer: Record<string, unknown>): { readonly request_id?: string } {
  return typeof answer['request_id'] === 'string' ? { request_id: answer['request_id'] } : {};
}

/** The official SDK gives the status as text, whatever it was. */
function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
