import { ROLES, type Role } from './roles.js';

/** The servers that clients reach; the admin API is for people and stays on a port of its own. */
export type TlsRole = Exclude<Role, 'admin'>;

/**
 * The hosts that released clients have built in, by server; the first is the one that the emulator calls its address.
 * Production and sandbox are the same emulator.
 */
export const TLS_HOSTS: Readonly<Record<TlsRole, readonly string[]>> = {
  auth: ['auth.immutable.com'],
  api: ['api.sandbox.x.immutable.com', 'api.x.immutable.com', 'api.sandbox.immutable.com', 'api.immutable.com'],
  tee: ['tee.express.magiclabs.com'],
  wallet: ['auth.magic.link'],
  passport: ['passport.sandbox.immutable.com', 'passport.immutable.com'],
  chain: ['rpc.testnet.immutable.com', 'rpc.immutable.com'],
  immersve: ['test.immersve.com', 'api.immersve.com'],
};

/** The servers that are on the one port. */
export const TLS_ROLES = ROLES.filter((role): role is TlsRole => role !== 'admin');

/** Every name that the certificate is for. */
export const TLS_NAMES: readonly string[] = TLS_ROLES.flatMap((role) => TLS_HOSTS[role]);

/** Hosts on which the live service has relayer, indexer and registration of the chain, beside the guardian. */
const CHAIN_API = /^api(?:\.sandbox)?\.immutable\.com$/;
const CHAIN_PATHS = /^\/(?:relayer-mr\/|v[12]\/chains(?:[/?]|$))/;

/** Which server a request is for, by its `Host` header and target; undefined for a stranger. */
export function findTlsRole(host: string | undefined, target = '/'): TlsRole | undefined {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (CHAIN_API.test(name) && CHAIN_PATHS.test(target)) return 'chain';
  return TLS_ROLES.find((role) => TLS_HOSTS[role].includes(name));
}

/**
 * What Chromium's `--host-resolver-rules` takes so that a page finds the emulator under these names. All others lead
 * nowhere, and this machine's own stay. With it goes `--ignore-certificate-errors`: nobody has signed the certificate.
 */
export function toResolverRules(port: number): string {
  return [...TLS_NAMES.map((name) => `MAP ${name} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1'].join(', ');
}
