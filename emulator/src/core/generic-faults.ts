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
  { name: 'rate-limit', sentence: 'Status 429 with `Retry-After`, in `seconds`, or as a date with `asDate`.', rows: [66], defaults: { status: 429, seconds: 2 } },
  { name: 'status', sentence: 'Any `status` with any JSON `body`.', defaults: { status: 418 } },
  { name: 'html', sentence: 'Status 200 with a page instead of data, as from a captive portal.', rows: [33] },
  { name: 'truncated', sentence: 'The body ends in the middle; length and connection look right.', rows: [129] },
  { name: 'empty-body', sentence: 'Status 200 without a body.', rows: [129] },
  { name: 'redirect', sentence: 'A redirect to another host, `to`.', rows: [33, 148], defaults: { to: 'https://redirected.example.com/' } },
  { name: 'oversized', sentence: 'The body is followed by `bytes` of blanks.', rows: [33, 129], defaults: { bytes: 12_000_000 } },
  { name: 'no-cors', sentence: 'The answer lacks the headers that let a page read it.', rows: [33] },
];

/** Carries one fault out. */
interface Strike {
  /** Whether the request has then been dealt with and must not reach the service. */
  readonly isFinal: boolean;
  readonly apply: (exchange: Exchange, params: FaultParams, service: Service) => void | Promise<void>;
}

const answer = (apply: Strike['apply']): Strike => ({ isFinal: true, apply });
const change = (apply: Strike['apply']): Strike => ({ isFinal: false, apply });

/** In the order of striking: what answers instead of the service comes before what changes its answer. */
const STRIKES: Readonly<Record<string, Strike>> = {
  delay: change((exchange, { ms }) => waitFor(Number(ms), exchange.response)),
  'no-answer': answer(() => undefined),
  reset: answer((exchange) => exchange.cut()),
  ...Object.fromEntries(GENERIC_FAULTS.filter(({ defaults }) => defaults?.status !== undefined).map(({ name }) => [name, answer(answerStatus)])),
  html: answer((exchange) => exchange.sendHtml(200, '<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>')),
  'empty-body': answer((exchange) => exchange.sendEmpty(200)),
  redirect: answer((exchange, { to }) => exchange.sendRedirect(String(to))),
  truncated: change((exchange) => exchange.spoilBody((body) => body.subarray(0, Math.floor(body.length / 2)))),
  oversized: change((exchange, { bytes }) => exchange.spoilBody((body) => Buffer.concat([body, Buffer.alloc(Number(bytes), ' ')]))),
  'no-cors': change(removeCors),
  'stalled-body': change((exchange) => exchange.deliverBy(deliverHalf)),
  'lost-answer': change((exchange) => exchange.deliverBy(() => exchange.cut())),
};

/** Applies the common faults. True when the request has been dealt with and must not reach the service. */
export async function applyGenericFaults(exchange: Exchange, service: Service, faults: Faults): Promise<boolean> {
  for (const name of Object.keys(STRIKES)) {
    const full = `${service.name}:${name}`;
    const params = faults.take(full, exchange.path);
    if (params === undefined) continue;
    exchange.record.faults.push(full);
    if (await applyFault(name, exchange, params, service)) return true;
  }
  return false;
}

/** Applies one common fault, for services that have it under a name of their own. True as there. */
export async function applyFault(name: string, exchange: Exchange, params: FaultParams, service: Service): Promise<boolean> {
  const description = GENERIC_FAULTS.find((fault) => fault.name === name);
  const strike = STRIKES[name];
  if (strike === undefined) throw new RangeError(`There is no common fault "${name}".`);
  await strike.apply(exchange, { ...description?.defaults, ...params }, service);
  return strike.isFinal;
}

function answerStatus(exchange: Exchange, params: FaultParams, service: Service): void {
  const status = Number(params.status);
  const headers: Record<string, string> = params.seconds === undefined ? {} : { 'retry-after': toRetryAfter(exchange, params) };
  exchange.sendJson(status, params.body ?? service.errorBody(status), headers);
}

/** Seconds, or a date by the clock that the answer itself shows. */
function toRetryAfter(exchange: Exchange, { seconds, asDate }: FaultParams): string {
  if (asDate !== true) return String(seconds);
  const nowMs = Date.parse(String(exchange.response.getHeader('date')));
  return new Date(nowMs + Number(seconds) * 1000).toUTCString();
}

/** At the end, because a service may set headers of its own. */
function removeCors(exchange: Exchange): void {
  exchange.spoilBody((body) => {
    for (const name of exchange.response.getHeaderNames()) if (name.startsWith('access-control-')) exchange.response.removeHeader(name);
    return body;
  });
}

/** The first half leaves now and bypasses the collecting `write` of the exchange. */
function deliverHalf(response: ServerResponse, body: Buffer): void {
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
