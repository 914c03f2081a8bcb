import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that answers nothing and remembers who asked: what keeps the tests on this machine. */
export interface Tripwire {
  readonly port: number;
  /** What a page asked for outside this machine, as `host:port` or URL, each once. */
  readonly hits: ReadonlySet<string>;
  close(): Promise<void>;
}

/**
 * Hosts that the browsers themselves ask for (updates, sign-in of the profile, settings), whatever the page does.
 * They get no answer either, but do not fail a run.
 */
const BROWSER_HOSTS = [
  'accounts.google.com', 'android.clients.google.com', 'clients1.google.com', 'clients2.google.com', 'clientservices.googleapis.com',
  'content-autofill.googleapis.com', 'edgedl.me.gvt1.com', 'mtalk.google.com', 'optimizationguide-pa.googleapis.com',
  'redirector.gvt1.com', 'safebrowsing.googleapis.com', 'update.googleapis.com', 'www.google.com',
];
const BROWSER_DOMAINS = ['.mozilla.com', '.mozilla.net', '.mozilla.org', '.firefox.com'];

/** Starts a proxy to which a browser is pointed for everything but loopback. */
export async function startTripwire(): Promise<Tripwire> {
  const hits = new Set<string>();
  const note = (host: string, request: string): void => {
    const isOwn = BROWSER_HOSTS.includes(host) || BROWSER_DOMAINS.some((domain) => host.endsWith(domain));
    if (!isOwn) hits.add(request);
  };

  const server = createServer((request, response) => {
    const url = request.url ?? '';
    note(URL.canParse(url) ? new URL(url).hostname : '', url);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    const target = request.url ?? '';
    note(target.replace(/:\d+$/, ''), target);
    // As below: nobody else listens to this socket, and an error that nobody hears ends the process.
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  // A browser that is closed in the middle of a request resets the connection.
  server.on('clientError', (_error, socket) => socket.destroy());

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    hits,
    close: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
