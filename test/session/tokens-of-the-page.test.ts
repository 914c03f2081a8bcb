import { expect } from '@open-wc/testing';
import type { TokenResponseBody } from '../../src/session/session-types.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';
const ADDRESS = '0x1111222233334444555566667777888899990000';
const JWKS = '/.well-known/jwks.json';

describe('tokens that the page hands in', () => {
  let page: SessionSetup;

  beforeEach(async () => {
    localStorage.clear();
    page = await setupSession();
  });
  afterEach(() => {
    page.session.dispose();
    localStorage.clear();
  });

  async function issue(change: Record<string, unknown> = {}): Promise<TokenResponseBody> {
    return await page.authority.issue(change) as unknown as TokenResponseBody;
  }

  it('sign in once their signature is verified, whatever the age of the login', async () => {
    const iat = Math.floor(page.authority.nowMs / 1000) - 7_200;
    const user = await page.session.storeTokens(await issue({ id_token: await page.authority.signIdToken({ iat }) }));

    expect(user).to.include({ sub: page.authority.sub });
    expect(page.session.state).to.include({ status: 'signed-in', trust: 'verified' });
    expect(page.reasons).to.deep.equal(['signed-in']);
    expect(page.authority.requests.map(({ path }) => path)).to.deep.equal([JWKS]);
    expect(await page.session.getIdToken()).to.be.a('string');
  });

  for (const [what, claims, code] of [
    ['of another client', { aud: 'another' }, 'ID_TOKEN_INVALID'],
    ['of another issuer', { iss: 'https://evil.example/' }, 'ID_TOKEN_INVALID'],
    ['that have ended', { exp: 1_700_000_000 }, 'ID_TOKEN_INVALID'],
    ['without a user', { sub: undefined }, 'ID_TOKEN_INVALID'],
  ] as const) {
    it(`are refused: ${what}`, async () => {
      const body = await issue({ id_token: await page.authority.signIdToken(claims as Record<string, string>) });

      await expectCode(page.session.storeTokens(body), code);
      expect(localStorage.getItem(KEY)).to.equal(null);
      expect(page.session.state.status).to.equal('signed-out');
    });
  }

  it('are refused when somebody else has signed them', async () => {
    const forged = await (await FakeAuthority.create()).signIdToken();

    await expectCode(page.session.storeTokens(await issue({ id_token: forged })), 'ID_TOKEN_INVALID');
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('row 35: are not taken on trust where the keys cannot be had', async () => {
    page.authority.answers.set(JWKS, () => new Response('', { status: 500 }));

    await expectCode(page.session.storeTokens(await issue()), 'JWKS_UNAVAILABLE');
    expect(page.session.state.status).to.equal('signed-out');
  });

  it('are refused when they are none', async () => {
    await expectCode(page.session.storeTokens(await issue({ id_token: undefined })), 'ID_TOKEN_MISSING');
    await expectCode(page.session.storeTokens(await issue({ token_type: 'mac' })), 'TOKEN_RESPONSE_INVALID');
    await expectCode(page.session.storeTokens(null as unknown as TokenResponseBody), 'TOKEN_RESPONSE_INVALID');
  });

  it('getLinkedAddresses gives nothing while nobody is signed in, and what the service knows of who is', async () => {
    expect(await page.session.getLinkedAddresses()).to.deep.equal([]);
    await page.session.storeTokens(await issue());
    page.authority.answers.set('/passport-profile/v1/user/info', () => Response.json({ linked_addresses: [ADDRESS] }));

    expect(await page.session.getLinkedAddresses()).to.deep.equal([ADDRESS]);
  });

  it('row 71: getLinkedAddresses renews a token that the service refuses, once', async () => {
    await page.session.storeTokens(await issue());
    let refusals = 0;
    page.authority.answers.set('/passport-profile/v1/user/info', () => {
      refusals += 1;
      return refusals === 1 ? new Response('{}', { status: 401 }) : Response.json({ sub: page.authority.sub, linked_addresses: [ADDRESS] });
    });

    expect(await page.session.getLinkedAddresses()).to.deep.equal([ADDRESS]);
    expect(page.authority.count('/oauth/token')).to.equal(1);
  });
});
