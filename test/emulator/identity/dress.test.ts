import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { CALLBACK, CLIENT_ID, signInAndRedeem, Visitor } from './visitor.js';

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator({ services: [createIdentityService], registeredUris: ['https://app.game.test/redirect'] });
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

describe('the authorization endpoint', () => {
  it('leads through a login page back to the page with a code and the state', async () => {
    const callback = await new Visitor(emulator).signIn('ada@example.com');

    assert.equal(callback.origin + callback.pathname, CALLBACK);
    assert.deepEqual([...callback.searchParams.keys()].sort(), ['code', 'state']);
    assert.equal(callback.searchParams.get('state'), 'state-1');
  });

  it('goes back with 302 and without the iss parameter', async () => {
    const visitor = new Visitor(emulator);
    await visitor.signIn('ada@example.com');

    const again = await visitor.request(visitor.authorizeUrl());

    assert.equal(again.status, 302);
    assert.equal(new URL(again.headers.get('location') ?? '').searchParams.has('iss'), false);
  });

  it('records the parameters that the standard does not know', async () => {
    await new Visitor(emulator).signIn('ada@example.com', { email: 'x@example.com' });

    const query = new URL(emulator.requests.list(({ path }) => path === '/authorize')[0]?.url ?? '').searchParams;
    for (const name of ['rid', 'third_party_a_id', 'direct', 'email', 'marketingConsent', 'im_passport_trace_id', 'display']) {
      assert.ok(query.has(name), name);
    }
  });

  it('demands PKCE with S256', async () => {
    const requests: Record<string, string | null>[] = [{ code_challenge: null, code_challenge_method: null }, { code_challenge_method: 'plain' }];
    for (const changes of requests) {
      const visitor = new Visitor(emulator);

      const { url } = await visitor.follow(visitor.authorizeUrl(changes));

      assert.equal(new URL(url).searchParams.get('error'), 'invalid_request');
    }
  });

  it('takes any loopback address to return to, and registered ones', async () => {
    for (const address of ['http://localhost:1/a', 'http://127.0.0.1:2/b?c=d', 'http://[::1]:3/', 'https://app.game.test/redirect']) {
      const callback = await new Visitor(emulator).signIn('ada@example.com', { redirect_uri: address });

      assert.ok(callback.href.startsWith(address), address);
    }
  });

  it('answers an address that is not registered with a page, not a redirect', async () => {
    for (const address of ['https://evil.example/cb', 'http://localhost.evil.example/', 'http://a@localhost:1/', 'javascript:alert(1)', 'http://localhost:1/#x']) {
      const visitor = new Visitor(emulator);

      const { url, answer } = await visitor.follow(visitor.authorizeUrl({ redirect_uri: address }));

      assert.ok(url.startsWith(emulator.addresses.auth), address);
      assert.equal(answer.status, 400);
      assert.match(answer.text, /not registered/);
    }
  });

  it('refuses another audience', async () => {
    const visitor = new Visitor(emulator);

    const { url } = await visitor.follow(visitor.authorizeUrl({ audience: 'other_api' }));

    assert.equal(new URL(url).searchParams.get('error'), 'access_denied');
    assert.equal(new URL(url).searchParams.get('error_description'), 'Service not found: other_api');
  });

  it('remembers the visitor until sign-out, for prompt=none too', async () => {
    const visitor = new Visitor(emulator);
    const silent = visitor.authorizeUrl({ prompt: 'none' });
    assert.equal(new URL((await visitor.follow(silent)).url).searchParams.get('error'), 'login_required');

    await visitor.signIn('ada@example.com');
    assert.ok(new URL((await visitor.follow(silent)).url).searchParams.has('code'));
    await visitor.request(`${emulator.addresses.auth}/v2/logout?client_id=${CLIENT_ID}`);

    assert.equal(new URL((await visitor.follow(silent)).url).searchParams.get('error'), 'login_required');
  });
});

describe('the token endpoint', () => {
  it('gives tokens as the live service does: 24 h, Bearer, the scope that was asked for', async () => {
    const { status, body } = await signInAndRedeem(emulator);

    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).sort(), ['access_token', 'expires_in', 'id_token', 'refresh_token', 'scope', 'token_type']);
    assert.equal(body.expires_in, 86400);
    assert.equal(body.token_type, 'Bearer');
    assert.equal(body.scope, 'openid offline_access email transact');
  });

  it('signs both tokens with the published RS256 key, the issuer with its slash', async () => {
    const { body } = await signInAndRedeem(emulator);
    const keys = createRemoteJWKSet(new URL(`${emulator.addresses.auth}/.well-known/jwks.json`));
    const issuer = `${emulator.addresses.auth}/`;

    const id = await jwtVerify(String(body.id_token), keys, { issuer, audience: CLIENT_ID, algorithms: ['RS256'] });
    const access = await jwtVerify(String(body.access_token), keys, { issuer, audience: 'platform_api', algorithms: ['RS256'] });

    assert.equal(Number(id.payload.exp) - Number(id.payload.iat), 10 * 3600);
    assert.equal(Number(access.payload.exp) - Number(access.payload.iat), 24 * 3600);
    assert.equal(access.payload.sub, id.payload.sub);
    assert.equal(access.payload.scope, 'openid offline_access email transact');
  });

  it('puts into the ID token what the live one has, and no more', async () => {
    const { body } = await signInAndRedeem(emulator);

    const claims = decodeJwt(String(body.id_token));

    assert.deepEqual(Object.keys(claims).sort(), ['aud', 'email', 'email_verified', 'exp', 'iat', 'iss', 'name', 'nickname', 'nonce', 'sid', 'sub']);
    assert.equal(claims.email, 'ada@example.com');
    assert.equal(claims.nickname, 'ada');
    assert.equal(claims.nonce, 'nonce-1');
    assert.match(String(claims.sub), /^email\|[0-9a-f]{24}$/);
  });

  it('gives an opaque access token without an audience', async () => {
    const { body } = await signInAndRedeem(emulator, 'ada@example.com', { audience: null });

    assert.equal(String(body.access_token).split('.').length, 1);
  });

  it('gives a refresh token only for offline_access', async () => {
    const { body } = await signInAndRedeem(emulator, 'ada@example.com', { scope: 'openid email' });

    assert.equal('refresh_token' in body, false);
    assert.equal(body.scope, 'openid email');
  });

  it('may be read by a page of another origin', async () => {
    const response = await fetch(`${emulator.addresses.auth}/oauth/token`, { method: 'POST', headers: { origin: 'http://localhost:5999' }, body: new URLSearchParams() });

    assert.equal(response.headers.get('access-control-allow-origin'), 'http://localhost:5999');
  });

  it('redeems a code once, with its verifier and its address', async () => {
    const visitor = new Visitor(emulator);
    const callback = await visitor.signIn('ada@example.com');
    const refused = { status: 403, body: { error: 'invalid_grant', error_description: 'Invalid authorization code' } };

    assert.deepEqual(await visitor.redeem(callback, { code_verifier: 'x'.repeat(43) }), refused);
    assert.deepEqual(await visitor.redeem(callback, { redirect_uri: 'http://localhost:5999/other' }), refused);
    assert.equal((await visitor.redeem(callback)).status, 200);
    assert.deepEqual(await visitor.redeem(callback), refused);
  });
});

describe('a refresh', () => {
  it('rotates the refresh token and repeats the rest, without a nonce', async () => {
    const { visitor, body } = await signInAndRedeem(emulator);

    const refreshed = await visitor.refresh(body.refresh_token);

    assert.equal(refreshed.status, 200);
    assert.notEqual(refreshed.body.refresh_token, body.refresh_token);
    assert.equal(refreshed.body.scope, body.scope);
    assert.equal(refreshed.body.expires_in, 86400);
    const [before, now] = [decodeJwt(String(body.id_token)), decodeJwt(String(refreshed.body.id_token))];
    assert.equal('nonce' in now, false);
    assert.deepEqual([now.sub, now.aud, now.iss, now.sid], [before.sub, before.aud, before.iss, before.sid]);
    assert.equal(decodeJwt(String(refreshed.body.access_token)).aud, 'platform_api');
  });

  it('with a used token ends that login, and no other', async () => {
    const { visitor, body } = await signInAndRedeem(emulator);
    const other = await visitor.redeem(await visitor.comeAgain());
    const next = await visitor.refresh(body.refresh_token);
    const unknown = { status: 403, body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' } };

    assert.deepEqual(await visitor.refresh(body.refresh_token), unknown);

    assert.deepEqual(await visitor.refresh(next.body.refresh_token), unknown);
    assert.equal((await visitor.refresh(other.body.refresh_token)).status, 200);
  });

  it('after revocation is refused', async () => {
    const { visitor, body } = await signInAndRedeem(emulator);

    const revoked = await fetch(`${emulator.addresses.auth}/oauth/revoke`, {
      method: 'POST', headers: { origin: 'http://localhost:5999' },
      body: new URLSearchParams({ token: String(body.refresh_token), token_type_hint: 'refresh_token', client_id: CLIENT_ID }),
    });

    assert.equal(revoked.status, 200);
    assert.equal(await revoked.text(), '');
    assert.equal(revoked.headers.get('content-type'), null);
    assert.equal(revoked.headers.get('access-control-allow-origin'), 'http://localhost:5999');
    assert.equal((await visitor.refresh(body.refresh_token)).body.error_description, 'Unknown or invalid refresh token.');
  });

  it('shows the passport claim once the user is registered', async () => {
    const { visitor, body } = await signInAndRedeem(emulator);
    const user = emulator.world.ensureUser('ada@example.com');

    user.imx = { ethAddress: '0x1', starkKey: '0x2', adminAddress: '0x3' };
    user.username = 'ada_l';
    const refreshed = await visitor.refresh(body.refresh_token);

    const claims = decodeJwt(String(refreshed.body.id_token));
    assert.deepEqual(claims.passport, { imx_eth_address: '0x1', imx_stark_address: '0x2', imx_user_admin_address: '0x3' });
    assert.equal(claims.username, 'ada_l');
  });
});

describe('the published documents', () => {
  it('name the endpoints at the live paths', async () => {
    const response = await fetch(`${emulator.addresses.auth}/.well-known/openid-configuration`, { headers: { origin: 'http://localhost:5999' } });
    const document = await response.json() as Record<string, unknown>;

    const { auth } = emulator.addresses;
    assert.equal(document.issuer, `${auth}/`);
    assert.equal(document.authorization_endpoint, `${auth}/authorize`);
    assert.equal(document.token_endpoint, `${auth}/oauth/token`);
    assert.equal(document.revocation_endpoint, `${auth}/oauth/revoke`);
    assert.equal(document.userinfo_endpoint, `${auth}/userinfo`);
    assert.equal(document.jwks_uri, `${auth}/.well-known/jwks.json`);
    assert.equal(document.end_session_endpoint, `${auth}/v2/logout`);
    assert.equal(response.headers.get('access-control-allow-origin'), 'http://localhost:5999');
  });

  it('show the public half of one key', async () => {
    const { keys } = await (await fetch(`${emulator.addresses.auth}/.well-known/jwks.json`)).json() as { keys: Record<string, unknown>[] };

    assert.equal(keys.length, 1);
    assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('tell who the visitor is at the userinfo endpoint', async () => {
    const { body } = await signInAndRedeem(emulator);

    const response = await fetch(`${emulator.addresses.auth}/userinfo`, { headers: { authorization: `Bearer ${String(body.access_token)}` } });

    assert.equal((await response.json() as { email: string }).email, 'ada@example.com');
    assert.equal((await fetch(`${emulator.addresses.auth}/userinfo`, { headers: { authorization: 'Bearer wrong' } })).status, 401);
  });
});

describe('sign-out', () => {
  it('forgets the session and goes back to an allowed address', async () => {
    const visitor = new Visitor(emulator);
    await visitor.signIn('ada@example.com');
    assert.equal(visitor.cookieNames.some((name) => name.endsWith('_session')), true);

    const answer = await visitor.request(`${emulator.addresses.auth}/v2/logout?client_id=x&returnTo=${encodeURIComponent('http://localhost:5999/bye?a=b')}&id_token_hint=whatever&audience=platform_api`);

    assert.equal(answer.status, 302);
    assert.equal(answer.headers.get('location'), 'http://localhost:5999/bye?a=b');
    assert.equal(visitor.cookieNames.some((name) => name.includes('_session')), false);
  });

  it('does not go to other addresses', async () => {
    for (const address of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', 'http://localhost@evil.example/']) {
      const answer = await new Visitor(emulator).request(`${emulator.addresses.auth}/v2/logout?returnTo=${encodeURIComponent(address)}`);

      assert.equal(answer.status, 400, address);
      assert.equal(answer.headers.get('location'), null);
    }
  });

  it('without an address says OK', async () => {
    assert.equal((await new Visitor(emulator).request(`${emulator.addresses.auth}/v2/logout`)).text, 'OK');
  });
});
