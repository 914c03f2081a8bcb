import { expect } from '@open-wc/testing';
import { expectCode, expectThrownCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

describe('the configuration of a session', () => {
  let page: SessionSetup;

  beforeEach(async () => {
    localStorage.clear();
    page = await setupSession({ configure: false });
  });
  afterEach(() => page.session.dispose());

  it('is complete for balances with the environment alone', () => {
    page.session.contribute({}, { environment: 'sandbox' });

    expect(page.session.state.status).to.equal('unconfigured');
    expect(page.session.config?.endpoints.imxApiBasePath).to.equal('https://api.sandbox.x.immutable.com');
  });

  it('begins restoring when some element names the client', async () => {
    page.session.contribute({}, { environment: 'sandbox' });
    page.session.contribute({}, { clientId: 'from-login' });

    expect(page.session.state.status).to.equal('restoring');
    expect((await page.session.ready).status).to.equal('signed-out');
  });

  it('merges what elements say, and takes a later word of the same element', () => {
    const login = {};
    page.session.contribute(login, { clientId: 'a', environment: 'sandbox' });
    page.session.contribute({}, { environment: 'sandbox', network: 'immutable-x' });
    page.session.contribute(login, { clientId: 'b', environment: 'sandbox' });

    expect(page.session.config?.clientId).to.equal('b');
  });

  it('refuses two elements that contradict each other, and stays as it was', () => {
    page.session.contribute({}, { clientId: 'a' });

    const error = expectThrownCode(() => page.session.contribute({}, { clientId: 'b' }), 'INVALID_CONFIGURATION');

    expect(error.message).to.contain('client-id is "b" here but "a"');
    expect(page.session.config?.clientId).to.equal('a');
  });

  it('row 145: lets no attribute replace what code has stated', () => {
    page.session.configure({ clientId: 'stated', environment: 'sandbox' });
    page.session.contribute({}, { clientId: 'injected', environment: 'production' });

    expect(page.session.config).to.include({ clientId: 'stated', environment: 'sandbox' });
  });

  it('row 145: lets no attribute change what makes tokens once code has named the client, defaults included', () => {
    page.session.configure({ clientId: 'stated' });
    page.session.contribute({}, { environment: 'sandbox', scope: 'openid' });
    page.session.contribute({}, { redirectUri: '/callback.html' });

    expect(page.session.config).to.include({ environment: 'production', redirectUri: `${location.origin}/callback.html` });
    expect(page.session.config?.scope).to.contain('offline_access');
  });

  it('row 145: lets no element change what a signed-in user signed in with', async () => {
    const { authority } = page;
    const { endpoints, fetch } = authority.config();
    localStorage.setItem('oidc.user:http://authority.localhost:test-client', JSON.stringify(await authority.issue()));
    page.session.configure({ overrides: endpoints, fetch });
    page.session.contribute({}, { clientId: 'test-client' });
    await page.session.ready;

    page.session.contribute({}, { environment: 'sandbox' });
    page.session.contribute({}, { scope: 'openid' });
    page.session.contribute({}, { logoutRedirectUri: '/bye.html' });
    expectThrownCode(() => page.session.contribute({}, { clientId: 'other' }), 'INVALID_CONFIGURATION');

    expect(page.session.config).to.include({
      clientId: 'test-client', environment: 'production', logoutRedirectUri: `${location.origin}/bye.html`,
    });
    expect(page.session.state.status).to.equal('signed-in');
  });

  it('row 140: keeps what an element said that has left, until another says otherwise', () => {
    const first = {};
    page.session.contribute(first, { clientId: 'a', logoutRedirectUri: '/a.html' });
    page.session.contribute(first, {});
    expect(page.session.config?.clientId).to.equal('a');

    page.session.contribute({}, { logoutRedirectUri: '/b.html' });
    expect(page.session.config).to.include({ clientId: 'a', logoutRedirectUri: `${location.origin}/b.html` });
  });

  it('wakes who waits for no more than the environment, and is ready at once', async () => {
    let calls = 0;
    page.session.subscribe(() => { calls += 1; });
    page.session.contribute({}, { environment: 'sandbox' });

    expect(calls).to.equal(2);
    expect((await page.session.ready).status).to.equal('unconfigured');
  });

  it('is ready when it is disposed of, and begins anew when it is replaced', async () => {
    const { ready } = page.session;
    page.session.dispose();
    expect((await ready).status).to.equal('unconfigured');
    await expectCode(page.session.login(), 'SESSION_DISPOSED');

    page.session.replace({ clientId: 'again', storage: 'memory' });
    expect((await page.session.ready).status).to.equal('signed-out');
  });

  it('derives issuer and keys of another authority', () => {
    page.session.configure({ clientId: 'own', overrides: { authenticationDomain: 'https://login.example', issuer: undefined } });

    expect(page.session.config?.endpoints).to.include({
      issuer: 'https://login.example/', jwksUri: 'https://login.example/.well-known/jwks.json',
    });
  });

  it('keeps nothing of a configuration that it refuses', () => {
    expectThrownCode(() => page.session.contribute({}, { redirectUri: 'https://elsewhere.example/' }), 'INVALID_CONFIGURATION');

    expect(page.session.config).to.equal(undefined);
  });

  it('of the keys and the fetch reaches the tokens of a client that is known already', async () => {
    const { authority } = page;
    page.session.configure({ ...page.config, fetch: () => Promise.reject(new TypeError('an old fetch')) });
    await page.session.ready;
    page.session.configure({ ...page.config, jwks: 'require' });
    authority.answers.set('/.well-known/jwks.json', () => new Response('', { status: 500 }));
    const login = page.session.login();
    await page.answer({ code: 'code-1' });

    await expectCode(login, 'JWKS_UNAVAILABLE');
    expect(page.session.state.user).to.equal(undefined);
  });

  it('reads the stored session again for another issuer', async () => {
    const { authority } = page;
    localStorage.setItem('oidc.user:http://authority.localhost:test-client', JSON.stringify(await authority.issue()));
    page.session.configure({ ...page.config, overrides: { ...page.config.overrides, issuer: 'https://elsewhere.example/' } });
    expect((await page.session.ready).status).to.equal('signed-out');

    page.session.configure(page.config);
    expect((await page.session.ready).status).to.equal('signed-in');
  });

  it('is left alone under a signed-in user, unless it is to be replaced', async () => {
    const { authority } = page;
    localStorage.setItem('oidc.user:http://authority.localhost:test-client', JSON.stringify(await authority.issue()));
    page.session.configure(page.config);
    await page.session.ready;

    page.session.configure({ clientId: 'other' });
    expect(page.session.config?.clientId).to.equal('test-client');

    page.session.replace({ ...page.config, clientId: 'other' });
    expect(page.session.config?.clientId).to.equal('other');
    expect((await page.session.ready).status).to.equal('signed-out');
  });
});
