import { request } from '../platform/request.js';
import type { Clock } from '../platform/clock.js';

/** How a page of the site answers. */
export interface Probe {
  /** 0 for a redirect. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** How far the device's clock is ahead of the server's, in milliseconds; undefined where the answer has no date. */
  readonly aheadMs?: number;
}

/** What asking needs. */
export interface ProbeOptions {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/** Asks for an address; undefined where no answer comes. An abort by the caller rejects. */
export async function probe(url: string, { fetch, clock, signal }: ProbeOptions): Promise<Probe | undefined> {
  const startMs = clock.now();
  try {
    const { status, headers, text } = await request(url, { fetch, clock, signal });
    const middleMs = (startMs + clock.now()) / 2;
    return { status, headers, text, aheadMs: toAheadMs(headers, middleMs) };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** `Date` is when the answer was made, in whole seconds; `Age` how long a cache has kept it since. */
function toAheadMs(headers: Headers, nowMs: number): number | undefined {
  const madeMs = Date.parse(headers.get('date') ?? '');
  const ageS = Number(headers.get('age') ?? 0);
  return Number.isFinite(madeMs) && Number.isFinite(ageS) ? nowMs - madeMs - ageS * 1_000 : undefined;
}
