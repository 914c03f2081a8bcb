import { expect } from '@open-wc/testing';

import { completeLogin, endSession, exchangeToken, initLogin } from '../../src/immersve/endpoints.js';
import type { LoginRequest } from '../../src/immersve/endpoints.js';
import { flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { CLIENT_ID, FakeService } from './support/fake-service.js';

const LOGIN: LoginRequest = {
  method: 'siwe', mode: 'login', network: 'polygon-amoy', account: { address: '0xDB7B54B4716F6BE8d55F6498C7cE2cC96122c27A' },
  url: 'http://localhost:3000', autoSignup: false,
};

const CODES = [
  [403, 'CLIENT_APPLICATION_DOMAIN_NOT_ALLOWED', 'IMMERSVE_DOMAIN_NOT_ALLOWED'],
  [403, 'ORIGIN_NOT_ALLOWED', 'IMMERSVE_DOMAIN_NOT_ALLOWED'],
  [403, 'ACCOUNT_DOES_NOT_EXIST', 'IMMERSVE_ACCOUNT_DOES_NOT_EXIST'],
  [403, 'ACCOUNT_EXISTS', 'IMMERSVE_ACCOUNT_EXISTS'],
  [403, 'INVALID_SIGNATURE', 'IMMERSVE_INVALID_SIGNATURE'],
  [403, 'CHALLENGE_EXPIRED', 'IMMERSVE_CHALLENGE_EXPIRED'],
  [403, 'REFRESH_TOKEN_EXPIRED', 'IMMERSVE_SESSION_EXPIRED'],
  [403, 'CLIENT_APPLICATION_MISMATCH', 'IMMERSVE_CLIENT_MISMATCH'],
  [403, 'FORBIDDEN', 'IMMERSVE_FORBIDDEN'],
  [400, 'INVALID_REQUEST_INPUT', 'IMMERSVE_REQUEST_INVALID'],
  [400, 'BAD_REQUEST', 'IMMERSVE_REQUEST_INVALID'],
  [403, '__proto__', 'IMMERSVE_FORBIDDEN'],
  [401, 'UNAUTHORIZED', 'IMMERSVE_FORBIDDEN'],
  [404, 'NOT_FOUND', 'IMMERSVE_REQUEST_INVALID'],
] as const;

describe('Immersve endpoints', () => {
  let service: FakeService;
  beforeEach(() => { service = new FakeService(); service.message = 'sign me'; });

  /** Moves the clock on until a promise settles: browsers differ in how soon they read an answer. */
  async function passTime<T>(promise: Promise<T>): Promise<T> {
    let isOver = false;
    void promise.finally(() => { isOver = true; }).catch(() => {});
    while (!isOver) {
      await service.clock.advance(50);
      await new Promise((resolve) => { setTimeout(resolve); });
    }
    return promise;
  }

  it('ask for a login with what the method needs, and leave out what is not set', async () => {
    await initLogin(service.client, LOGIN);
    await initLogin(service.client, { ...LOGIN, autoSignup: true, mode: 'signup' });
    await initLogin(service.client, { ...LOGIN, autoSignup: true });
    await initLogin(service.client, { ...LOGIN, method: 'xrpl', network: 'xahau-testnet', account: { publicKey: 'ED00', address: 'r1' } });
    const common = { clientApplicationId: CLIENT_ID, scopes: ['cardholder-partner'] };
    const siwe = { loginMethod: 'siwe', network: 'polygon-amoy', ...common, address: LOGIN.account.address, url: LOGIN.url };

    expect(service.requests.map(({ path, body }) => [path, body])).to.deep.equal([
      ['/auth/login-init', siwe],
      ['/auth/signup', siwe],
      ['/auth/login-init', { ...siwe, autoSignup: true }],
      ['/auth/login-init', { loginMethod: 'xrpl', network: 'xahau-testnet', ...common, publicKey: 'ED00' }],
    ]);
  });

  for (const [status, errorCode, code] of CODES) {
    it(`map ${status} ${errorCode} to ${code}, without the words of the service`, async () => {
      service.answers.set('/auth/login-complete', () => service.refuse(status, errorCode));

      const error = await expectCode(completeLogin(service.client, 'id', '0x00'), code);

      expect(error.message).not.to.contain('canary');
    });
  }

  it('take every refusal of the token endpoint that is not about the set-up for the end of the session', async () => {
    for (const [status, errorCode] of [[403, 'REFRESH_TOKEN_EXPIRED'], [403, 'FORBIDDEN'], [401, 'UNAUTHORIZED'], [400, 'INVALID_REQUEST_INPUT']] as const) {
      service.answers.set('/auth/token', () => service.refuse(status, errorCode));
      await expectCode(exchangeToken(service.client, 'refresh'), 'IMMERSVE_SESSION_EXPIRED');
    }
    service.answers.set('/auth/token', () => service.refuse(403, 'ORIGIN_NOT_ALLOWED'));
    await expectCode(exchangeToken(service.client, 'refresh'), 'IMMERSVE_DOMAIN_NOT_ALLOWED');
  });

  it('repeat a login that begins once, after the pause that the service asks for', async () => {
    const answers = [service.refuse(429, 'ERROR', { 'retry-after': '2' }), service.start()];
    service.answers.set('/auth/login-init', () => answers.shift() as Response);

    const startMs = service.clock.now();
    expect((await passTime(initLogin(service.client, LOGIN))).id).to.equal('login-1');

    expect(service.requests).to.have.length(2);
    expect(service.clock.now() - startMs).to.be.within(2_000, 12_000);
  });

  it('end with 429 when the service asks to wait for long, and with 5xx after one repetition', async () => {
    service.answers.set('/auth/login-init', () => service.refuse(429, 'ERROR', { 'retry-after': '60' }));
    expect((await expectCode(initLogin(service.client, LOGIN), 'IMMERSVE_RATE_LIMITED')).message).to.contain('60 s');
    service.answers.set('/auth/login-init', () => service.refuse(503, 'ERROR'));
    await passTime(expectCode(initLogin(service.client, LOGIN), 'IMMERSVE_UNAVAILABLE'));

    expect(service.requests).to.have.length(3);
  });

  it('never repeat what may have been carried out: the end of a login, and an exchange', async () => {
    for (const path of ['/auth/login-complete', '/auth/token']) service.answers.set(path, () => service.refuse(503, 'ERROR'));

    await expectCode(completeLogin(service.client, 'id', '0x00'), 'IMMERSVE_UNAVAILABLE');
    await expectCode(exchangeToken(service.client, 'refresh'), 'IMMERSVE_UNAVAILABLE');

    expect(service.requests).to.have.length(2);
  });

  it('refuse the answer to another request, and take one that repeats nothing', async () => {
    const answer = { id: 'login-1', signingChallenge: { message: 'sign me', description: 'Sign\u202e in\u200b\nnow' } };
    const own = { loginMethod: 'siwe', network: LOGIN.network, clientApplicationId: CLIENT_ID };
    for (const change of [{ loginMethod: 'algorand' }, { network: 'polygon-mainnet' }, { clientApplicationId: 'another' }]) {
      service.answers.set('/auth/login-init', () => Response.json({ ...answer, ...own, ...change }));
      await expectCode(initLogin(service.client, LOGIN), 'IMMERSVE_RESPONSE_INVALID');
    }
    service.answers.set('/auth/login-init', () => Response.json({ ...answer, ...own, network: null }));

    // Wallets show the description, so it is made one that can be seen.
    expect((await initLogin(service.client, LOGIN)).challenge.description).to.equal('Sign  in  now');
  });

  it('refuse answers that make no sense', async () => {
    for (const body of ['{}', 'null', '[]', '<html>', '{"id":"1"}', '{"id":"1","signingChallenge":{}}', '{"id":1,"signingChallenge":{"message":"a"}}']) {
      service.answers.set('/auth/login-init', () => new Response(body));
      await expectCode(initLogin(service.client, LOGIN), 'IMMERSVE_RESPONSE_INVALID');
    }
    for (const body of ['{}', '{"accessToken":7}', '{"accessToken":"two\\r\\nlines"}', '{"accessToken":""}']) {
      service.answers.set('/auth/login-complete', () => new Response(body));
      await expectCode(completeLogin(service.client, 'id', '0x00'), 'IMMERSVE_RESPONSE_INVALID');
    }
  });

  it('say of a failed request that a refusal by CORS looks the same', async () => {
    service.answers.set('/auth/login-complete', () => Promise.reject(new TypeError('Failed to fetch')));

    expect((await expectCode(completeLogin(service.client, 'id', '0x00'), 'NETWORK_FAILED')).message).to.contain('does not let this site');
  });

  it('end a session as far as the service can be reached', async () => {
    expect(await endSession(service.client, 'token')).to.equal(true);
    service.answers.set('/auth/logout', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await endSession(service.client, 'token')).to.equal(false);
    await flush();

    expect(service.requests[0]?.authorization).to.equal('Bearer token');
  });
});
