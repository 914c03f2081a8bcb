import { expect } from '@open-wc/testing';

import { LazyWallet } from '../../src/session/lazy-wallet.js';
import { SHARED_ERRORS } from '../../src/shared/errors/shared.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { resolveConfig } from '../../src/shared/config.js';
import type { WalletTransport } from '../../src/shared/wallet.js';
import { expectCode } from '../support/rejection.js';

const never = (): Promise<never> => new Promise(() => {});

describe('LazyWallet', () => {
  function setup(own: Partial<WalletTransport> = {}) {
    const calls = { disconnect: 0 };
    const walletTransport: WalletTransport = {
      getAddress: never, sign: never,
      disconnect: async () => { calls.disconnect += 1; },
      ...own,
    };
    const config = resolveConfig({ environment: 'sandbox', walletTransport }, location);
    const user = { getClaims: never, getAccessToken: never, getIdToken: never, refresh: never };
    return { wallet: new LazyWallet(() => config, user), calls, config, user };
  }

  it('row 106: rejects a signature that is under way when the user changes, with the reason', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { wallet, calls } = setup({ sign: (_purpose, options) => {
      signals.push(options?.signal);
      return never();
    } });
    const signature = wallet.sign({ kind: 'stark-seed' });
    const refused = expectCode(signature, 'USER_CHANGED');
    while (signals.length === 0) await new Promise((resolve) => setTimeout(resolve));

    await wallet.disconnect(new PassportError(SHARED_ERRORS, 'USER_CHANGED'));

    await refused;
    expect(signals[0]?.aborted).to.equal(true);
    expect(calls.disconnect).to.equal(1);
  });

  it('row 106: does so while the wallet\'s code is still loading, and serves the next user', async () => {
    const { wallet, calls } = setup({ getAddress: async () => '0x0000000000000000000000000000000000000001' });
    const refused = expectCode(wallet.getAddress(), 'USER_CHANGED');

    const ended = wallet.disconnect(new PassportError(SHARED_ERRORS, 'USER_CHANGED'));

    await refused;
    expect(await wallet.getAddress()).to.equal('0x0000000000000000000000000000000000000001');
    await ended;
    expect(calls.disconnect).to.equal(1);
  });

  it('keeps the wallet of now when making the one before fails late', async () => {
    const { config, user } = setup({ getAddress: async () => '0x0000000000000000000000000000000000000001' });
    let made = 0;
    const wallet = new LazyWallet(() => {
      made += 1;
      if (made === 1) throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION');
      return config;
    }, user);

    const before = expectCode(wallet.getAddress(), 'USER_CHANGED');
    const ended = wallet.disconnect(new PassportError(SHARED_ERRORS, 'USER_CHANGED'));
    await Promise.all([before, wallet.getAddress(), ended]);
    await wallet.getAddress();

    expect(made).to.equal(2);
  });

  it('makes the wallet again when that has failed', async () => {
    const { config, user } = setup({ getAddress: async () => '0x0000000000000000000000000000000000000001' });
    const results = [() => { throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION'); }, () => config];
    const wallet = new LazyWallet(() => results.shift()!(), user);

    await expectCode(wallet.getAddress(), 'INVALID_CONFIGURATION');
    expect(await wallet.getAddress()).to.equal('0x0000000000000000000000000000000000000001');
  });

  it('loads nothing to forget nobody', async () => {
    const { wallet, calls } = setup();

    await wallet.disconnect();

    expect(calls.disconnect).to.equal(0);
  });
});
