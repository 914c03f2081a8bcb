import { expect } from '@open-wc/testing';
import { expectThrownCode } from '../support/rejection.js';
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

  it('keeps nothing of a configuration that it refuses', () => {
    expectThrownCode(() => page.session.contribute({}, { redirectUri: 'https://elsewhere.example/' }), 'INVALID_CONFIGURATION');

    expect(page.session.config).to.equal(undefined);
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
