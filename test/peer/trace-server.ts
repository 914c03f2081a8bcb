import type { IncomingMessage, ServerResponse } from 'node:http';
import { openListener } from '../../emulator/src/core/listener.js';
import { createCertificate } from '../../emulator/src/core/tls-certificate.js';
import { TLS_NAMES, toResolverRules } from '../../emulator/src/core/tls-hosts.js';
import type { MappedHosts } from '../support/driver/launch-options.js';
import type { SitePage } from '../support/site.js';
import { StandIn } from './stand-in.js';
import { TRACE_SITE, type SeenRequest } from './trace-types.js';

/** Where the recorded pages were, so that addresses in requests can be compared as they are. */
const SITE_HOST = new URL(TRACE_SITE).host;

/** A server for the site and for the hosts that SDKs have built in. */
export interface TraceServer extends MappedHosts {
  readonly standIn: StandIn;
  /** What was asked, the site's own files aside. */
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

/** Starts the server, on one port with TLS. */
export async function startTraceServer(pages: Readonly<Record<string, SitePage>>): Promise<TraceServer> {
  const hosts = [...TLS_NAMES, SITE_HOST];
  const seen: SeenRequest[] = [];
  const standIn = await StandIn.create();
  const listener = await openListener(0, (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host?.replace(/:\d+$/, '') ?? ''}`);
    if (url.host === SITE_HOST) sendPage(pages[url.pathname], response);
    else void answer(url, request, response, { standIn, seen });
  }, await createCertificate(hosts));
  return {
    hosts, standIn, seen,
    resolverRules: `MAP ${SITE_HOST} 127.0.0.1:${listener.port}, ${toResolverRules(listener.port)}`,
    close: () => listener.close(),
  };
}

function sendPage(page: SitePage | undefined, response: ServerResponse): void {
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': page?.type ?? 'text/html; charset=utf-8' }).end(page?.body);
}

async function answer(url: URL, request: IncomingMessage, response: ServerResponse, { standIn, seen }: Pick<TraceServer, 'standIn' | 'seen'>): Promise<void> {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
  response.setHeader('access-control-allow-methods', 'GET, POST, DELETE');
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
    return;
  }
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  const one: SeenRequest = { method: request.method ?? 'GET', url: url.href, headers: { ...request.headers } as Record<string, string>, body };
  if (!url.pathname.endsWith('/favicon.ico')) seen.push(one);
  const { status = 200, body: said = '', location } = await standIn.answer(url, one);
  if (location !== undefined) response.setHeader('location', location);
  response.setHeader('content-type', typeof said === 'string' ? 'text/html; charset=utf-8' : 'application/json');
  response.writeHead(status).end(typeof said === 'string' ? said : JSON.stringify(said));
}
