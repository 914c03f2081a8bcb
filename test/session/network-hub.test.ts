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
});
