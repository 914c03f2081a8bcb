import { expect } from '@open-wc/testing';
import { checkIdToken } from '../../src/auth/id-token.js';
import { expectThrownCode } from '../support/rejection.js';
import { CLIENT_ID, FakeAuthority } from './support/authority.js';

describe('checkIdToken', () => {
  let authority: FakeAuthority;

  before(async () => {
    authority = await FakeAuthority.create();
    authority.nonce = 'nonce-of-this-login';
  });

  const check = (token: string, expected: { nonce?: string; sub?: string; isNew?: boolean } = {}) => (
    checkIdToken(token, authority.config(), {
      nonce: 'nonce-of-this-login', isNew: true, nowMs: authority.nowMs, ...expected,
    })
  );

  it('gives the claims of a good token', async () => {
    expect(check(await authority.signIdToken())).to.include({ sub: authority.sub, email: 'ada@example.com' });
  });

  it('takes an audience list that holds this client alone', async () => {
    expect(check(await authority.signIdToken({ aud: [CLIENT_ID] })).sub).to.equal(authority.sub);
  });

  const nowS = (): number => Math.floor(authority.nowMs / 1000);
  const faults: readonly [string, () => Record<string, unknown>][] = [
    ['row 1: another issuer', () => ({ iss: 'https://evil.example/' })],
    ['row 2: a missing issuer', () => ({ iss: undefined })],
    ['row 2: an issuer without its slash', () => ({ iss: 'http://authority.localhost' })],
    ['row 3: a missing sub', () => ({ sub: undefined })],
    ['row 3: an empty sub', () => ({ sub: '' })],
    ['row 3: a sub that is a number', () => ({ sub: 7 })],
    ['row 4: another audience', () => ({ aud: 'other' })],
    ['row 4: a missing audience', () => ({ aud: undefined })],
    ['row 5: strangers in the audience', () => ({ aud: [CLIENT_ID, 'stranger'] })],
    ['row 5: another azp', () => ({ azp: 'stranger' })],
    ['row 6: a missing iat', () => ({ iat: undefined })],
    ['row 6: an iat of a week ago', () => ({ iat: nowS() - 7 * 86_400 })],
    ['row 6: an iat of tomorrow', () => ({ iat: nowS() + 86_400 })],
    ['row 7: an exp that is past', () => ({ exp: nowS() - 3600 })],
    ['row 7: a missing exp', () => ({ exp: undefined })],
    ['row 7: an exp without end', () => ({ exp: 1e308 })],
    ['row 8: an nbf in the future', () => ({ nbf: nowS() + 3600 })],
    ['row 9: another nonce', () => ({ nonce: 'of another login' })],
    ['row 9: a missing nonce', () => ({ nonce: undefined })],
  ];
  for (const [name, claims] of faults) {
    it(`refuses ${name}`, async () => {
      const token = await signUnchecked(authority, claims());

      expectThrownCode(() => check(token), 'ID_TOKEN_INVALID');
    });
  }

  it('row 6: takes a difference of the clocks up to what is configured, and no more', async () => {
    const early = await authority.signIdToken({ iat: nowS() + 60 });
    const late = await authority.signIdToken({ exp: nowS() - 60, iat: nowS() - 120 });
    const strict = (token: string) => checkIdToken(token, authority.config({ clockSkewSeconds: 0 }), {
      nonce: 'nonce-of-this-login', isNew: true, nowMs: authority.nowMs,
    });

    for (const token of [early, late]) {
      expect(check(token).sub).to.equal(authority.sub);
      expectThrownCode(() => strict(token), 'ID_TOKEN_INVALID');
    }
  });

  for (const [name, claims, isGood] of [
    ['a login of just now', () => ({ auth_time: nowS(), acr: 'gold' }), true],
    ['no auth_time', () => ({ acr: 'gold' }), false],
    ['an auth_time of an hour ago', () => ({ auth_time: nowS() - 3600, acr: 'gold' }), false],
    ['an auth_time that is text', () => ({ auth_time: String(nowS()), acr: 'gold' }), false],
    ['no acr', () => ({ auth_time: nowS() }), false],
    ['another acr', () => ({ auth_time: nowS(), acr: 'tin' }), false],
  ] as const) {
    it(`row 16: ${isGood ? 'takes' : 'refuses'} ${name} where the site asks for both`, async () => {
      const token = await signUnchecked(authority, claims());
      const judge = () => checkIdToken(token, authority.config({ maxAgeSeconds: 600, acrValues: ['silver', 'gold'] }), {
        nonce: 'nonce-of-this-login', isNew: true, nowMs: authority.nowMs,
      });

      if (isGood) expect(judge().sub).to.equal(authority.sub);
      else expectThrownCode(judge, 'ID_TOKEN_INVALID');
    });
  }

  it('row 70: holds the times of a stored token against each other, whatever the clock says', async () => {
    const old = await authority.signIdToken({ iat: nowS() - 90_000, exp: nowS() - 50_000 });
    const stored = (token: string) => checkIdToken(token, authority.config(), { isNew: false, isStored: true, nowMs: authority.nowMs });

    expect(stored(old).sub).to.equal(authority.sub);
    for (const claims of [{ exp: nowS() - 3600 }, { nbf: nowS() + 3600 }, { azp: 'stranger' }, { iat: undefined }]) {
      const token = await signUnchecked(authority, claims);
      expectThrownCode(() => stored(token), 'ID_TOKEN_INVALID');
    }
  });

  it('row 13: refuses a second spelling of the same signature', async () => {
    const token = await authority.signIdToken();
    const next = { A: 'B', Q: 'R', g: 'h', w: 'x' }[token.at(-1) ?? ''];

    expectThrownCode(() => check(token.slice(0, -1) + next), 'ID_TOKEN_INVALID');
    expectThrownCode(() => check(`${token}\n`), 'ID_TOKEN_INVALID');
  });

  it('row 10: refuses alg none', async () => {
    const [, body] = (await authority.signIdToken()).split('.');
    const header = btoa('{"alg":"none"}').replaceAll('=', '');

    expectThrownCode(() => check(`${header}.${body}.`), 'ID_TOKEN_INVALID');
  });

  it('row 13: refuses critical extensions, known or unknown', async () => {
    const [, body, signature] = (await authority.signIdToken()).split('.');
    const write = (header: object): string => `${btoa(JSON.stringify({ alg: 'RS256', kid: 'key-1', ...header })).replaceAll('=', '')}.${body}.${signature}`;

    expect(check(write({})).sub).to.equal(authority.sub);
    for (const crit of [['exp'], ['b64'], [], null, 'b64']) expectThrownCode(() => check(write({ crit })), 'ID_TOKEN_INVALID');
  });

  it('row 13: refuses two parts and five', async () => {
    const token = await authority.signIdToken();

    expectThrownCode(() => check(token.split('.').slice(0, 2).join('.')), 'ID_TOKEN_INVALID');
    expectThrownCode(() => check(`${token}.a.b`), 'ID_TOKEN_INVALID');
  });

  it('row 65: refuses the token of another user in a refresh, which has no nonce', async () => {
    const token = await authority.signIdToken({ nonce: undefined });

    expect(check(token, { nonce: undefined, sub: authority.sub }).sub).to.equal(authority.sub);
    expectThrownCode(() => check(token, { nonce: undefined, sub: 'email|other' }), 'ID_TOKEN_INVALID');
  });
});

/** `SignJWT` refuses some faults itself: here they are written by hand; the signature is not looked at. */
async function signUnchecked(authority: FakeAuthority, change: Record<string, unknown>): Promise<string> {
  const [header, body, signature] = (await authority.signIdToken()).split('.');
  const claims = { ...JSON.parse(atob((body ?? '').replaceAll('-', '+').replaceAll('_', '/'))), ...change } as object;
  const text = JSON.stringify(claims).replace('1e+308', '1e308');
  return `${header}.${btoa(text).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')}.${signature}`;
}
