import { expect } from '@open-wc/testing';
import { ATTRIBUTES, requireKeys, resolveConfig } from '../../src/shared/config.js';
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
      scope: 'openid offline_access profile email transact', network: 'immutable-chain',
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

  describe('an authority of the site\'s own', () => {
    it('gives the issuer as it is stated, and a key without its slash', () => {
      const { endpoints } = resolve({ authority: 'https://op.example/tenant/', discovery: true });

      expect(endpoints).to.include({ issuer: 'https://op.example/tenant/', authenticationDomain: 'https://op.example/tenant' });
    });

    it('needs discovery', () => {
      expectThrownCode(() => resolve({ authority: 'https://op.example' }), 'INVALID_CONFIGURATION');
    });

    it('row 37: has no attribute, nor has what relaxes a check', () => {
      const keys = ['authority', 'discovery', 'authorityOrigins', 'clockSkewSeconds', 'maxAgeSeconds', 'acrValues', 'jwks', 'overrides', 'fetch'];

      expect(Object.keys(ATTRIBUTES).filter((key) => keys.includes(key))).to.deep.equal([]);
    });

    it('row 37: is the host that was written, over 10,000 URLs', () => {
      const random = createRandom(3737);
      const schemes = ['', 'https:', 'http:', 'javascript:', 'data:', 'blob:https:', 'HTTPS:', '\thttps:', 'https:/'];
      const hosts = ['//auth.example', '//auth.example.evil.example', '//auth.example@evil.example', '//a:b@auth.example', '\\\\auth.example',
        '//ａuth.example', '//аuth.example', '//auth.example:444', '//auth.example:443', '//AUTH.example', '//auth%2eexample', '//1', '/'];
      const paths = ['', '/', '/tenant', '/a/../b', '?a=b', '#c', '/%2F%2Fevil.example', '\u0000', '@evil.example/', '/ü', '\n'];
      let accepted = 0;

      for (let i = 0; i < 10_000; i += 1) {
        const authority = pick(random, schemes) + pick(random, hosts) + pick(random, paths);
        try {
          const { endpoints } = resolve({ authority, discovery: true });
          const [, host] = /^https:\/\/([a-z.]+(?::444)?)(?:\/[\w%./]*)?$/.exec(authority) ?? [];
          expect(host, authority).to.equal(new URL(endpoints.issuer).host);
          accepted += 1;
        } catch (error) {
          expect((error as { code?: string }).code, authority).to.equal('INVALID_CONFIGURATION');
        }
      }

      expect(accepted).to.be.greaterThan(50);
    });
  });

  it('refuses more than five minutes of clock skew, and less than none', () => {
    expect(resolve({}).clockSkewSeconds).to.equal(300);
    expect(resolve({ clockSkewSeconds: 0 }).clockSkewSeconds).to.equal(0);
    for (const clockSkewSeconds of [301, -1, Number.NaN, Infinity]) {
      expectThrownCode(() => resolve({ clockSkewSeconds }), 'INVALID_CONFIGURATION');
    }
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

  it('row 150: keeps the page\'s own question, and knows where the emulator confirms', () => {
    const confirmTransaction = (): boolean => false;
    const page = new URL('http://localhost:3000/');
    const config = resolve({ environment: 'emulator', confirmTransaction }, page);

    expect(config.confirmTransaction).to.equal(confirmTransaction);
    expect(config.endpoints.passportDomain).to.equal('http://localhost:8795');
    expect(config.endpoints.passportDomain).not.to.equal(config.endpoints.authenticationDomain);
  });
});

describe('requireKeys', () => {
  it('names every missing attribute', () => {
    const error = expectThrownCode(() => requireKeys(resolve({}), 'clientId', 'redirectUri'), 'INVALID_CONFIGURATION');

    expect(error.message).to.contain('client-id and redirect-uri are missing');
  });
});
