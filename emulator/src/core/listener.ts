import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './tls-certificate.js';

/** One port, open on both loopback addresses where the machine has both. */
export interface Listener {
  readonly port: number;
  /** Stops listening and destroys open connections. */
  close(): Promise<void>;
}

const ATTEMPTS = 20;

/** Opens a port on 127.0.0.1 and ::1; port 0 takes a free one. With a certificate it speaks TLS. */
export async function openListener(port: number, listener: RequestListener, certificate?: Certificate): Promise<Listener> {
  const listen = (at: number, host: string): Promise<AnyServer> => listenAt(create(listener, certificate), at, host);
  for (let attempt = 1; ; attempt++) {
    const first = await listen(port, '127.0.0.1');
    const chosen = (first.address() as AddressInfo).port;
    try {
      const second = await listenSixth(() => listen(chosen, '::1'));
      return { port: chosen, close: () => closeAll(second === undefined ? [first] : [first, second]) };
    } catch (error) {
      await closeAll([first]);
      // A free port on one address may be taken on the other: try another, unless the caller named it.
      if (port !== 0 || attempt === ATTEMPTS) throw error;
    }
  }
}

type AnyServer = Server | TlsServer;

function create(listener: RequestListener, certificate: Certificate | undefined): AnyServer {
  return certificate === undefined ? createServer(listener) : createTlsServer({ key: certificate.key, cert: certificate.certificate }, listener);
}

/** IPv6 loopback; undefined on a machine without it. */
async function listenSixth(listen: () => Promise<AnyServer>): Promise<AnyServer | undefined> {
  try {
    return await listen();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(code)) return undefined;
    throw error;
  }
}

function listenAt(server: AnyServer, port: number, host: string): Promise<AnyServer> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

async function closeAll(servers: readonly AnyServer[]): Promise<void> {
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  })));
}
