import { expect } from '@open-wc/testing';
import { config, passport } from '../../src/sdk.js';
import type { PassportModuleConfiguration } from '../../src/sdk/passport.js';
import { configure, getSession } from '../../src/session/page-session.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import type { PassportError } from '../../src/shared/passport-error.js';
import { expectCode } from '../support/rejection.js';

const OPTIONS: PassportModuleConfiguration = {
  baseConfig: new config.ImmutableConfiguration({ environment: config.Environment.SANDBOX }),
  clientId: 'sdk-test',
  redirectUri: `${location.origin}/callback.html`,
  logoutRedirectUri: `${location.origin}/`,
  audience: 'platform_api',
  scope: 'openid offline_access email transact',
};

const OVERRIDES = {
  authenticationDomain: 'https://auth.example', passportDomain: 'https://passport.example', magicPublishableApiKey: 'key',
  magicProviderId: 'id', zkEvmRpcUrl: 'https://rpc.example', relayerUrl: 'https://relayer.example', imxPublicApiDomain: 'https://api.example',
  indexerMrBasePath: 'https://api.example', orderBookMrBasePath: 'https://api.example', passportMrBasePath: 'https://api.example',
};

function getRefusal(options: object): PassportError {
  let refusal: unknown;
  expect(() => {
    try {
      return new passport.Passport(options as PassportModuleConfiguration);
    } catch (error) {
      refusal = error;
      throw error;
    }
  }).to.throw(passport.PassportError);
  return refusal as PassportError;
}

describe('new Passport()', () => {
  beforeEach(() => configure({ storage: 'memory' }, { replace: true }));

  it('refuses what is missing with the documented messages', () => {
    for (const [options, message] of [
      [{ ...OPTIONS, clientId: '', redirectUri: undefined }, 'clientId, redirectUri cannot be null'],
      [{ ...OPTIONS, clientId: null }, 'clientId cannot be null'],
      [{ ...OPTIONS, baseConfig: {} }, 'baseConfig.environment cannot be null'],
      [{ ...OPTIONS, overrides: { ...OVERRIDES, relayerUrl: '', zkEvmRpcUrl: undefined } }, 'overrides - zkEvmRpcUrl, relayerUrl cannot be null'],
    ] as const) {
      const error = getRefusal(options);
      expect(error.message).to.equal(message);
      expect(error.type).to.equal(passport.PassportErrorType.INVALID_CONFIGURATION);
    }
    expect(getRefusal({ ...OPTIONS, crossSdkBridgeEnabled: true }).message).to.contain('crossSdkBridgeEnabled');
  });

  it('configures the one session of the page', () => {
    new passport.Passport({ ...OPTIONS, baseConfig: { environment: 'sandbox', publishableKey: 'pk' }, logoutMode: 'silent' });

    expect(getSession().config).to.include({
      clientId: 'sdk-test', environment: 'sandbox', publishableKey: 'pk', logoutMode: 'silent',
      redirectUri: OPTIONS.redirectUri, popupRedirectUri: OPTIONS.redirectUri, scope: OPTIONS.scope,
    });
  });

  it('takes the documented overrides, and the API of Immutable X from them', () => {
    new passport.Passport({ ...OPTIONS, overrides: OVERRIDES });

    expect(getSession().config?.endpoints).to.include({
      authenticationDomain: 'https://auth.example', issuer: 'https://auth.example/', imxApiBasePath: 'https://api.example',
    });
  });

  it('shares the session between equal configurations, whoever is signed in', async () => {
    const warnings: unknown[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]) => warnings.push(words);
    new passport.Passport(OPTIONS);
    const session = getSession();
    await session.ready;
    const { config: before } = session;

    const second = new passport.Passport({ ...OPTIONS });

    console.warn = warn;
    expect(getSession()).to.equal(session);
    expect(session.config).to.equal(before);
    expect(warnings).to.deep.equal([]);
    expect(await second.getUserInfo()).to.equal(undefined);
  });

  it('speaks for its own client only: the page has one session', async () => {
    const first = new passport.Passport(OPTIONS);
    const second = new passport.Passport({ ...OPTIONS, clientId: 'another' });

    expect(await second.login({ useCachedSession: true })).to.equal(null);
    const refused = first.login({ useCachedSession: true });
    await expectCode(refused, 'INVALID_CONFIGURATION');
    await refused.catch((error: PassportError) => expect(error.message).to.contain('"another"').and.to.contain('"sdk-test"'));
  });
});

describe('Passport', () => {
  let passportInstance: passport.Passport;

  beforeEach(async () => {
    configure({ storage: 'memory' }, { replace: true });
    passportInstance = new passport.Passport(OPTIONS);
    await getSession().ready;
  });

  it('has nobody while nobody is signed in', async () => {
    expect(await passportInstance.getUserInfo()).to.equal(undefined);
    expect(await passportInstance.getIdToken()).to.equal(undefined);
    expect(await passportInstance.getAccessToken()).to.equal(undefined);
    expect(await passportInstance.getLinkedAddresses()).to.deep.equal([]);
    expect(await passportInstance.login({ useCachedSession: true })).to.equal(null);
    expect(await passportInstance.login({ useSilentLogin: true })).to.equal(null);
    expect(await passportInstance.connectImxSilent()).to.equal(null);
  });

  it('gives the URL of the logout', async () => {
    const url = new URL(await passportInstance.getLogoutUrl() ?? '');

    expect(url.origin + url.pathname).to.equal('https://auth.immutable.com/v2/logout');
    expect(url.searchParams.get('returnTo')).to.equal(OPTIONS.logoutRedirectUri);
    expect(url.searchParams.has('id_token_hint')).to.equal(false);
  });

  it('fails a login with the documented type and our code', async () => {
    // Nobody has clicked, so the browser refuses the window.
    const refused = passportInstance.login();
    await expectCode(refused, 'POPUP_BLOCKED');
    await refused.catch((error: PassportError) => {
      expect(error).to.be.instanceOf(passport.PassportError);
      expect(error.type).to.equal(passport.PassportErrorType.AUTHENTICATION_ERROR);
    });
  });

  it('calls a login that code or network failed an authentication error, as documented', async () => {
    const session = getSession();
    const { login } = session;
    session.login = () => Promise.reject(new passport.PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE'));
    const refused = passportInstance.login();

    await expectCode(refused, 'CODE_UNAVAILABLE');
    await refused.catch((error: PassportError) => expect(error.type).to.equal('AUTHENTICATION_ERROR'));
    session.login = login;
  });

  it('says of a callback page that was opened directly what it is', async () => {
    await expectCode(passportInstance.loginCallback(), 'CALLBACK_OPENED_DIRECTLY');
  });

  it('refuses by name what it does not offer', async () => {
    for (const [method, refused] of Object.entries({
      connectEvm: passportInstance.connectEvm(), linkExternalWallet: passportInstance.linkExternalWallet({}),
      loginWithDeviceFlow: passportInstance.loginWithDeviceFlow(), loginWithPKCEFlow: passportInstance.loginWithPKCEFlow(),
    })) {
      await expectCode(refused, 'OPERATION_NOT_SUPPORTED_ERROR');
      await refused.catch((error: PassportError) => expect(error.message).to.contain(method));
    }
  });
});

describe('config', () => {
  it('has the documented names', () => {
    expect(config.Environment).to.deep.equal({ PRODUCTION: 'production', SANDBOX: 'sandbox' });
    expect({ ...new config.ImmutableConfiguration({ environment: config.Environment.PRODUCTION, publishableKey: 'pk' }) })
      .to.include({ environment: 'production', publishableKey: 'pk' });
  });
});
