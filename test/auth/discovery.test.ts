import { expect } from '@open-wc/testing';
import { fetchMetadata } from '../../src/auth/discovery.js';
import { withAuthority } from '../../src/auth/with-authority.js';
import { createLogoutUrl } from '../../src/auth/logout-return.js';
import { expectCode } from '../support/rejection.js';
import { FakeAuthority } from './support/authority.js';

const ISSUER = 'https://op.example/tenant';
const DOCUMENT = `/tenant/.well-known/openid-configuration`;
const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: 'https://op.example/authorize',
  token_endpoint: 'https://op.example/token',
  jwks_uri: 'https://op.example/jwks',
  end_session_endpoint: 'https://op.example/end',
};

describe('fetchMetadata', () => {
  let authority: FakeAuthority;

  beforeEach(async () => {
    authority = await FakeAuthority.create();
    publish({});
  });

  const publish = (change: Record<string, unknown>): void => {
    authority.answers.set(DOCUMENT, () => Response.json({ ...METADATA, ...change }));
  };
  const config = (authorityOrigins?: readonly string[]) => authority.config({
    overrides: {}, authority: ISSUER, discovery: true, authorityOrigins,
  });

  it('takes the endpoints of the document, and no other member', async () => {
    publish({ authorization_response_iss_parameter_supported: true, __proto__: { polluted: 1 } });

    expect(await fetchMetadata(config())).to.deep.equal({
      authorize: 'https://op.example/authorize', token: 'https://op.example/token', jwksUri: 'https://op.example/jwks',
      revoke: undefined, logout: 'https://op.example/end', userinfo: undefined, namesIssuer: true,
    });
  });

  for (const issuer of ['https://evil.example', `${ISSUER}/`, 'https://op.example', undefined, 7]) {
    it(`row 31: refuses the issuer ${String(issuer)}`, async () => {
      publish({ issuer });

      await expectCode(fetchMetadata(config()), 'METADATA_INVALID');
    });
  }

  for (const value of [
    'javascript:window.__pwn=1', 'data:text/html,x', 'blob:https://op.example/a', 'http://op.example/a', 'https://evil.example/a', 'https://op.example.evil.example/a',
    'https://op.example@evil.example/', 'https://user:secret@op.example/', '/relative', '', null, 7, ['https://op.example/a'],
  ]) {
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'end_session_endpoint', 'userinfo_endpoint', 'revocation_endpoint']) {
      it(`row 32: refuses ${JSON.stringify(value)} as ${name}`, async () => {
        publish({ [name]: value });

        await expectCode(fetchMetadata(config()), 'METADATA_INVALID');
      });
    }
  }

  it('row 32: takes an endpoint on an origin that the site has listed', async () => {
    publish({ jwks_uri: 'https://keys.example/jwks' });

    expect((await fetchMetadata(config(['https://keys.example']))).jwksUri).to.equal('https://keys.example/jwks');
  });

  for (const [name, answer] of [
    ['404', () => new Response('', { status: 404 })], ['500', () => new Response('{}', { status: 500 })],
    ['HTML', () => new Response('<html>')], ['10 MB', () => new Response('x'.repeat(10_000_000))],
    ['nothing', () => { throw new TypeError('Failed to fetch'); }], ['a list', () => Response.json([])],
  ] as const) {
    it(`row 33: says that it cannot be had, for now, when the service sends ${name}`, async () => {
      authority.answers.set(DOCUMENT, answer);

      expect((await expectCode(fetchMetadata(config()), 'METADATA_UNAVAILABLE')).retryable).to.equal(true);
    });
  }
});

describe('withAuthority', () => {
  it('asks nobody for Passport, whose endpoints are known', async () => {
    const authority = await FakeAuthority.create();
    const config = authority.config();

    expect(await withAuthority(config)).to.equal(config);
    expect(authority.requests.length).to.equal(0);
  });

  it('asks once for each configuration, and again after a failure', async () => {
    const authority = await FakeAuthority.create();
    const config = authority.config({ overrides: {}, authority: ISSUER, discovery: true });
    await expectCode(withAuthority(config), 'METADATA_UNAVAILABLE');
    authority.answers.set(DOCUMENT, () => Response.json(METADATA));

    const [first, second] = await Promise.all([withAuthority(config), withAuthority(config)]);

    expect(first).to.deep.equal(second);
    // A copy of it is the same configuration.
    await withAuthority({ ...config });
    expect(first.endpoints.jwksUri).to.equal('https://op.example/jwks');
    expect(authority.count(DOCUMENT)).to.equal(2);
    expect(await withAuthority(first)).to.equal(first);
  });

  it('ends a session at the endpoint that was discovered, with the names of the standard', async () => {
    const authority = await FakeAuthority.create();
    authority.answers.set(DOCUMENT, () => Response.json(METADATA));
    const config = authority.config({ overrides: {}, authority: ISSUER, discovery: true, logoutRedirectUri: '/bye.html' });

    expect(createLogoutUrl(await withAuthority(config))).to.equal(
      `https://op.example/end?client_id=test-client&post_logout_redirect_uri=${encodeURIComponent(`${location.origin}/bye.html`)}`,
    );
    authority.answers.set(DOCUMENT, () => Response.json({ ...METADATA, end_session_endpoint: undefined }));
    const without = authority.config({ overrides: {}, authority: ISSUER, discovery: true, logoutRedirectUri: '/bye.html' });
    expect(createLogoutUrl(await withAuthority(without))).to.equal(`${location.origin}/bye.html`);
    const nowhere = authority.config({ overrides: {}, authority: ISSUER, discovery: true });
    expect(createLogoutUrl(await withAuthority(nowhere))).to.equal(undefined);
  });
});
