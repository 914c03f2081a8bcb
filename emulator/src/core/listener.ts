import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One port, open on both loopback addresses where the machine has both. */
export interface Listener {
  readonly port: number;
  /** Stops listening and destroys open connections. */
  close(): Promise<void>;
}

const ATTEMPTS = 20;

/** Opens a port on 127.0.0.1 and ::1; port 0 takes a free one. */
export async function openListener(port: number, listener: RequestListener): Promise<Listener> {
  for (let attempt = 1; ; attempt++) {
    const first = await listen(port, '127.0.0.1', listener);
    const chosen = (first.address() as AddressInfo).port;
    try {
      const second = await listenSixth(chosen, listener);
      return { port: chosen, close: () => closeAll(second === undefined ? [first] : [first, second]) };
    } catch (error) {
      await closeAll([first]);
      // A free port on one address may be taken on the other: try another, unless the caller named it.
      if (port !== 0 || attempt === ATTEMPTS) throw error;
    }
  }
}

/** IPv6 loopback; undefined on a machine without it. */
async function listenSixth(port: number, listener: RequestListener): Promise<Server | undefined> {
  try {
    return await listen(port, '::1', listener);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(code)) return undefined;
    throw error;
  }
}

function listen(port: number, host: string, listener: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  })));
}
