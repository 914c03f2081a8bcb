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
    return { wallet: new LazyWallet(() => config, user), calls };
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

  it('loads nothing to forget nobody', async () => {
    const { wallet, calls } = setup();

    await wallet.disconnect();

    expect(calls.disconnect).to.equal(0);
  });
});
