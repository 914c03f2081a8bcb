import { randomBytes } from 'node:crypto';
import { ACCOUNTS } from './accounts/accounts.js';
import { Confirmations } from './core/confirmations.js';
import type { DemoAccount } from './core/accounts-type.js';
import { Faults } from './core/faults.js';
import { handleRequest } from './core/pipeline.js';
import { RequestLog } from './core/requests.js';
import { SignatureLog } from './core/signatures.js';
import type { Role } from './core/roles.js';
import { openServers, type Servers, type TlsAccess } from './core/servers.js';
import type { Addresses, Service, ServiceContext, ServiceFactory } from './core/service.js';
import { TokenAuthority } from './core/tokens.js';
import { World, type ConfirmationMode, type LoginMode } from './core/world.js';
import { GENERIC_FAULTS } from './core/generic-faults.js';
import { createAdminService } from './admin/admin-service.js';
import { SERVICES } from './services.js';

/** How to start an emulator. */
export interface EmulatorOptions {
  /** Port by server; 0, the default, takes a free one. */
  readonly ports?: Readonly<Partial<Record<Role, number>>>;
  /** Serves all but the admin API over TLS on one port (0, the default, takes a free one), under the live hosts' names. */
  readonly tls?: { readonly port?: number };
  /** Derives the users' keys; random by default. */
  readonly seed?: string;
  /** Takes lines for the person at the terminal; silent by default. */
  readonly log?: (line: string) => void;
  /** The people on the login page; a made-up company by default. */
  readonly accounts?: readonly DemoAccount[];
  /** Addresses besides loopback to which a login or logout may return. */
  readonly registeredUris?: readonly string[];
  /** The services to run; all by default. */
  readonly services?: readonly ServiceFactory[];
}

/** A running emulator; everything it knows is its own. */
export interface Emulator {
  readonly addresses: Addresses;
  /** How to reach it, where it was started with `tls`. */
  readonly tls?: TlsAccess;
  /** Lets its bearer use the admin API. */
  readonly adminToken: string;
  readonly seed: string;
  readonly world: World;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** What the users' wallets have signed, counted by message. */
  readonly signatures: SignatureLog;
  readonly tokens: TokenAuthority;
  /** How the login page behaves. */
  login: LoginMode;
  /** How the confirmation page behaves. */
  confirmation: ConfirmationMode;
  /** Forgets users, sessions, faults and requests; ports, keys and the seed stay. */
  reset(): void;
  /** Stops every server and destroys open connections. */
  close(): Promise<void>;
}

/** Starts a complete local Passport on loopback. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const services: Service[] = [];
  let context: ServiceContext | undefined;
  const servers = await openServers(options, (role) => (request, response) => {
    const service = findService(services, role, request.url ?? '/');
    if (service === undefined || context === undefined) response.writeHead(503).end();
    else void handleRequest(service, context, request, response, role);
  });
  try {
    context = await createContext(options, servers.addresses);
    for (const create of options.services ?? SERVICES) addService(services, create(context), context.faults);
  } catch (error) {
    await servers.close();
    throw error;
  }
  const emulator = toEmulator(context, services, servers);
  services.push(createAdminService(context, { token: emulator.adminToken, reset: () => emulator.reset() }));
  return emulator;
}

function toEmulator(context: ServiceContext, services: readonly Service[], servers: Servers): Emulator {
  const { world, faults, requests, signatures } = context;
  return {
    addresses: context.addresses, tls: servers.tls, adminToken: randomBytes(24).toString('base64url'), seed: context.seed, world, faults, requests, signatures, tokens: context.tokens,
    get login(): LoginMode {
      return world.login;
    },
    set login(mode: LoginMode) {
      world.login = mode;
    },
    get confirmation(): ConfirmationMode {
      return world.confirmation;
    },
    set confirmation(mode: ConfirmationMode) {
      world.confirmation = mode;
    },
    reset(): void {
      world.reset();
      faults.clear();
      requests.clear();
      signatures.clear();
      context.confirmations.clear();
      for (const service of services) service.reset?.();
    },
    async close(): Promise<void> {
      await servers.close();
      for (const service of services) service.close?.();
    },
  };
}

async function createContext(options: EmulatorOptions, addresses: Addresses): Promise<ServiceContext> {
  const seed = options.seed ?? randomBytes(16).toString('hex');
  const world = new World(seed, options.accounts ?? ACCOUNTS);
  const instanceId = randomBytes(4).toString('hex');
  return {
    world, seed, addresses, instanceId,
    faults: new Faults(world.clock),
    requests: new RequestLog(),
    signatures: new SignatureLog(),
    confirmations: new Confirmations(),
    tokens: await TokenAuthority.create(`${addresses.auth}/`, world.clock, `key-${instanceId}`),
    registeredUris: options.registeredUris ?? [],
    log: options.log ?? (() => undefined),
  };
}

function addService(services: Service[], service: Service, faults: Faults): void {
  if (service.role !== undefined && services.some(({ role }) => role === service.role)) throw new Error(`Two services want the server "${service.role}".`);
  faults.register(service.name, [...GENERIC_FAULTS, ...service.faults]);
  services.push(service);
}

/** The service of a server, or the one that has this path of it. */
function findService(services: readonly Service[], role: Role, path: string): Service | undefined {
  return services.find(({ alsoAt }) => alsoAt?.role === role && path.startsWith(alsoAt.path)) ?? services.find((service) => service.role === role);
}
