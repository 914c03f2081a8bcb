import { expect } from '@open-wc/testing';
import { verifyIdToken } from '../../src/auth/verify.js';
import type { KeyCache } from '../../src/auth/verify.js';
import { expectCode } from '../support/rejection.js';
import { FakeAuthority } from './support/authority.js';

const JWKS = '/.well-known/jwks.json';

describe('verifyIdToken', () => {
  let authority: FakeAuthority;
  let cache: KeyCache;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    cache = {};
  });

  const verify = async (token: string, nowMs = authority.nowMs): Promise<void> => (
    verifyIdToken(token, authority.config(), { cache, nowMs })
  );

  it('takes the authority\'s token, and fetches its keys once a day', async () => {
    const token = await authority.signIdToken({ exp: Math.floor(authority.nowMs / 1000) + 1_000_000 });

    await verify(token);
    await verify(token);
    expect(authority.count(JWKS)).to.equal(1);

    await verify(token, authority.nowMs + 25 * 3_600_000);
    expect(authority.count(JWKS)).to.equal(2);
  });

  it('row 11: refuses the signature of another key', async () => {
    const other = await FakeAuthority.create();

    await expectCode(verify(await other.signIdToken()), 'ID_TOKEN_INVALID');
  });

  it('row 12: refuses HS256 with the public key as the secret', async () => {
    const [, body] = (await authority.signIdToken()).split('.');
    const header = btoa('{"alg":"HS256","kid":"key-1"}').replaceAll('=', '');

    await expectCode(verify(`${header}.${body}.AAAA`), 'ID_TOKEN_INVALID');
  });

  it('row 34: fetches keys again for an unknown key id, not more often than every 30 s', async () => {
    await verify(await authority.signIdToken());
    const token = await authority.signIdToken({}, { kid: 'key-2' });

    await expectCode(verify(token, authority.nowMs + 1_000), 'ID_TOKEN_INVALID');
    expect(authority.count(JWKS)).to.equal(1);

    await expectCode(verify(token, authority.nowMs + 31_000), 'ID_TOKEN_INVALID');
    expect(authority.count(JWKS)).to.equal(2);
  });

  for (const [name, answer] of [
    ['answers 500', () => new Response('', { status: 500 })],
    ['sends HTML', () => new Response('<html>')],
    ['sends keys of other kinds', () => Response.json({ keys: [{ kty: 'oct', k: 'AAAA' }, { kty: 'RSA', use: 'enc' }] })],
    ['cannot be reached', () => { throw new TypeError('Failed to fetch'); }],
  ] as const) {
    it(`row 35: is unavailable, not satisfied, when the key endpoint ${name}`, async () => {
      authority.answers.set(JWKS, answer);

      await expectCode(verify(await authority.signIdToken()), 'JWKS_UNAVAILABLE');
    });
  }
});
