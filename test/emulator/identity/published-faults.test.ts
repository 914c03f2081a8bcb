import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { createIdentityService } from '../../../emulator/src/identity/identity-service.js';
import { startEmulator, type Emulator } from '../../../emulator/src/index.js';
import { signInAndRedeem } from './visitor.js';

let emulator: Emulator;
before(async () => {
  emulator = await startEmulator({ services: [createIdentityService], accounts: [] });
});
beforeEach(() => emulator.reset());
after(() => emulator.close());

type Key = Record<string, unknown>;

async function fetchKeys(...faults: string[]): Promise<Key[]> {
  for (const fault of faults) emulator.faults.set(`identity:${fault}`);
  const response = await fetch(`${emulator.addresses.auth}/.well-known/jwks.json`);
  return (await response.json() as { keys: Key[] }).keys;
}

async function fetchDiscovery(fault?: string, params?: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (fault !== undefined) emulator.faults.set(`identity:${fault}`, { params });
  return await (await fetch(`${emulator.addresses.auth}/.well-known/openid-configuration`)).json() as Record<string, unknown>;
}

/** What each fault of the key set shows; the first argument is the right key's id. */
const KEY_SETS: Readonly<Record<string, { row: number; shows: (keys: Key[], id: unknown) => boolean }>> = {
  'jwks-junk': { row: 36, shows: (keys) => keys.some(({ kty }) => kty === 'oct') && keys.some(({ use }) => use === 'enc') && new Set(keys.map(({ kid }) => kid)).size < keys.length },
  'jwks-second': { row: 14, shows: (keys, id) => keys.length === 2 && keys[1]?.kid === id && keys.every(({ alg, use }) => alg === 'RS256' && use === 'sig') },
  'jwks-no-kid': { row: 14, shows: (keys) => keys.length === 1 && !('kid' in (keys[0] ?? {})) },
  'jwks-enc': { row: 36, shows: (keys) => keys.length === 1 && keys[0]?.use === 'enc' },
  'jwks-weak': { row: 36, shows: (keys) => String(keys[0]?.n).length === 86 },
  'jwks-ec': { row: 13, shows: (keys) => keys[0]?.crv === 'P-256' },
  'jwks-oct': { row: 36, shows: (keys) => keys[0]?.kty === 'oct' },
  'jwks-duplicate-kid': { row: 36, shows: (keys, id) => keys.length === 2 && keys.every(({ kid }) => kid === id) && keys[0]?.n !== keys[1]?.n },
  'jwks-private': { row: 36, shows: (keys) => 'd' in (keys[0] ?? {}) },
  'jwks-many': { row: 36, shows: (keys, id) => keys.length === 10_000 && keys.at(-1)?.kid === id },
  'jwks-empty': { row: 35, shows: (keys) => keys.length === 0 },
  'jwks-not-keys': { row: 35, shows: (keys) => (keys as unknown) === 'none' },
};

describe('a fault of the keys', () => {
  for (const [name, { row, shows }] of Object.entries(KEY_SETS)) {
    it(`row ${row}: ${name}`, async () => {
      assert.ok(shows(await fetchKeys(name), emulator.tokens.publicJwk.kid));
    });
  }

  for (const [fault, alg] of [['sig-es256', 'ES256'], ['sig-weak', 'RS256'], ['sig-hs256-oct', 'HS256']] as const) {
    const publisher = { 'sig-es256': 'jwks-ec', 'sig-weak': 'jwks-weak', 'sig-hs256-oct': 'jwks-oct' }[fault];
    it(`row 36: ${publisher} publishes what ${fault} signs with, so that only the client's rules can refuse it`, async () => {
      emulator.faults.set(`identity:${fault}`);
      const { body } = await signInAndRedeem(emulator);

      const keys = await fetchKeys(publisher);
      const signs = keys.find(({ kid }) => ['elliptic', 'weak', 'secret'].includes(String(kid)));

      assert.ok(signs);
      // The library that checks here refuses weak and symmetric keys by itself.
      if (alg === 'ES256') await jwtVerify(String(body.id_token), createLocalJWKSet({ keys: [signs] } as unknown as JSONWebKeySet));
    });
  }

  it('row 34: jwks-rotated-early signs with a new key from the authorization request on', async () => {
    const [before] = await fetchKeys();
    emulator.faults.set('identity:jwks-rotated-early', { times: 1 });

    const { body } = await signInAndRedeem(emulator);

    assert.notEqual((await fetchKeys())[0]?.kid, before?.kid);
    await jwtVerify(String(body.id_token), createRemoteJWKSet(new URL(`${emulator.addresses.auth}/.well-known/jwks.json`)));
  });
});

describe('a fault of the discovery document', () => {
  it('row 32: discovery-endpoint leaves a member out for null', async () => {
    assert.equal('jwks_uri' in await fetchDiscovery('discovery-endpoint', { member: 'jwks_uri', value: null }), false);
  });

  for (const [name, member, scheme] of [
    ['discovery-endpoint', 'authorization_endpoint', 'javascript:'], ['discovery-data', 'authorization_endpoint', 'data:'],
    ['discovery-http', 'token_endpoint', 'http:'], ['discovery-origin', 'token_endpoint', 'https:'],
  ] as const) {
    it(`row 32: ${name}, for ${member} unless another is named`, async () => {
      const value = String((await fetchDiscovery(name))[member]);

      assert.equal(new URL(value).protocol, scheme);
      assert.ok(!value.startsWith(emulator.addresses.auth));
      assert.equal((await fetchDiscovery(name, { member: 'end_session_endpoint' })).end_session_endpoint, value);
    });
  }

  it('row 24: discovery-iss-supported', async () => {
    assert.equal('authorization_response_iss_parameter_supported' in await fetchDiscovery(), false);

    assert.equal((await fetchDiscovery('discovery-iss-supported')).authorization_response_iss_parameter_supported, true);
  });

  it('row 33: discovery-not-object', async () => {
    assert.equal((await fetchDiscovery('discovery-not-object')).issuer, 1);
  });

  it('row 85: no-end-session', async () => {
    assert.equal('end_session_endpoint' in await fetchDiscovery(), true);

    assert.equal('end_session_endpoint' in await fetchDiscovery('no-end-session'), false);
  });
});
