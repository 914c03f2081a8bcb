import { createHash, timingSafeEqual } from 'node:crypto';
import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { MisuseError, parseConfirmationMode, parseFaultCommand, parseLoginMode, parsePersonCommand, parseShift } from './commands.js';
import { createPanel } from './panel.js';
import { preparePerson } from './people.js';
import { describeState } from './state.js';

/** What the admin API may do besides what every service sees. */
export interface AdminPowers {
  /** Printed at start; without it nothing is answered. */
  readonly token: string;
  /** Forgets everything that happened. */
  readonly reset: () => void;
}

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

type Command = (exchange: Exchange) => unknown;

/**
 * Creates the admin API. It is for the person at this machine alone (row 146): a token of this
 * run, a loopback `Host` against DNS rebinding, no foreign `Origin`, and no CORS headers.
 */
export function createAdminService(context: ServiceContext, powers: AdminPowers): Service {
  const panel = createPanel(context.addresses);
  const commands = toCommands(context, powers);

  function handle(exchange: Exchange): void {
    if (!isFromThisMachine(exchange, context.addresses.admin)) {
      return exchange.sendJson(403, { error: 'forbidden', message: 'The admin API answers to this machine\'s own addresses only.' });
    }
    const isPanel = exchange.method === 'GET' && exchange.path === '/panel';
    const token = isPanel ? exchange.url.searchParams.get('token') ?? undefined : exchange.bearer;
    if (token === undefined || !isSame(token, powers.token)) {
      return exchange.sendJson(401, { error: 'unauthorized', message: 'The token printed at start is missing or wrong.' });
    }
    if (isPanel) return exchange.sendHtml(200, panel.html, panel.headers);
    const command = commands[`${exchange.method} ${exchange.path}`];
    if (command === undefined) return exchange.sendJson(404, { error: 'not_found', message: `There is no ${exchange.method} ${exchange.path}.` });
    return run(exchange, command);
  }

  return {
    name: 'admin', role: 'admin', faults: [], handle,
    allowsCors: () => false,
    errorBody: () => ({ error: 'server_error', message: 'The emulator failed.' }),
  };
}

function toCommands(context: ServiceContext, powers: AdminPowers): Readonly<Record<string, Command>> {
  const { faults, requests, world } = context;
  return {
    'GET /state': () => describeState(context),
    'POST /reset': () => powers.reset(),
    'GET /faults': () => ({ faults: faults.catalogue }),
    'POST /faults': (exchange) => {
      const { name, options } = parseFaultCommand(exchange.json());
      faults.set(name, options);
      return { faults: faults.list() };
    },
    'DELETE /faults': (exchange) => {
      faults.clear(exchange.url.searchParams.get('name') ?? undefined);
      return { faults: faults.list() };
    },
    'GET /requests': (exchange) => {
      const after = Number(exchange.url.searchParams.get('after') ?? 0);
      return { requests: requests.list(({ id }) => id > after) };
    },
    'DELETE /requests': () => requests.clear(),
    'POST /login': (exchange) => {
      world.login = parseLoginMode(exchange.json());
      return { login: world.login };
    },
    'POST /confirmation': (exchange) => {
      world.confirmation = parseConfirmationMode(exchange.json());
      return { confirmation: world.confirmation };
    },
    'POST /users': (exchange) => preparePerson(context, parsePersonCommand(exchange.json())),
    'POST /clock': (exchange) => {
      world.clock.shift(parseShift(exchange.json()));
      return { offsetMs: world.clock.offsetMs };
    },
  };
}

function run(exchange: Exchange, command: Command): void {
  try {
    const result = command(exchange);
    if (result === undefined) exchange.sendEmpty(204);
    else exchange.sendJson(200, result, { 'cache-control': 'no-store' });
  } catch (error) {
    // A RangeError is what the fault list says of unknown names and impossible numbers.
    if (!(error instanceof MisuseError || error instanceof RangeError)) throw error;
    exchange.sendJson(400, { error: 'bad_request', message: error.message });
  }
}

function isFromThisMachine(exchange: Exchange, address: string): boolean {
  const host = /^(.+?)(?::(\d+))?$/.exec(exchange.header('host') ?? '');
  const { port } = new URL(address);
  if (host === null || !LOOPBACK_HOSTS.has(host[1] ?? '') || (host[2] ?? '80') !== port) return false;
  const origin = exchange.header('origin');
  return origin === undefined || [...LOOPBACK_HOSTS].some((name) => origin === `http://${name}:${port}`);
}

/** Compares in the same time however much is right. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
