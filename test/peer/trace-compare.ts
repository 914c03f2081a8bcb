import { readFileSync } from 'node:fs';
import type { RecordedAnswer, RecordedResponse, SeenRequest } from './trace-types.js';

interface TraceEvent {
  readonly type: string;
  readonly what?: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response: RecordedResponse;
}

/** One recorded flow. */
export interface Recording {
  readonly config: { readonly clientId: string };
  readonly answers: readonly RecordedAnswer[];
  readonly text: string;
}

/** Up to the browser, of the recorder alone, the login prompt in a frame, or metrics. */
const EXCLUDED = [/\/favicon\.ico$/, /\/v1\/sdk\//, /\/im-embedded-login-prompt$/];

/** Headers that mean something to a service; the others are the browser's. */
const HEADERS = ['authorization', 'content-type', 'x-sdk-version', 'x-magic-api-key', 'x-oidc-provider-id', 'x-magic-chain', 'x-immutable-api-key', 'x-api-key', 'x-imx-eth-address', 'x-imx-eth-signature'];

/** Other in each login, by what they are for. */
const VOLATILE = new Set(['state', 'nonce', 'code', 'code_challenge', 'code_verifier', 'id']);

/** Reads a recorded flow, or its first part, up to what the recorder said there. */
export function readRecording(name: string, until?: string): Recording {
  const text = readFileSync(new URL(`../traces/${name}.json`, import.meta.url), 'utf8');
  const { config, events } = JSON.parse(text) as { config: Recording['config']; events: readonly TraceEvent[] };
  const end = until === undefined ? -1 : events.findIndex(({ what }) => what === until);
  const answers = events.slice(0, end === -1 ? undefined : end)
    .filter(({ type, method, url }) => type === 'http' && method !== 'OPTIONS' && !EXCLUDED.some((pattern) => pattern.test(new URL(url).pathname)))
    .map(({ method, url, headers, request, response }) => ({ method, url, path: `${new URL(url).origin}${new URL(url).pathname}`, headers, request, response }));
  return { config, answers, text };
}

/** A request as a list of its facts, one a line: `header authorization: Bearer <id_token.1>`. */
export type Facts = readonly string[];

/** The facts of a recorded request. */
export function toRecordedFacts({ method, url, headers, request }: RecordedAnswer): Facts {
  return toFacts(method, shorten(url), toLower(JSON.parse(shorten(JSON.stringify(headers))) as Record<string, string>), request && JSON.parse(shorten(JSON.stringify(request))) as object);
}

/** The facts of a request that was seen, with labels in the place of tokens. */
export function toSeenFacts({ method, url, headers, body }: SeenRequest, labels: ReadonlyMap<string, string>): Facts {
  const label = (text: string): string => [...labels].reduce((changed, [token, name]) => changed.replaceAll(token, name), text);
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const parsed = body === '' ? undefined : isForm ? Object.fromEntries(new URLSearchParams(label(body))) : JSON.parse(label(body)) as object;
  return toFacts(method, label(url), toLower(JSON.parse(label(JSON.stringify(headers))) as Record<string, string>), parsed);
}

function toFacts(method: string, address: string, headers: Readonly<Record<string, string>>, body: object | undefined): Facts {
  const url = new URL(address);
  const isFrame = url.pathname === '/send';
  return [
    `${method} ${url.origin}${url.pathname}${toPurpose(body)}`,
    ...(isFrame ? [] : [...url.searchParams].map(([name, value]) => `query ${name}=${VOLATILE.has(name) ? '…' : value}`).sort()),
    ...HEADERS.filter((name) => headers[name] !== undefined).map((name) => `header ${name}: ${headers[name]?.replace(/;.*/, '') ?? ''}`),
    ...Object.entries(body ?? {}).map(([name, value]) => `body ${name}=${VOLATILE.has(name) ? '…' : JSON.stringify(value)}`).sort(),
  ];
}

/** The wallet has one address for everything: what it is asked tells two requests apart. */
function toPurpose(body: object | undefined): string {
  const { method, params, message_base64: message } = (body ?? {}) as { method?: unknown; params?: unknown; message_base64?: unknown };
  if (method === 'personal_sign' && Array.isArray(params)) return ` personal_sign of ${String(params[0]).slice(0, 42)}`;
  if (typeof method === 'string') return ` ${method}`;
  return typeof message === 'string' ? ` of ${Buffer.from(message, 'base64').toString().slice(0, 42)}` : '';
}

/** `<id_token#1 ttl=36000 imx>` as `<id_token.1>`, which an address can hold. */
function shorten(text: string): string {
  return text.replace(/<(\w+)#(\d+)[^>]*>/g, '<$1.$2>');
}

function toLower(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
