import type { Exchange } from '../core/exchange.js';
import type { Service, ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { createChallenge } from './challenges.js';
import { isClient, isOriginAllowed } from './clients.js';
import { badRequest, forbid, ImmersveError, toErrorBody } from './errors.js';
import { IMMERSVE_FAULTS } from './faults.js';
import { ImmersveWorld, type TokenHabits } from './sessions.js';
import { isAccount, METHODS, verifySignature, type Account, type Method } from './verify.js';

const CHALLENGE_LIFE_MS = 5 * 60_000;
const NETWORKS: Readonly<Record<Method, RegExp>> = { siwe: /^[a-z]+-[a-z]+$/, algorand: /^algorand-(?:mainnet|testnet)$/, xrpl: /^xahau-(?:mainnet|testnet)$/ };

interface Kit {
  readonly context: ServiceContext;
  readonly world: ImmersveWorld;
  readonly exchange: Exchange;
}

type Handler = (kit: Kit, body: Readonly<Record<string, unknown>>) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  '/auth/login-init': (kit, body) => begin(kit, body, 'cardholder-login'),
  '/auth/signup': (kit, body) => begin(kit, body, 'cardholder-signup'),
  '/auth/login-complete': complete,
  '/auth/token': exchangeToken,
  '/auth/logout': logout,
};

/** Creates Immersve's login: five endpoints, and the keys of its tokens. */
export function createImmersveService(context: ServiceContext): Service {
  const world = new ImmersveWorld(context);
  return {
    name: 'immersve',
    role: 'immersve',
    faults: IMMERSVE_FAULTS,
    errorBody: (status) => toErrorBody(status),
    handle: (exchange) => handle({ context, world, exchange }),
    reset: () => world.clear(),
  };
}

function handle(kit: Kit): void {
  const { exchange, context } = kit;
  try {
    if (exchange.method === 'GET' && exchange.path === '/.well-known/jwks.json') {
      return exchange.sendJson(200, { keys: [context.tokens.publicJwk] });
    }
    const handler = Object.hasOwn(HANDLERS, exchange.path) ? HANDLERS[exchange.path] : undefined;
    if (handler === undefined || exchange.method !== 'POST') throw new ImmersveError(404, 'NOT_FOUND', 'There is nothing here');
    const refusal = takeFault(context.faults, exchange, 'immersve:refuse')?.errorCode;
    if (refusal !== undefined) throw forbid(String(refusal), 'By a fault of the emulator');
    exchange.sendJson(200, handler(kit, readBody(exchange)));
  } catch (error) {
    if (!(error instanceof ImmersveError)) throw error;
    exchange.sendJson(error.status, toErrorBody(error.status, error.errorCode, error.message));
  }
}

function begin({ context, world, exchange }: Kit, body: Readonly<Record<string, unknown>>, mode: string): unknown {
  const { loginMethod: method, network, clientApplicationId: clientId, url, autoSignup } = body;
  if (!isMethod(method)) throw badRequest('loginMethod is none that is known');
  if (typeof network !== 'string' || !NETWORKS[method].test(network)) throw badRequest('network is none of the method');
  if (JSON.stringify(body.scopes) !== '["cardholder-partner"]') throw badRequest('scopes must be ["cardholder-partner"]');
  if (autoSignup !== undefined && typeof autoSignup !== 'boolean') throw badRequest('autoSignup must be a boolean');
  const account = readAccount(method, body);
  if (!isClient(clientId)) throw forbid('FORBIDDEN', 'There is no such client application');
  const origin = method === 'siwe' ? readOrigin(url) : exchange.header('origin');
  if (!isOriginAllowed(clientId, origin, context.registeredUris)) {
    throw forbid('CLIENT_APPLICATION_DOMAIN_NOT_ALLOWED', 'Client application domain not allowed.');
  }
  const isKnown = world.findAccount(method, account) !== undefined;
  const isSignup = mode === 'cardholder-signup';
  if (isSignup && isKnown) throw forbid('ACCOUNT_EXISTS', 'Account already exists.');
  if (!isSignup && !isKnown && autoSignup !== true) throw forbid('ACCOUNT_DOES_NOT_EXIST', 'Unable to log in. Account does not exist.');
  const nowMs = context.world.clock.now();
  const lifeMs = Number(takeFault(context.faults, exchange, 'immersve:challenge-life')?.ms ?? CHALLENGE_LIFE_MS);
  const message = String(takeFault(context.faults, exchange, 'immersve:challenge')?.message
    ?? createChallenge({ method, account, url: String(url), service: context.addresses.immersve, nowMs }));
  const login = world.addLogin({ method, account, clientId, message, expiresAtMs: nowMs + lifeMs, makesAccount: !isKnown });
  const createdAt = new Date(nowMs).toISOString();
  return {
    id: login.id, loginMethod: method, mode, network, clientApplicationId: clientId, scopes: ['cardholder-partner'], createdAt, url, ...account,
    signingChallenge: { description: 'Sign in to the emulator of Immersve', createdAt, expiresAt: new Date(login.expiresAtMs).toISOString(), message },
  };
}

function complete(kit: Kit, body: Readonly<Record<string, unknown>>): unknown {
  const { context, world } = kit;
  const { loginRequestId, signature } = body;
  if (typeof loginRequestId !== 'string' || typeof signature !== 'string') throw badRequest('loginRequestId and signature must be texts');
  const login = world.findLogin(loginRequestId);
  if (login === undefined) throw forbid('FORBIDDEN', 'There is no such login');
  if (login.expiresAtMs <= context.world.clock.now()) throw forbid('CHALLENGE_EXPIRED', 'The challenge has expired.');
  if (!verifySignature(login.method, login.message, signature, login.account)) throw forbid('INVALID_SIGNATURE', 'The signature is not valid.');
  world.endLogin(login.id);
  context.signatures.add(login.account.address ?? login.account.publicKey ?? '', Buffer.from(login.message));
  const accountId = world.ensureAccount(login.method, login.account);
  return { ...world.openSession(login.clientId, accountId, readHabits(kit)), cardholderAccountId: accountId };
}

function exchangeToken(kit: Kit, body: Readonly<Record<string, unknown>>): unknown {
  const { context, world, exchange } = kit;
  const { refreshToken, clientApplicationId } = body;
  if (typeof refreshToken !== 'string' || typeof clientApplicationId !== 'string') throw badRequest('refreshToken and clientApplicationId must be texts');
  const session = world.findByRefreshToken(refreshToken);
  if (session === undefined || session === 'spent') throw forbid('FORBIDDEN', 'The refresh token is not valid');
  if (session.clientId !== clientApplicationId) throw forbid('CLIENT_APPLICATION_MISMATCH', 'The refresh token is of another client application.');
  if (!isOriginAllowed(session.clientId, exchange.header('origin'), context.registeredUris)) throw forbid('ORIGIN_NOT_ALLOWED', 'Origin not allowed.');
  if (session.refreshExpiresAtMs <= context.world.clock.now()) throw forbid('REFRESH_TOKEN_EXPIRED', 'The refresh token has expired.');
  return world.rotate(session, readHabits(kit));
}

function logout({ world, exchange }: Kit): unknown {
  const session = world.findByAccessToken(exchange.bearer);
  if (session === undefined) throw new ImmersveError(401, 'UNAUTHORIZED', 'The access token is not valid');
  world.endSession(session);
  return {};
}

function readHabits({ context, exchange }: Kit): TokenHabits {
  const lifeMs = takeFault(context.faults, exchange, 'immersve:access-life')?.ms;
  return {
    accessLifeMs: lifeMs === undefined ? undefined : Number(lifeMs),
    isOpaque: takeFault(context.faults, exchange, 'immersve:opaque-token') !== undefined,
    hasRefreshToken: takeFault(context.faults, exchange, 'immersve:no-refresh-token') === undefined,
  };
}

function readAccount(method: Method, { address, publicKey }: Readonly<Record<string, unknown>>): Account {
  const account: Account = method === 'xrpl' ? { publicKey: String(publicKey) } : { address: String(address) };
  if (!isAccount(method, account)) throw badRequest(method === 'xrpl' ? 'publicKey is not valid' : 'address is not valid');
  return account;
}

function readBody(exchange: Exchange): Readonly<Record<string, unknown>> {
  if (exchange.path === '/auth/logout') return {};
  const body = exchange.json();
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('The body must be a JSON object');
  return body as Readonly<Record<string, unknown>>;
}

function readOrigin(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url)) throw badRequest('url is no address');
  return new URL(url).origin;
}

function isMethod(value: unknown): value is Method {
  return METHODS.some((method) => method === value);
}
