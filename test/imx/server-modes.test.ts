import { expect } from '@open-wc/testing';

import { fetchImxBalances } from '../../src/imx/balances.js';
import { Registrar } from '../../src/imx/registrar.js';
import { TokenBook } from '../../src/imx/token-book.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';
import { expectCode } from './support/expect-error.js';
import { API, createFakeApi } from './support/fake-api.js';
import type { Reply } from './support/fake-api.js';
import { createFakeClock } from './support/fake-clock.js';
import { createFakeUser, UNREGISTERED } from './support/fake-user.js';
import { createFakeWallet } from './support/fake-wallet.js';
import { SIGNABLE, USERS } from './support/setup-registration.js';
import { TRACE } from './support/trace.js';

/** A way of a service to misbehave, and the codes at the three places where it is met. */
type Mode = readonly [name: string, reply: Reply, balances: ErrorCode, signable: ErrorCode, users: ErrorCode];

const same = (name: string, reply: Reply, code: ErrorCode): Mode => [name, reply, code, code, code];

const MODES: readonly Mode[] = [
  same('200 with HTML', { text: '<!doctype html><h1>Maintenance</h1>' }, 'API_RESPONSE_INVALID'),
  same('200 with {}', { json: {} }, 'API_RESPONSE_INVALID'),
  same('204', { status: 204 }, 'API_RESPONSE_INVALID'),
  same('301', { status: 301, headers: { location: 'https://elsewhere.example.com/' } }, 'API_UNAVAILABLE'),
  ['401', { status: 401, json: { code: 'unauthorized', message: 'no' } }, 'API_REFUSED', 'API_REFUSED', 'API_UNAUTHORIZED'],
  ['403', { status: 403, text: '<html>' }, 'API_REFUSED', 'API_REFUSED', 'API_UNAUTHORIZED'],
  same('404', { status: 404, text: '' }, 'API_NOT_FOUND'),
  // At the last place 409 is success; here the claim never comes.
  ['409', { status: 409, json: { code: 'known', message: 'x' } }, 'API_REFUSED', 'API_REFUSED', 'REGISTRATION_PENDING'],
  same('422', { status: 422, json: { detail: [] } }, 'API_REFUSED'),
  same('429', { status: 429, json: { code: 'too_many_requests', message: 'x' } }, 'API_RATE_LIMITED'),
  same('500', { status: 500, text: 'Internal Server Error' }, 'API_UNAVAILABLE'),
  same('503 with HTML', { status: 503, text: '<html>' }, 'API_UNAVAILABLE'),
  same('no CORS', 'network', 'API_UNAVAILABLE'),
  same('truncated JSON', { text: '{"result":[{"token_address":"' }, 'API_RESPONSE_INVALID'),
  same('a body of many megabytes', { text: `{"a":"${'x'.repeat(3_000_000)}"}` }, 'RESPONSE_TOO_LARGE'),
  same('a body that stalls', 'stall', 'API_UNAVAILABLE'),
  same('no answer', 'silence', 'API_UNAVAILABLE'),
];

function setup(route: string, reply: Reply) {
  const api = createFakeApi({ [SIGNABLE]: { json: TRACE.signable }, [route]: reply });
  const { clock } = createFakeClock();
  // Short only where the service goes quiet: a busy machine must not turn the others into timeouts.
  const timeoutMs = reply === 'stall' || reply === 'silence' ? 50 : undefined;
  const target = { baseUrl: API, fetch: api.fetch, clock, timeoutMs };
  const { user } = createFakeUser([UNREGISTERED]);
  const { wallet } = createFakeWallet();
  const registrar = new Registrar({ target, clock, user, wallet });
  return {
    api,
    register: () => registrar.register(UNREGISTERED),
    list: () => fetchImxBalances({ target, tokens: new TokenBook(target), clock }, TRACE.account),
  };
}

describe('row 131: server modes', () => {
  for (const [name, reply, balances, signable, users] of MODES) {
    it(`reading balances: ${name} is ${balances}`, async () => {
      const { api, list } = setup('GET /v2*', reply);

      await expectCode(list(), balances);
      expect(api.requests.length).to.be.at.most(2);
    });

    it(`asking what to sign: ${name} is ${signable}`, async () => {
      const { api, register } = setup(SIGNABLE, reply);

      await expectCode(register(), signable);
      expect(api.lines).to.deep.equal([SIGNABLE]);
    });

    it(`registering: ${name} is ${users}`, async () => {
      const { api, register } = setup(USERS, reply);

      await expectCode(register(), users);
      expect(api.lines).to.deep.equal([SIGNABLE, USERS]);
    });
  }

  describe('offline', () => {
    afterEach(() => {
      Reflect.deleteProperty(navigator, 'onLine');
    });

    it('is API_UNAVAILABLE that says so, without a second request', async () => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
      const { api, list } = setup('GET /v2*', 'network');

      const error = await expectCode(list(), 'API_UNAVAILABLE');

      expect(error.cause).to.have.property('code', 'NETWORK_OFFLINE');
      expect(error.message).to.equal('The browser is offline.');
      expect(api.requests).to.have.length(1);
    });
  });
});
