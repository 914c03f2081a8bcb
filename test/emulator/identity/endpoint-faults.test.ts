import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { ENDPOINT_FAULTS } from '../../../emulator/src/identity/endpoint-faults.js';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { signInAndRedeem, Visitor } from './visitor.js';

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator({ services: [createIdentityService] });
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

const IMX = { ethAddress: '0x1', starkKey: '0x2', adminAddress: '0x3' };

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(emulator.addresses.auth + path, { headers });
}

function hasClaim(token: unknown): boolean {
  return 'passport' in decodeJwt(String(token));
}

describe('a fault of the passport claim', () => {
  it('late-claim: shows it after so many refreshes', async () => {
    const { visitor, body } = await signInAndRedeem(emulator);
    emulator.world.ensureUser('ada@example.com').imx = IMX;
    emulator.faults.set('identity:late-claim', { params: { refreshes: 2 } });

    const seen: boolean[] = [];
    let { refresh_token: token } = body;
    for (let refresh = 0; refresh < 4; refresh++) {
      const refreshed = (await visitor.refresh(token)).body;
      seen.push(hasClaim(refreshed.id_token));
      token = refreshed.refresh_token;
    }

    assert.deepEqual(seen, [false, false, true, true]);
  });

  it('no-claim: hides it while the fault is on', async () => {
    emulator.world.ensureUser('ada@example.com').imx = IMX;
    emulator.faults.set('identity:no-claim');
    assert.equal(hasClaim((await signInAndRedeem(emulator)).body.id_token), false);

    emulator.faults.clear();

    assert.equal(hasClaim((await signInAndRedeem(emulator)).body.id_token), true);
  });
});

describe('a fault of an endpoint', () => {
  it('row 66: token-500', async () => {
    emulator.faults.set('identity:token-500', { times: 1 });

    const { status, body } = await signInAndRedeem(emulator);

    assert.equal(status, 500);
    assert.equal(body.error, 'server_error');
  });

  it('row 67: invalid-grant refuses refresh tokens, not codes', async () => {
    emulator.faults.set('identity:invalid-grant');
    const { visitor, status, body } = await signInAndRedeem(emulator);
    assert.equal(status, 200);

    assert.deepEqual(await visitor.refresh(body.refresh_token), {
      status: 403, body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
    });
  });

  it('row 69: token-stall sends half of the body', async () => {
    const visitor = new Visitor(emulator);
    const callback = await visitor.signIn('ada@example.com');
    emulator.faults.set('identity:token-stall');
    const stop = new AbortController();

    const response = await fetch(`${emulator.addresses.auth}/oauth/token`, {
      method: 'POST', signal: stop.signal,
      body: new URLSearchParams({ grant_type: 'refresh_token', code: callback.searchParams.get('code') ?? '', client_id: 'x' }),
    });
    const reader = response.body?.getReader();
    const first = await reader?.read();

    assert.ok(Number(response.headers.get('content-length')) > (first?.value?.length ?? Infinity));
    stop.abort();
    await assert.rejects(async () => reader?.read());
  });

  it('row 9: refresh-nonce puts a nonce into refreshed tokens', async () => {
    const { visitor, body } = await signInAndRedeem(emulator);
    emulator.faults.set('identity:refresh-nonce');

    assert.equal(decodeJwt(String((await visitor.refresh(body.refresh_token)).body.id_token)).nonce, 'refreshed-nonce');
  });

  it('row 21: userinfo-sub', async () => {
    const { body } = await signInAndRedeem(emulator);
    emulator.faults.set('identity:userinfo-sub');

    const info = await (await get('/userinfo', { authorization: `Bearer ${String(body.access_token)}` })).json() as { sub: string };

    assert.equal(info.sub, 'email|somebodyelse');
  });

  it('row 85: revoke-500 and logout-500', async () => {
    emulator.faults.set('identity:revoke-500');
    emulator.faults.set('identity:logout-500');

    assert.equal((await fetch(`${emulator.addresses.auth}/oauth/revoke`, { method: 'POST' })).status, 500);
    assert.equal((await get('/v2/logout')).status, 500);
  });
});

describe('a fault of the published documents', () => {
  it('row 31: discovery-issuer', async () => {
    emulator.faults.set('identity:discovery-issuer');

    assert.equal((await (await get('/.well-known/openid-configuration')).json() as { issuer: string }).issuer, 'https://stranger.example.com/');
  });

  it('row 32: discovery-endpoint', async () => {
    emulator.faults.set('identity:discovery-endpoint', { params: { member: 'token_endpoint', value: 'data:,x' } });

    assert.equal((await (await get('/.well-known/openid-configuration')).json() as { token_endpoint: string }).token_endpoint, 'data:,x');
  });

  it('row 35: jwks-500', async () => {
    emulator.faults.set('identity:jwks-500', { times: 1 });

    assert.equal((await get('/.well-known/jwks.json')).status, 500);
    assert.equal((await get('/.well-known/jwks.json')).status, 200);
  });

  it('row 34: jwks-rotated signs with a new key and publishes that alone', async () => {
    const { keys: [before] } = await (await get('/.well-known/jwks.json')).json() as { keys: { kid: string }[] };
    emulator.faults.set('identity:jwks-rotated', { times: 1 });

    const { body } = await signInAndRedeem(emulator);

    const { keys } = await (await get('/.well-known/jwks.json')).json() as { keys: { kid: string }[] };
    assert.equal(keys.length, 1);
    assert.notEqual(keys[0]?.kid, before?.kid);
    const set = createRemoteJWKSet(new URL(`${emulator.addresses.auth}/.well-known/jwks.json`));
    await jwtVerify(String(body.id_token), set);
    await jwtVerify(String(body.access_token), set);
    assert.ok(await emulator.tokens.verifyAccessToken(String(body.access_token)));
  });
});

it('row 70: the emulator\'s clock moves the tokens along', async () => {
  emulator.world.clock.shift(-2 * 86_400_000);

  const { body } = await signInAndRedeem(emulator);

  const { iat, exp } = decodeJwt(String(body.id_token));
  assert.ok(Math.abs(Number(iat) - (Date.now() / 1000 - 2 * 86_400)) < 5);
  assert.equal(Number(exp) - Number(iat), 36_000);
  assert.ok(await emulator.tokens.verifyIdToken(String(body.id_token)));
});

it('row 70: date-skew and no-date change what the authority shows, not its tokens', async () => {
  emulator.faults.set('identity:date-skew', { params: { seconds: -7200 } });
  const { body } = await signInAndRedeem(emulator);
  const shown = Date.parse(String((await get('/.well-known/jwks.json')).headers.get('date')));
  assert.ok(Math.abs(shown - (Date.now() - 7_200_000)) < 5000);
  assert.ok(Math.abs(Number(decodeJwt(String(body.id_token)).iat) - Date.now() / 1000) < 5);
  emulator.faults.clear();

  emulator.faults.set('identity:no-date');

  assert.equal((await get('/.well-known/jwks.json')).headers.has('date'), false);
});

/** What a fault shows that strikes an endpoint as it could strike any. */
const LIKE_ANY: Readonly<Record<string, (response: Response) => unknown>> = {
  'not-found': ({ status }) => assert.equal(status, 404),
  'server-error': ({ status }) => assert.equal(status, 500),
  unavailable: ({ status }) => assert.equal(status, 503),
  'rate-limit': ({ status, headers }) => assert.deepEqual([status, headers.get('retry-after')], [429, '2']),
  html: ({ headers }) => assert.match(headers.get('content-type') ?? '', /text\/html/),
  'empty-body': async (response) => assert.equal(await response.text(), ''),
  redirect: ({ status, headers }) => assert.deepEqual([status, headers.get('location')], [302, 'https://redirected.example.com/']),
  truncated: async (response) => assert.rejects(response.json(), SyntaxError),
  oversized: async (response) => assert.ok((await response.text()).length > 10_000_000),
  'no-cors': ({ headers }) => assert.equal(headers.get('access-control-allow-origin'), null),
  delay: ({ status }) => assert.ok(status > 0),
  'stalled-body': async (response) => assert.ok(Number((await response.body?.getReader().read())?.value?.length) < Number(response.headers.get('content-length'))),
};

describe('an endpoint that fails as any server can', () => {
  // These never answer; what shows is the request that waits, or the cut connection.
  const silent = ['no-answer', 'reset', 'lost-answer'];
  for (const { name, path, like, rows } of ENDPOINT_FAULTS.filter((fault) => !['/authorize', '/u/login/'].includes(fault.path))) {
    it(`row ${rows?.[0]}: ${name} strikes ${path} once, and no other path`, async () => {
      emulator.faults.set(`identity:${name}`, { times: 1 });
      const stop = new AbortController();
      const init = { method: path.startsWith('/oauth/') ? 'POST' : 'GET', headers: { origin: 'http://localhost:1' }, redirect: 'manual', signal: stop.signal } as const;
      await fetch(`${emulator.addresses.auth}/unknown`);
      const received = emulator.requests.next();

      const asked = fetch(emulator.addresses.auth + path, init);

      if (!silent.includes(like)) await LIKE_ANY[like]?.(await asked);
      else if (like === 'no-answer') await received.then(() => stop.abort());
      if (silent.includes(like)) await assert.rejects(asked);
      stop.abort();
      assert.deepEqual((await received).faults, [`identity:${name}`]);
      assert.deepEqual(emulator.faults.list(), []);
    });
  }
});

describe('a refusal of the token endpoint', () => {
  const refuse = async (name: string, params?: Record<string, unknown>): Promise<{ status: number; body: Record<string, unknown> }> => {
    emulator.faults.set(`identity:${name}`, { times: 1, params });
    return new Visitor(emulator).token({ grant_type: 'refresh_token', refresh_token: 'a-secret', client_id: 'x' });
  };

  it('row 66: token-error', async () => {
    assert.deepEqual(await refuse('token-error', { status: 401, error: 'invalid_client' }), { status: 401, body: { error: 'invalid_client', error_description: 'Something is missing.' } });
  });

  it('row 26: token-error-html', async () => {
    assert.ok(String((await refuse('token-error-html')).body.error_description).length > 10_000);
  });

  it('row 72: token-error-echo repeats what was sent', async () => {
    assert.match(String((await refuse('token-error-echo')).body.error_description), /refresh_token=a-secret/);
  });

  it('row 84: use-dpop-nonce', async () => {
    assert.equal((await refuse('use-dpop-nonce')).body.error, 'use_dpop_nonce');
  });

  it('row 66: token-429 can say when in a date', async () => {
    emulator.faults.set('identity:token-429', { params: { seconds: 30, asDate: true } });

    const { headers } = await fetch(`${emulator.addresses.auth}/oauth/token`, { method: 'POST' });

    assert.equal(Date.parse(String(headers.get('retry-after'))) - Date.parse(String(headers.get('date'))), 30_000);
  });
});
