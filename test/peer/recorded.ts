import { readFileSync } from 'node:fs';
import type { RecordedRequest } from '../../emulator/src/core/requests.js';

interface RecordedHttp {
  readonly type: string;
  readonly method: string;
  readonly url: string;
  readonly request?: { readonly method?: string };
}

/** Up to the browser, of the recorder alone, or the metrics that the emulator does not take. */
const EXCLUDED = [/\/favicon\.ico$/, /\/v1\/sdk\//, /^\/im-embedded-login-prompt/, /^\/u\/login\//, /^\/authorize\/./, /^\/frame\.(js|css)$/, /^\/send$/, /\/(approve|reject)$/];

/** What of a request is the same in each run: its method and path, and what it asks of the wallet's frame. */
function toLine(method: string, url: string, rpc?: string): string | undefined {
  const { pathname } = new URL(url);
  if (method === 'OPTIONS' || EXCLUDED.some((pattern) => pattern.test(pathname))) return undefined;
  if (pathname === '/__rpc') return `frame ${rpc ?? ''}`;
  return `${method} ${pathname.replace(/\/(0x)?[0-9a-f]{60,64}(?=\/|$)/gi, '/{hash}').replace(/0x[0-9a-f]{40}/gi, '{address}').replace(/^(\/v3\/orders)\/\d+$/, '$1/{id}')}`;
}

const isLine = (line: string | undefined): line is string => line !== undefined;

/** A part of a recording, by what the recorder said where it begins and ends, or by the number of its requests. */
export interface RecordedPart {
  readonly from?: string;
  readonly until?: string;
  readonly first?: number;
}

/** Flows that were recorded with the later version alone. A file that is missing otherwise is a mistake. */
const NOT_RECORDED = new Set(['02h-login-redirect-flow', '09a-logout-redirect', '09b-logout-silent'].map((flow) => `sdk-1.66.1.${flow}`));

/** The requests of a recorded flow, as lines; undefined where this flow was not recorded with this version. */
export function readRecordedLines(trace: string, { from, until, first }: RecordedPart = {}): readonly string[] | undefined {
  if (NOT_RECORDED.has(trace)) return undefined;
  const file = new URL(`../traces/${trace}.json`, import.meta.url);
  const { events } = JSON.parse(readFileSync(file, 'utf8')) as { events: readonly (RecordedHttp & { readonly what?: string })[] };
  const start = from === undefined ? 0 : events.findIndex(({ what }) => what === from);
  const end = until === undefined ? events.length : events.findIndex(({ what }) => what === until);
  const lines = events.slice(start, end).filter(({ type }) => type === 'http').map(({ method, url, request }) => toLine(method, url, request?.method)).filter(isLine);
  return sortLoading(lines.slice(0, first));
}

/** The requests that an emulator received, as lines of the same form. */
export function toLines(requests: readonly RecordedRequest[]): readonly string[] {
  return sortLoading(requests.map(({ method, url, body }) => {
    const rpc = url.endsWith('/__rpc') ? (JSON.parse(body || '{}') as { request?: { method?: string } }).request?.method : undefined;
    return toLine(method, url, rpc);
  }).filter(isLine));
}

/** The window's first page is asked for by the window itself, at any time beside the page's own requests. */
function sortLoading(lines: readonly string[]): readonly string[] {
  const isLoading = (line: string): boolean => line.endsWith('/transaction-confirmation/loading');
  return [...lines.filter(isLoading), ...lines.filter((line) => !isLoading(line))];
}
