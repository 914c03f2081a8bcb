/** What the fake service does with a request. */
export type Reply =
  | { readonly status?: number; readonly json?: unknown; readonly text?: string; readonly headers?: Record<string, string> }
  /** The request fails without an answer: as offline, a CORS refusal or a redirect do. */
  | 'network'
  /** No answer at all, until the request is aborted. */
  | 'silence'
  /** Headers, the beginning of a body, and then nothing. */
  | 'stall';

/** A request as the fake service received it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

/** The origin that the fake service answers for. */
export const API = 'https://api.sandbox.x.immutable.com';

/** What the fake service does at each route. */
export type Routes = Record<string, Reply | readonly Reply[] | ((request: ReceivedRequest) => Reply)>;

/**
 * A scripted service. Routes are `METHOD /path`, or `METHOD /path*` for a beginning; of a list of
 * replies each request takes one, and the last one stays. What is not scripted is a 404.
 */
export function createFakeApi(routes: Routes = {}) {
  const requests: ReceivedRequest[] = [];
  const listeners: ((request: ReceivedRequest) => void)[] = [];
  const find = createFinder(routes);

  async function fakeFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const request = readRequest(input, init);
    requests.push(request);
    for (const listener of listeners) listener(request);
    init.signal?.throwIfAborted();
    return createResponse(find(request), init.signal);
  }

  return {
    fetch: fakeFetch as typeof fetch,
    requests,
    /** `METHOD /path` of each request, in order. */
    get lines(): string[] {
      return requests.map(({ method, path }) => `${method} ${path}`);
    },
    /** Calls for each request, before it is answered. */
    onRequest: (listener: (request: ReceivedRequest) => void) => listeners.push(listener),
  };
}

function createFinder(routes: Routes): (request: ReceivedRequest) => Reply {
  const used = new Map<string, number>();
  return (request) => {
    const line = `${request.method} ${request.path}`;
    const route = Object.keys(routes).find((key) => key === line)
      ?? Object.keys(routes).find((key) => key.endsWith('*') && line.startsWith(key.slice(0, -1)));
    if (route === undefined) return { status: 404, json: { code: 'not_scripted', message: line } };
    const script = routes[route]!;
    if (typeof script === 'function') return script(request);
    if (!Array.isArray(script)) return script as Reply;
    const index = used.get(route) ?? 0;
    used.set(route, index + 1);
    return script[Math.min(index, script.length - 1)] as Reply;
  };
}

function readRequest(input: RequestInfo | URL, init: RequestInit): ReceivedRequest {
  const url = new URL(String(input));
  return {
    method: init.method ?? 'GET',
    path: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
  };
}

async function createResponse(reply: Reply, signal: AbortSignal | null | undefined): Promise<Response> {
  if (reply === 'network') throw new TypeError('Failed to fetch');
  if (reply === 'silence') return untilAborted(signal);
  if (reply === 'stall') {
    return new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{"result":')) }));
  }
  const { status = 200, json, headers = {} } = reply;
  // A browser with `redirect: 'error'` gives no answer for these.
  if (status >= 300 && status < 400) throw new TypeError('Failed to fetch');
  return new Response(status === 204 ? null : reply.text ?? JSON.stringify(json), { status, headers });
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
