import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
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

  it('row 36: jwks-junk surrounds the right key with others', async () => {
    emulator.faults.set('identity:jwks-junk');

    const { keys } = await (await get('/.well-known/jwks.json')).json() as { keys: { kty: string; use?: string; kid: string }[] };

    assert.ok(keys.some(({ kty }) => kty === 'oct'));
    assert.ok(keys.some(({ use }) => use === 'enc'));
    assert.ok(new Set(keys.map(({ kid }) => kid)).size < keys.length);
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
