import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { ENDPOINT_FAULTS } from '../../../emulator/src/identity/endpoint-faults.js';
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
  const { body } = await signInAndRedeem(emulator);
  halfHash = createHash('sha256').update(String(body.access_token)).digest().subarray(0, 16).toString('base64url');
  return body;
}

function verify(token: unknown): Promise<{ payload: JWTPayload }> {
  return jwtVerify(String(token), createRemoteJWKSet(new URL(`${emulator.addresses.auth}/.well-known/jwks.json`)), { clockTolerance: 30 * DAY });
}

/** The left half of the hash of the last access token, as `at_hash` has it. */
let halfHash = '';

const near = (value: unknown, wanted: number): boolean => Math.abs(Number(value) - wanted) < 5;
const nowSeconds = (): number => Date.now() / 1000;

/** What each fault of claims shows; the signature is right, so that the claim alone is wrong. */
const CLAIMS: Readonly<Record<string, { rows: string; params?: FaultParams; shows: (claims: JWTPayload) => boolean }>> = {
  'invalid-iss': { rows: '1', shows: ({ iss }) => iss === STRANGER },
  'missing-iss': { rows: '2', shows: ({ iss }) => iss === undefined },
  'iss-slash': { rows: '2', shows: ({ iss }) => iss === emulator.addresses.auth },
  'iss-case': { rows: '1', shows: ({ iss }) => iss === `${emulator.addresses.auth}/`.toUpperCase() },
  'missing-sub': { rows: '3', shows: ({ sub }) => sub === undefined },
  'sub-type': { rows: '3', params: { value: {} }, shows: ({ sub }) => typeof sub === 'object' },
  'sub-empty': { rows: '3', shows: ({ sub }) => sub === '' },
  'other-sub': { rows: '65', shows: ({ sub }) => sub === 'email|somebodyelse' },
  'invalid-aud': { rows: '4', shows: ({ aud }) => aud === 'stranger' },
  'missing-aud': { rows: '4', shows: ({ aud }) => aud === undefined },
  'aud-type': { rows: '4', shows: ({ aud }) => Array.isArray(aud) && aud.length === 0 },
  'secondary-aud': { rows: '5', shows: ({ aud, azp }) => Array.isArray(aud) && aud.length === 2 && azp === undefined },
  'wrong-azp': { rows: '5', shows: ({ aud, azp }) => Array.isArray(aud) && azp === 'stranger' },
  'wrong-azp-alone': { rows: '5', shows: ({ aud, azp }) => aud === CLIENT_ID && azp === 'stranger' },
  'aud-array': { rows: '5', shows: ({ aud }) => Array.isArray(aud) && aud[0] === CLIENT_ID && aud.length === 1 },
  azp: { rows: '5', shows: ({ azp }) => azp === CLIENT_ID },
  'missing-iat': { rows: '6', shows: ({ iat }) => iat === undefined },
  'iat-type': { rows: '6', shows: ({ iat }) => (iat as unknown) === 'yesterday' },
  'iat-week-past': { rows: '6', shows: ({ iat }) => near(iat, nowSeconds() - 7 * DAY) },
  'iat-future': { rows: '6', shows: ({ iat }) => near(iat, nowSeconds() + DAY) },
  expired: { rows: '7', shows: ({ exp }) => near(exp, nowSeconds() - 3600) },
  'missing-exp': { rows: '7', shows: ({ exp }) => exp === undefined },
  'exp-type': { rows: '7', params: { value: '3600' }, shows: ({ exp }) => (exp as unknown) === '3600' },
  'nbf-future': { rows: '8', shows: ({ nbf }) => near(nbf, nowSeconds() + DAY) },
  'nbf-past': { rows: '8', shows: ({ nbf }) => near(nbf, nowSeconds() - 3600) },
  'nbf-type': { rows: '8', shows: ({ nbf }) => (nbf as unknown) === 'tomorrow' },
  'nonce-invalid': { rows: '9', shows: ({ nonce }) => nonce === 'another-nonce' },
  'nonce-missing': { rows: '9', shows: ({ nonce }) => nonce === undefined },
  'nonce-type': { rows: '9', shows: ({ nonce }) => Array.isArray(nonce) && nonce[0] === 'nonce-1' },
  'athash-invalid': { rows: '15', shows: ({ at_hash }) => typeof at_hash === 'string' && at_hash !== halfHash },
  'athash-type': { rows: '15', shows: ({ at_hash }) => at_hash === 1 },
  'athash-valid': { rows: '15', shows: ({ at_hash }) => at_hash === halfHash },
  'auth-time': { rows: '16', params: { ageSeconds: 3600 }, shows: ({ auth_time }) => near(auth_time, nowSeconds() - 3600) },
  'auth-time-type': { rows: '16', shows: ({ auth_time }) => auth_time === 'today' },
  acr: { rows: '16', shows: ({ acr }) => acr === '0' },
};

describe('a fault of claims', () => {
  for (const [name, { rows, params, shows }] of Object.entries(CLAIMS)) {
    it(`row ${rows}: ${name}`, async () => {
      const token = String((await signInWith(name, params)).id_token);

      assert.ok(shows(decodeJwt(token)), JSON.stringify(decodeJwt(token)));
      const isUnreadable = ['exp-type', 'iat-type', 'nbf-type', 'sub-type'].includes(name);
      if (!isUnreadable) await verify(token);
    });
  }
});

/** What each fault of the form shows. Without `isValid` the published keys must not confirm it; jose passes over blanks at the end. */
const FORMS: Readonly<Record<string, { rows: string; shows: (token: string) => boolean; isValid?: boolean }>> = {
  'sig-none': { rows: '10', shows: (token) => token.endsWith('.') && headerOf(token).alg === 'none' },
  'sig-none-capital': { rows: '10', shows: (token) => !token.endsWith('.') && headerOf(token).alg === 'NONE' },
  'invalid-sig-rs256': { rows: '11', shows: (token) => headerOf(token).alg === 'RS256' },
  'sig-stranger': { rows: '11', shows: (token) => headerOf(token).kid === emulator.tokens.publicJwk.kid },
  'sig-empty': { rows: '11', shows: (token) => token.endsWith('.') && headerOf(token).alg === 'RS256' },
  'sig-hs256-pubkey': { rows: '12', shows: (token) => headerOf(token).alg === 'HS256' },
  'sig-hs256-oct': { rows: '12', shows: (token) => headerOf(token).kid === 'secret' },
  'sig-es256': { rows: '13', shows: (token) => headerOf(token).alg === 'ES256' },
  'invalid-sig-es256': { rows: '13', shows: (token) => headerOf(token).alg === 'ES256' },
  'sig-ps256': { rows: '13', shows: (token) => headerOf(token).alg === 'PS256' },
  'sig-rs512': { rows: '13', shows: (token) => headerOf(token).alg === 'RS512' },
  'sig-weak': { rows: '36', shows: (token) => headerOf(token).kid === 'weak' && token.split('.')[2]?.length === 86 },
  'key-in-header': { rows: '13', shows: (token) => 'jwk' in headerOf(token) && 'jku' in headerOf(token) },
  'unknown-crit': { rows: '13', shows: (token) => headerOf(token).crit?.[0] === 'unheard-of' },
  'b64-false': { rows: '13', shows: (token) => headerOf(token).crit?.[0] === 'b64' },
  jwe: { rows: '13', shows: (token) => token.split('.').length === 5 },
  'two-parts': { rows: '13', shows: (token) => token.split('.').length === 2 },
  'trailing-data': { rows: '13', shows: (token) => token.split('.').length === 4 },
  'trailing-blank': { rows: '13', shows: (token) => token.endsWith(' \n'), isValid: true },
  'claims-not-json': { rows: '13', shows: (token) => token.split('.').length === 3 },
  'claims-array': { rows: '13', shows: (token) => Array.isArray(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())) },
  'access-token-instead': { rows: '4', shows: (token) => decodeJwt(token).aud === 'platform_api', isValid: true },
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
      else await assert.rejects(jwtVerify(token, createRemoteJWKSet(new URL(`${emulator.addresses.auth}/.well-known/jwks.json`)), { algorithms: ['RS256'] }));
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
  'id-token-type': { rows: '17', shows: (body) => typeof body.id_token === 'object' },
  'no-access-token': { rows: '20', shows: (body) => !('access_token' in body) },
  'access-token-type': { rows: '20', shows: (body) => body.access_token === 1 },
  'refresh-token-type': { rows: '20', shows: (body) => body.refresh_token === 1 },
  'token-type': { rows: '18', shows: (body) => body.token_type === 'mac' },
  scope: { rows: '17', shows: (body) => !('scope' in body) },
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

const CALLBACKS: Readonly<Record<string, { rows: string; params?: FaultParams; shows: (query: URLSearchParams) => boolean }>> = {
  'state-invalid': { rows: '22', shows: (query) => query.get('state') === 'another-state' },
  'state-missing': { rows: '22', shows: (query) => !query.has('state') },
  'state-malformed': { rows: '22', shows: (query) => query.get('state') === '%zz' },
  'state-huge': { rows: '22', params: { bytes: 5000 }, shows: (query) => query.get('state')?.length === 5000 },
  'code-missing': { rows: '22', shows: (query) => !query.has('code') && !query.has('error') },
  'callback-in-fragment': { rows: '22', shows: (query) => query.size === 0 },
  'duplicate-code': { rows: '23', shows: (query) => query.getAll('code').length === 2 },
  'duplicate-state': { rows: '23', shows: (query) => query.getAll('state').length === 2 },
  'duplicate-error': { rows: '23', shows: (query) => query.getAll('error').length === 2 && !query.has('code') },
  'code-and-error': { rows: '23', shows: (query) => query.has('code') && query.has('error') },
  'response-iss': { rows: '24', shows: (query) => query.get('iss') === STRANGER },
  'response-iss-right': { rows: '24', shows: (query) => query.get('iss') === `${emulator.addresses.auth}/` },
  'callback-error': { rows: '26', shows: (query) => query.get('error') === 'server_error' && !query.has('code') },
  'login-required': { rows: '26', shows: (query) => query.get('error') === 'login_required' },
  'error-unknown': { rows: '26', shows: (query) => query.get('error') === 'unheard_of' },
  'error-html': { rows: '26', shows: (query) => Number(query.get('error_description')?.length) > 10_000 },
};

describe('a fault of the way back', () => {
  for (const [name, { rows, params, shows }] of Object.entries(CALLBACKS)) {
    it(`row ${rows}: ${name}`, async () => {
      emulator.faults.set(`identity:${name}`, { times: 1, params });

      const { searchParams } = await new Visitor(emulator).signIn('ada@example.com');

      assert.ok(shows(searchParams), String(searchParams));
    });
  }
});

it('row 16: auth-time-missing leaves out what `max_age` asked for', async () => {
  const asked = async (): Promise<JWTPayload> => decodeJwt(String((await signInAndRedeem(emulator, 'ada@example.com', { max_age: '3600' })).body.id_token));
  assert.equal(typeof (await asked()).auth_time, 'number');
  emulator.faults.set('identity:auth-time-missing', { times: 1 });

  assert.equal((await asked()).auth_time, undefined);
});

it('every fault of the list is named in a test of this folder', async () => {
  const folder = new URL('.', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.test.ts'));
  // The table itself is gone through in endpoint-faults.test.ts.
  const listed = new Set(ENDPOINT_FAULTS.map(({ name }) => name));
  const texts = (await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')))).join('\n');

  const untested = IDENTITY_FAULTS.map(({ name }) => name).filter((name) => !listed.has(name) && !new RegExp(`['":]${name}['"]|^ +${name}: `, 'm').test(texts));

  assert.deepEqual(untested, []);
});
