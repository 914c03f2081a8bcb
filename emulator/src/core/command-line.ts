import { parseArgs } from 'node:util';
import { ROLES, type Role } from './roles.js';

/** What the bin says to `--help`. */
export const USAGE = `passport-emulator [options]

  --port-base N     ports N to N+7 (default 8791); a taken one is replaced by a free one
  --auth-port N     the port of one server; also --api-port, --tee-port, --wallet-port,
                    --passport-port, --admin-port, --immersve-port, --chain-port. 0 takes a free one,
                    a taken one is an error
  --seed S          derives the users' keys (default: random)
  --return-to URL   an address besides loopback to which logins may return; may be repeated
  --tls             all servers on one port with TLS under the live hosts' names, for clients
                    that have these built in; the admin API keeps a port of its own
  --tls-port N      that port, and --tls (default 8791; 0 takes a free one)
  --help            this text`;

/** What the person at the terminal asked for. */
export interface CommandLine {
  /** A firm port was named by itself and is not replaced. */
  readonly ports: Readonly<Record<Role, { readonly port: number; readonly isFirm: boolean }>>;
  readonly seed?: string;
  readonly returnTo: readonly string[];
  /** Set when all servers are to share one port with TLS. */
  readonly tls?: { readonly port: number; readonly isFirm: boolean };
}

/** A command line that cannot be meant; the message is for its author. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const PORT_BASE = 8791;

/** Reads the bin's arguments. */
export function readOptions(args: readonly string[]): CommandLine | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  const base = toPort('--port-base', text(values['port-base'])) ?? PORT_BASE;
  const entries = ROLES.map((role, index) => {
    const named = toPort(`--${role}-port`, text(values[`${role}-port`]));
    return [role, { port: named ?? base + index, isFirm: named !== undefined }];
  });
  const returnTo = Array.isArray(values['return-to']) ? values['return-to'].map(String) : [];
  for (const address of returnTo) if (!URL.canParse(address)) throw new UsageError(`--return-to ${address} is no address.`);
  const tlsPort = toPort('--tls-port', text(values['tls-port']));
  const tls = values.tls === true || tlsPort !== undefined ? { tls: { port: tlsPort ?? base, isFirm: tlsPort !== undefined } } : {};
  return { ports: Object.fromEntries(entries) as CommandLine['ports'], seed: text(values.seed), returnTo, ...tls };
}

function parse(args: readonly string[]): Record<string, unknown> {
  const ports = Object.fromEntries(ROLES.map((role) => [`${role}-port`, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({
      args: [...args], strict: true,
      options: {
        ...ports, 'port-base': { type: 'string' }, seed: { type: 'string' }, 'return-to': { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' },
        tls: { type: 'boolean' }, 'tls-port': { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}

function toPort(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const highest = flag === '--port-base' ? 65_535 - ROLES.length + 1 : 65_535;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > highest) throw new UsageError(`${flag} ${value} is no port.`);
  return port;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
