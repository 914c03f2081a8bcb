import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { IDENTITY_FAULTS } from '../../../emulator/src/identity/faults.js';
import { startEmulator, type Emulator, type FaultParams } from '../../../emulator/src/index.js';
import { CLIENT_ID, signInAndRedeem, Visitor } from './visitor.js';

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator({ services: [createIdentityService] });
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

const STRANGER = 'https://stranger.example.com/';
const DAY = 86_400;

async function signInWith(fault: string, params?: FaultParams): Promise<Record<string, unknown>> {
  emulator.faults.set(`identity:${fault}`, { times: 1, params });
  return (await signInAndRedeem(emulator)).body;
}

function verify(token: unknown): Promise<{ payload: JWTPayload }> {
  return jwtVerify(String(token), createRemoteJWKSet(new URL(`${emulator.addresses.auth}/.well-known/jwks.json`)), { clockTolerance: 30 * DAY });
}

const near = (value: unknown, wanted: number): boolean => Math.abs(Number(value) - wanted) < 5;
const nowSeconds = (): number => Date.now() / 1000;

/** What each fault of claims shows; the signature is right, so that the claim alone is wrong. */
const CLAIMS: Readonly<Record<string, { rows: string; params?: FaultParams; shows: (claims: JWTPayload) => boolean }>> = {
  'invalid-iss': { rows: '1', shows: ({ iss }) => iss === STRANGER },
  'missing-iss': { rows: '2', shows: ({ iss }) => iss === undefined },
  'iss-slash': { rows: '2', shows: ({ iss }) => iss === emulator.addresses.auth },
  'missing-sub': { rows: '3', shows: ({ sub }) => sub === undefined },
  'sub-type': { rows: '3', params: { value: {} }, shows: ({ sub }) => typeof sub === 'object' },
  'other-sub': { rows: '65', shows: ({ sub }) => sub === 'email|somebodyelse' },
  'invalid-aud': { rows: '4', shows: ({ aud }) => aud === 'stranger' },
  'missing-aud': { rows: '4', shows: ({ aud }) => aud === undefined },
  'secondary-aud': { rows: '5', shows: ({ aud, azp }) => Array.isArray(aud) && aud.length === 2 && azp === undefined },
  'wrong-azp': { rows: '5', shows: ({ aud, azp }) => Array.isArray(aud) && azp === 'stranger' },
  'aud-array': { rows: '5', shows: ({ aud }) => Array.isArray(aud) && aud[0] === CLIENT_ID && aud.length === 1 },
  azp: { rows: '5', shows: ({ azp }) => azp === CLIENT_ID },
  'missing-iat': { rows: '6', shows: ({ iat }) => iat === undefined },
  'iat-week-past': { rows: '6', shows: ({ iat }) => near(iat, nowSeconds() - 7 * DAY) },
  'iat-future': { rows: '6', shows: ({ iat }) => near(iat, nowSeconds() + DAY) },
  expired: { rows: '7', shows: ({ exp }) => near(exp, nowSeconds() - 3600) },
  'missing-exp': { rows: '7', shows: ({ exp }) => exp === undefined },
  'exp-type': { rows: '7', params: { value: '3600' }, shows: ({ exp }) => (exp as unknown) === '3600' },
  'nbf-future': { rows: '8', shows: ({ nbf }) => near(nbf, nowSeconds() + DAY) },
  'nonce-invalid': { rows: '9', shows: ({ nonce }) => nonce === 'another-nonce' },
  'nonce-missing': { rows: '9', shows: ({ nonce }) => nonce === undefined },
  'athash-invalid': { rows: '15', shows: ({ at_hash }) => typeof at_hash === 'string' },
  'auth-time': { rows: '16', params: { ageSeconds: 3600 }, shows: ({ auth_time }) => near(auth_time, nowSeconds() - 3600) },
};

describe('a fault of claims', () => {
  for (const [name, { rows, params, shows }] of Object.entries(CLAIMS)) {
    it(`row ${rows}: ${name}`, async () => {
      const token = String((await signInWith(name, params)).id_token);

      assert.ok(shows(decodeJwt(token)), JSON.stringify(decodeJwt(token)));
      const isUnreadable = ['exp-type', 'sub-type'].includes(name);
      if (!isUnreadable) await verify(token);
    });
  }
});

/** What each fault of the form shows. */
const FORMS: Readonly<Record<string, { rows: string; shows: (token: string) => boolean; isValid?: boolean }>> = {
  'sig-none': { rows: '10', shows: (token) => token.endsWith('.') && headerOf(token).alg === 'none' },
  'invalid-sig-rs256': { rows: '11', shows: (token) => headerOf(token).alg === 'RS256' },
  'sig-hs256-pubkey': { rows: '12', shows: (token) => headerOf(token).alg === 'HS256' },
  'sig-es256': { rows: '13', shows: (token) => headerOf(token).alg === 'ES256' },
  'unknown-crit': { rows: '13', shows: (token) => headerOf(token).crit?.[0] === 'unheard-of' },
  'two-parts': { rows: '13', shows: (token) => token.split('.').length === 2 },
  'trailing-data': { rows: '13', shows: (token) => token.split('.').length === 4 },
  'kid-absent': { rows: '14', shows: (token) => headerOf(token).kid === undefined, isValid: true },
  'kid-unknown': { rows: '34', shows: (token) => headerOf(token).kid === 'nobody-knows' },
};

function headerOf(token: string): { alg?: string; kid?: string; crit?: string[] } {
  return decodeProtectedHeader(token);
}

describe('a fault of the token\'s form', () => {
  for (const [name, { rows, shows, isValid }] of Object.entries(FORMS)) {
    it(`row ${rows}: ${name}`, async () => {
      const token = String((await signInWith(name)).id_token);

      assert.ok(shows(token), token);
      if (isValid === true) await verify(token);
      else await assert.rejects(verify(token));
    });
  }

  it('row 9: idtoken-replay', async () => {
    const earlier = (await signInAndRedeem(emulator)).body.id_token;

    assert.equal((await signInWith('idtoken-replay')).id_token, earlier);
  });

  it('strikes the first token response only, when it is on for one request', async () => {
    emulator.faults.set('identity:invalid-iss', { times: 1 });
    await signInAndRedeem(emulator);

    const { body } = await signInAndRedeem(emulator);

    assert.equal(decodeJwt(String(body.id_token)).iss, `${emulator.addresses.auth}/`);
  });
});

const RESPONSES: Readonly<Record<string, { rows: string; params?: FaultParams; shows: (body: Record<string, unknown>) => boolean }>> = {
  'no-id-token': { rows: '17', shows: (body) => !('id_token' in body) && String(body.scope).includes('openid') },
  'no-id-token-scope': { rows: '17', shows: (body) => !('id_token' in body) && !String(body.scope).includes('openid') },
  'token-type': { rows: '18', shows: (body) => body.token_type === 'mac' },
  'expires-in': { rows: '19', params: { value: '3600' }, shows: (body) => body.expires_in === '3600' },
  'extra-members': { rows: '20', shows: (body) => Object.hasOwn(body, '__proto__') && 'profile' in body },
  'no-refresh-token': { rows: '68', shows: (body) => !('refresh_token' in body) },
};

describe('a fault of the token response', () => {
  for (const [name, { rows, params, shows }] of Object.entries(RESPONSES)) {
    it(`row ${rows}: ${name}`, async () => {
      assert.ok(shows(await signInWith(name, params)));
    });
  }

  it('row 19: expires-in is left out by default', async () => {
    assert.equal('expires_in' in await signInWith('expires-in'), false);
  });

  it('row 7: short-lived shortens both tokens and the lifetime', async () => {
    const body = await signInWith('short-lived', { seconds: 3 });

    assert.equal(body.expires_in, 3);
    for (const token of [body.id_token, body.access_token]) {
      const { iat, exp } = (await verify(token)).payload;
      assert.equal(Number(exp) - Number(iat), 3);
    }
  });
});

const CALLBACKS: Readonly<Record<string, { rows: string; shows: (query: URLSearchParams) => boolean }>> = {
  'state-invalid': { rows: '22', shows: (query) => query.get('state') === 'another-state' },
  'state-missing': { rows: '22', shows: (query) => !query.has('state') },
  'duplicate-code': { rows: '23', shows: (query) => query.getAll('code').length === 2 },
  'response-iss': { rows: '24', shows: (query) => query.get('iss') === STRANGER },
  'callback-error': { rows: '26', shows: (query) => query.get('error') === 'server_error' && !query.has('code') },
};

describe('a fault of the way back', () => {
  for (const [name, { rows, shows }] of Object.entries(CALLBACKS)) {
    it(`row ${rows}: ${name}`, async () => {
      emulator.faults.set(`identity:${name}`, { times: 1 });

      const { searchParams } = await new Visitor(emulator).signIn('ada@example.com');

      assert.ok(shows(searchParams), String(searchParams));
    });
  }
});

it('every fault of tokens and of the way back is tested here', () => {
  const elsewhere = ['denied', 'short-lived', 'late-claim', 'no-claim', 'refresh-nonce', 'token-500', 'invalid-grant', 'token-stall', 'discovery-issuer',
    'discovery-endpoint', 'jwks-500', 'jwks-rotated', 'jwks-junk', 'userinfo-sub', 'revoke-500', 'logout-500', 'coop', 'idtoken-replay'];
  const here = [CLAIMS, FORMS, RESPONSES, CALLBACKS].flatMap((table) => Object.keys(table));

  assert.deepEqual(IDENTITY_FAULTS.map(({ name }) => name).sort(), [...here, ...elsewhere].sort());
});
