import { expect } from '@open-wc/testing';
import { loadChain, loadImx } from '../../src/session/lazy-network.js';
import { NetworkHub } from '../../src/session/network-hub.js';
import type { TokenKeeper } from '../../src/session/token-keeper.js';
import { resolveConfig } from '../../src/shared/config.js';
import type { PassportConfig } from '../../src/shared/config.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { WalletTransport } from '../../src/shared/wallet.js';
import { FakeClock } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';

const PAGE = { origin: 'https://shop.example', hostname: 'shop.example', href: 'https://shop.example/' };

/** A wallet that takes every question and answers none. */
const createMute = (): WalletTransport => ({
  getAddress: () => new Promise(() => {}), sign: () => new Promise(() => {}), disconnect: async () => {},
});
const WALLET = createMute();

/** Makes everything anew that a page may make anew, and keeps what can only be the same. */
const createConfig = (more: PassportConfig = {}) => resolveConfig({
  clientId: 'client', redirectUri: PAGE.href, environment: 'sandbox', network: 'immutable-x', walletTransport: WALLET,
  overrides: { passportDomain: 'https://passport.example' }, authorityOrigins: ['https://keys.example'],
  acrValues: ['mfa'], signTexts: ['text'], ...more,
}, PAGE);

/** Somebody is signed in, and their tokens are verified for ever: nothing ends on its own. */
const KEEPER = { tokens: {}, getVerified: () => new Promise(() => {}) } as unknown as TokenKeeper;

/** A registration that is under way. */
function setup() {
  const hub = new NetworkHub({ config: createConfig(), clock: new FakeClock(), getKeeper: () => KEEPER });
  const registering = hub.register({});
  registering.catch(() => {});
  /** Ends the registration in a way of its own, if it has not ended yet. */
  const end = (): Promise<void> => hub.disconnect(new PassportError(SHARED_ERRORS, 'ABORTED'));
  return { hub, registering, end };
}

describe('a hub that is given a configuration', () => {
  it('lets nothing go when it is equal to the one before', async () => {
    const { hub, registering, end } = setup();

    hub.setConfig(createConfig());

    await end();
    await expectCode(registering, 'ABORTED');
  });

  const CHANGES: readonly PassportConfig[] = [
    { clientId: 'other' }, { environment: 'production' }, { redirectUri: `${PAGE.href}other` }, { logoutMode: 'silent' }, { scope: 'openid' },
    { overrides: { passportDomain: 'https://other.example' } }, { overrides: {} },
    { authorityOrigins: [] }, { acrValues: undefined }, { signTexts: ['text', 'more'] },
    { walletTransport: createMute() }, { walletTransport: 'tee' }, { confirmTransaction: () => true }, { fetch: async () => new Response() },
    { publishableKey: 'key' }, { maxAgeSeconds: 60 },
  ];
  for (const change of CHANGES) {
    it(`ends what is under way when it has another ${Object.keys(change).join()}: ${JSON.stringify(change)}`, async () => {
      const { hub, registering, end } = setup();

      hub.setConfig(createConfig(change));

      await end();
      await expectCode(registering, 'USER_CHANGED');
    });
  }

  it('keeps the network of now when making the one before fails late', async () => {
    const config = createConfig();
    let made = 0;
    const endpoints = { ...config.endpoints, get imxApiBasePath() { return `https://api.example/${made += 1}`; } };
    const broken = { ...config, network: 'immutable-chain', environment: 'emulator' } as const;
    const hub = new NetworkHub({ config: broken, clock: new FakeClock(), getKeeper: () => undefined });

    // As late as that: the one of now is asked for first.
    await Promise.all([loadChain(), loadImx()]);
    const before = expectCode(hub.register({}), 'ABORTED');
    hub.setConfig({ ...config, endpoints });
    made = 0;
    await Promise.all([before, expectCode(hub.register({}), 'NOT_LOGGED_IN_ERROR')]);
    await expectCode(hub.register({}), 'NOT_LOGGED_IN_ERROR');

    expect(made).to.equal(1);
  });

  it('makes the network again when that has failed', async () => {
    const broken = { ...createConfig(), network: 'immutable-chain', environment: 'emulator' } as const;
    let looks = 0;
    const counted = { ...broken, get environment() { return (looks += 1, broken.environment); } };
    const hub = new NetworkHub({ config: counted, clock: new FakeClock(), getKeeper: () => undefined });

    await expectCode(hub.register({}), 'INVALID_CONFIGURATION');
    const before = looks;
    await expectCode(hub.register({}), 'INVALID_CONFIGURATION');

    expect(looks).to.be.above(before);
  });
});
