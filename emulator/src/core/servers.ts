import type { RequestListener } from 'node:http';
import { openListener, type Listener } from './listener.js';
import { ROLES, type Role } from './roles.js';
import type { Addresses } from './service.js';
import { createCertificate } from './tls-certificate.js';
import { findTlsRole, TLS_HOSTS, TLS_NAMES, TLS_ROLES, toResolverRules } from './tls-hosts.js';

/** What a client needs to reach an emulator that answers under the live hosts' names. */
export interface TlsAccess {
  /** The one port of all servers but the admin API. */
  readonly port: number;
  /** The certificate as PEM; nobody but the emulator has signed it. */
  readonly certificate: string;
  /** For Chromium's `--host-resolver-rules`, beside `--ignore-certificate-errors`. */
  readonly resolverRules: string;
  /** The names that lead to it. */
  readonly hosts: readonly string[];
}

/** The open servers of one emulator. */
export interface Servers {
  readonly addresses: Addresses;
  readonly tls?: TlsAccess;
  /** Stops every server and destroys open connections. */
  close(): Promise<void>;
}

/** Which ports to open. */
export interface ServerOptions {
  /** Port by server; 0, the default, takes a free one. */
  readonly ports?: Readonly<Partial<Record<Role, number>>>;
  /** Serves all but the admin API over TLS on one port, by the `Host` header. */
  readonly tls?: { readonly port?: number };
}

/** Opens the servers of an emulator: a port for each, or one with TLS for all that clients reach. */
export async function openServers({ ports = {}, tls }: ServerOptions, toListener: (role: Role) => RequestListener): Promise<Servers> {
  const opened = new Map<Role | 'tls', Listener>();
  const open = async (role: Role): Promise<void> => void opened.set(role, await openListener(ports[role] ?? 0, toListener(role)));
  const close = async (): Promise<void> => void await Promise.all([...opened.values()].map((listener) => listener.close()));
  try {
    if (tls === undefined) {
      for (const role of ROLES) await open(role);
      return { addresses: toAddresses(opened), close };
    }
    await open('admin');
    const { key, certificate } = await createCertificate(TLS_NAMES);
    const listener = await openListener(tls.port ?? 0, byHost(toListener), { key, certificate });
    opened.set('tls', listener);
    const { port } = listener;
    return { addresses: toTlsAddresses(opened), tls: { port, certificate, resolverRules: toResolverRules(port), hosts: TLS_NAMES }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Hands each request to the server whose name it asks for. A stranger's name is answered as servers do it: 421. */
function byHost(toListener: (role: Role) => RequestListener): RequestListener {
  return (request, response) => {
    const role = findTlsRole(request.headers.host, request.url);
    if (role === undefined) response.writeHead(421).end();
    else toListener(role)(request, response);
  };
}

/** The wallet is on 127.0.0.1, which is another site than localhost, as the real one is to a page. */
function toAddresses(opened: ReadonlyMap<Role | 'tls', Listener>): Addresses {
  const entries = ROLES.map((role) => [role, `http://${role === 'wallet' ? '127.0.0.1' : 'localhost'}:${opened.get(role)?.port ?? 0}`]);
  return Object.freeze(Object.fromEntries(entries)) as Addresses;
}

function toTlsAddresses(opened: ReadonlyMap<Role | 'tls', Listener>): Addresses {
  const entries = TLS_ROLES.map((role) => [role, `https://${TLS_HOSTS[role][0] ?? ''}`]);
  return Object.freeze({ ...Object.fromEntries(entries), admin: `http://localhost:${opened.get('admin')?.port ?? 0}` }) as Addresses;
}
