import { expect } from '@open-wc/testing';
import { requireKeys, resolveConfig } from '../../src/shared/config.js';
import type { PassportConfig } from '../../src/shared/config.js';
import { expectThrownCode } from '../support/rejection.js';
import { createRandom, pick } from '../support/random.js';

const PAGE = new URL('https://shop.example/shelf/?page=1');
const resolve = (config: PassportConfig, page: URL = PAGE) => resolveConfig(config, page);

describe('resolveConfig', () => {
  it('fills in the documented defaults', () => {
    const config = resolve({ clientId: ' id ', redirectUri: '/callback.html' });

    expect(config).to.include({
      clientId: 'id', environment: 'production', logoutMode: 'redirect', audience: 'platform_api', storage: 'local',
      scope: 'openid offline_access profile email transact', network: 'immutable-x',
      redirectUri: 'https://shop.example/callback.html', popupRedirectUri: 'https://shop.example/callback.html',
    });
    expect(config.endpoints.authenticationDomain).to.equal('https://auth.immutable.com');
    expect(Object.isFrozen(config)).to.equal(true);
  });

  it('names attribute and choices of a value that is none', () => {
    const error = expectThrownCode(() => resolve({ environment: 'live' as 'production' }), 'INVALID_CONFIGURATION');

    expect(error.message).to.contain('environment="live"').and.to.contain('sandbox');
  });

  it('row 145: names both hosts when the redirect URI is elsewhere', () => {
    for (const key of ['redirectUri', 'popupRedirectUri', 'logoutRedirectUri'] as const) {
      const error = expectThrownCode(() => resolve({ [key]: 'https://www.shop.example/cb' }), 'INVALID_CONFIGURATION');

      expect(error.message).to.contain('https://www.shop.example').and.to.contain('https://shop.example');
    }
  });

  it('row 37: lets none of 10,000 URLs leave the origin', () => {
    const random = createRandom(37);
    const schemes = ['', 'https:', 'http:', 'javascript:', 'data:', 'blob:', 'HTTPS:', '\thttps:'];
    const hosts = ['//evil.example', '//shop.example.evil.example', '//shop.example@evil.example', '\\\\evil.example',
      '//ｓhop.example', '//shop.example:444', '/', '', '//shop.example', '///evil.example', '/\\evil.example'];
    const paths = ['', '/cb', '?a=b', '#c', '/%2F%2Fevil.example', '\u0000', '@evil.example/'];
    let accepted = 0;

    for (let i = 0; i < 10_000; i += 1) {
      const redirectUri = pick(random, schemes) + pick(random, hosts) + pick(random, paths);
      try {
        const url = resolve({ redirectUri }).redirectUri;
        if (url === undefined) continue;
        expect(new URL(url).origin, redirectUri).to.equal('https://shop.example');
        accepted += 1;
      } catch (error) {
        expect((error as { code?: string }).code, redirectUri).to.equal('INVALID_CONFIGURATION');
      }
    }

    expect(accepted).to.be.greaterThan(500);
  });

  it('row 147: allows the emulator on loopback pages only', () => {
    expectThrownCode(() => resolve({ environment: 'emulator' }), 'INVALID_CONFIGURATION');

    const config = resolve({ environment: 'emulator' }, new URL('http://localhost:3000/'));
    expect(config.endpoints.authenticationDomain).to.match(/^http:\/\/localhost:/);
  });

  it('takes single endpoints from code', () => {
    const config = resolve({ environment: 'sandbox', overrides: { imxApiBasePath: 'https://imx.example' } });

    expect(config.endpoints.imxApiBasePath).to.equal('https://imx.example');
    expect(config.endpoints.passportDomain).to.equal('https://passport.sandbox.immutable.com');
  });
});

describe('requireKeys', () => {
  it('names every missing attribute', () => {
    const error = expectThrownCode(() => requireKeys(resolve({}), 'clientId', 'redirectUri'), 'INVALID_CONFIGURATION');

    expect(error.message).to.contain('client-id and redirect-uri are missing');
  });
});
