import type { ServerResponse } from 'node:http';
import type { Exchange } from './exchange.js';
import type { FaultDescription, FaultParams, Faults } from './faults.js';
import type { Service } from './service.js';

/** Faults that every service can have. They strike before the service sees the request, or change its answer. */
export const GENERIC_FAULTS: readonly FaultDescription[] = [
  { name: 'delay', sentence: 'The answer comes late, by `ms` milliseconds.', rows: [69], defaults: { ms: 2000 } },
  { name: 'no-answer', sentence: 'The request is taken and never answered; the connection stays open.', rows: [33, 60] },
  { name: 'reset', sentence: 'The connection is cut without an answer.', rows: [66] },
  { name: 'lost-answer', sentence: 'The request is carried out, then the connection is cut instead of an answer.', rows: [60] },
  { name: 'stalled-body', sentence: 'Headers and half of the body arrive, the rest never does.', rows: [33, 69] },
  { name: 'bad-request', sentence: 'Status 400 with the documented error body.', defaults: { status: 400 } },
  { name: 'unauthorized', sentence: 'Status 401 with the documented error body.', rows: [71], defaults: { status: 401 } },
  { name: 'forbidden', sentence: 'Status 403 with the documented error body.', defaults: { status: 403 } },
  { name: 'not-found', sentence: 'Status 404 with the documented error body.', rows: [33], defaults: { status: 404 } },
  { name: 'server-error', sentence: 'Status 500 with the documented error body.', rows: [33, 66], defaults: { status: 500 } },
  { name: 'unavailable', sentence: 'Status 503 with the documented error body.', rows: [66], defaults: { status: 503 } },
  { name: 'rate-limit', sentence: 'Status 429 with `Retry-After`, in `seconds`.', rows: [66], defaults: { status: 429, seconds: 2 } },
  { name: 'status', sentence: 'Any `status` with any JSON `body`.', defaults: { status: 418 } },
  { name: 'html', sentence: 'Status 200 with a page instead of data, as from a captive portal.', rows: [33] },
  { name: 'truncated', sentence: 'The body ends in the middle; length and connection look right.', rows: [129] },
  { name: 'empty-body', sentence: 'Status 200 without a body.', rows: [129] },
  { name: 'redirect', sentence: 'A redirect to another host, `to`.', rows: [33, 148], defaults: { to: 'https://redirected.example.com/' } },
  { name: 'oversized', sentence: 'The body is followed by `bytes` of blanks.', rows: [33, 129], defaults: { bytes: 12_000_000 } },
  { name: 'no-cors', sentence: 'The answer lacks the headers that let a page read it.', rows: [33] },
];

const STATUS_FAULTS = GENERIC_FAULTS.filter((fault) => fault.defaults?.status !== undefined).map((fault) => fault.name);

/** Applies the common faults. True when the request has been dealt with and must not reach the service. */
export async function applyGenericFaults(exchange: Exchange, service: Service, faults: Faults): Promise<boolean> {
  const take = (name: string): FaultParams | undefined => {
    const full = `${service.name}:${name}`;
    const params = faults.take(full, exchange.path);
    if (params !== undefined) exchange.record.faults.push(full);
    return params;
  };
  const delay = take('delay');
  if (delay !== undefined) await waitFor(Number(delay.ms), exchange.response);
  if (take('no-answer') !== undefined) return true;
  if (take('reset') !== undefined) {
    exchange.cut();
    return true;
  }
  if (answerInstead(exchange, service, take)) return true;
  changeAnswer(exchange, take);
  return false;
}

function answerInstead(exchange: Exchange, service: Service, take: (name: string) => FaultParams | undefined): boolean {
  for (const name of STATUS_FAULTS) {
    const params = take(name);
    if (params === undefined) continue;
    const status = Number(params.status);
    const headers: Record<string, string> = params.seconds === undefined ? {} : { 'retry-after': String(params.seconds) };
    exchange.sendJson(status, params.body ?? service.errorBody(status), headers);
    return true;
  }
  if (take('html') !== undefined) {
    exchange.sendHtml(200, '<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>');
    return true;
  }
  if (take('empty-body') !== undefined) {
    exchange.sendEmpty(200);
    return true;
  }
  const redirect = take('redirect');
  if (redirect !== undefined) exchange.sendRedirect(String(redirect.to));
  return redirect !== undefined;
}

function changeAnswer(exchange: Exchange, take: (name: string) => FaultParams | undefined): void {
  if (take('truncated') !== undefined) exchange.rewriteBody((body) => body.subarray(0, Math.floor(body.length / 2)));
  const oversized = take('oversized');
  if (oversized !== undefined) {
    exchange.rewriteBody((body) => Buffer.concat([body, Buffer.alloc(Number(oversized.bytes), ' ')]));
  }
  if (take('no-cors') !== undefined) {
    for (const name of exchange.response.getHeaderNames()) {
      if (name.startsWith('access-control-')) exchange.response.removeHeader(name);
    }
  }
  if (take('stalled-body') !== undefined) exchange.deliverBy(deliverHalf);
  if (take('lost-answer') !== undefined) exchange.deliverBy(() => exchange.cut());
}

/** Bypasses the collecting `write` of the exchange: the first half has to leave now. */
export function deliverHalf(response: ServerResponse, body: Buffer): void {
  const write = Object.getPrototypeOf(response).write as ServerResponse['write'];
  response.flushHeaders();
  Reflect.apply(write, response, [body.subarray(0, Math.max(1, Math.floor(body.length / 2)))]);
}

function waitFor(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
