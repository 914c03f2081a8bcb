import { readFileSync } from 'node:fs';

/** A request of the official SDK and what the recorder's stand-in answered. */
export interface TraceRequest {
  readonly type: 'http';
  readonly seq: number;
  readonly method: string;
  readonly url: string;
  readonly origin?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response: {
    readonly status?: number;
    readonly body?: unknown;
    readonly location?: string;
    readonly networkFailure?: boolean;
  };
}

/** A message between the page and the wallet's frame. */
export interface TraceMessage {
  readonly type: 'message';
  readonly seq: number;
  readonly to: string;
  readonly from: string;
  readonly data: { readonly msgType?: string; readonly payload?: unknown; readonly response?: unknown };
}

/** The begin of a call of the SDK, or what the recorder set up for it. */
export interface TraceMark {
  readonly type: 'step' | 'harness';
  readonly seq: number;
  /** Of the recorder, such as `confirmation required, approved`. */
  readonly what?: string;
}

/** One recorded flow. */
export interface Trace {
  readonly name: string;
  readonly config: { readonly clientId: string; readonly redirectUri: string; readonly audience: string; readonly scope: string };
  readonly events: readonly (TraceRequest | TraceMessage | TraceMark | { readonly type: 'other'; readonly seq: number })[];
}

/** Origin of the frame in the traces. */
const TRACE_WALLET = 'https://auth.magic.link';

/** Of the stand-in alone, of the browser, or no part of the emulator: see the README beside the traces. */
const EXCLUDED = [/\/__rpc$/, /\/favicon\.ico$/, /\/v1\/sdk\//, /\/im-embedded-login-prompt\?/];

/** Reads a recorded flow by the name of its file. */
export function readTrace(name: string): Trace {
  const file = new URL(`../../traces/${name}.json`, import.meta.url);
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as Trace), name };
}

/** The requests and messages of a flow that the emulator has to answer, in their order. */
export function listReplayable(trace: Trace): readonly (TraceRequest | TraceMessage)[] {
  return listEvents(trace).filter((event): event is TraceRequest | TraceMessage => event.type === 'http' || event.type === 'message');
}

/** The same, and the marks among them. */
export function listEvents(trace: Trace): readonly (TraceRequest | TraceMessage | TraceMark)[] {
  return trace.events.filter((event): event is TraceRequest | TraceMessage | TraceMark => {
    if (event.type === 'step' || event.type === 'harness') return true;
    if (event.type === 'http') return event.method !== 'OPTIONS' && !EXCLUDED.some((pattern) => pattern.test(event.url));
    return event.type === 'message' && event.to === TRACE_WALLET;
  });
}

/** What the wallet's frame answered in a flow, by the id of the request. */
export function findFrameAnswer(trace: Trace, id: unknown): unknown {
  for (const event of trace.events) {
    if (event.type !== 'message' || event.from !== TRACE_WALLET) continue;
    const response = event.data.response as { id?: unknown } | undefined;
    if (response?.id === id) return response;
  }
  return undefined;
}
