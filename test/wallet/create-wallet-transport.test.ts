import { expect } from '@open-wc/testing';

import { resolveConfig } from '../../src/shared/config.js';
import type { PassportConfig } from '../../src/shared/config.js';
import type { WalletRequestOptions, WalletTransport } from '../../src/shared/wallet.js';
import { createWalletTransport } from '../../src/wallet/create-wallet-transport.js';
import type { WalletUser } from '../../src/wallet/create-wallet-transport.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { LINK_TEXT, WALLET, createIdToken } from './support/fake-wallet.js';

const never = (): Promise<never> => new Promise(() => {});

function setup(user: WalletUser, config: Partial<PassportConfig> = {}) {
  const clock = new FakeClock();
  const answer = { public_address: WALLET.eth_address };
  const transport = createWalletTransport(resolveConfig({
    environment: 'sandbox', walletTransport: 'tee', fetch: async () => new Response(JSON.stringify(answer)), ...config,
  }, location), user, { clock });
  return { transport, clock };
}

function setupOwn(own: Partial<WalletTransport>) {
  const walletTransport: WalletTransport = { getAddress: never, sign: never, disconnect: never, ...own };
  return setup({ getIdToken: never }, { walletTransport });
}

describe('createWalletTransport', () => {
  describe('with an ID token that never comes', () => {
    it('row 103: rejects after twenty seconds, and serves the call after it', async () => {
      const user = { getIdToken: never as () => Promise<string> };
      const { transport, clock } = setup(user);

      const first = transport.getAddress();
      const second = transport.getAddress();
      await flush();
      user.getIdToken = async () => createIdToken('user-1');
      await clock.advance(20_000);

      await expectCode(first, 'WALLET_TIMEOUT');
      expect(await second).to.equal(WALLET.eth_address);
      expect(clock.pending).to.equal(0);
    });

    it('row 103: does not let the next user wait for the one before', async () => {
      const user = { getIdToken: never as () => Promise<string> };
      const { transport, clock } = setup(user);
      const refused = expectCode(transport.getAddress(), 'NOT_LOGGED_IN_ERROR');
      await flush();

      await transport.disconnect();
      user.getIdToken = async () => createIdToken('user-2');

      expect(await transport.getAddress()).to.equal(WALLET.eth_address);
      await refused;
      expect(clock.pending).to.equal(0);
    });
  });

  it('row 106: gives nobody the address or the signature for which another user asked', async () => {
    for (const ask of [(it: WalletTransport) => it.getAddress(), (it: WalletTransport) => it.sign({ kind: 'imx-link', text: LINK_TEXT })]) {
      const user = { getIdToken: async () => createIdToken('user-1') };
      const { transport, clock } = setup(user, {
        fetch: async () => {
          user.getIdToken = async () => createIdToken('user-2');
          return Response.json({ public_address: WALLET.eth_address, signature: WALLET.personal_sign_signature });
        },
      });

      await expectCode(ask(transport), 'USER_CHANGED');
      expect(clock.pending).to.equal(0);
    }
  });

  describe('with a transport of the site\'s own that never answers', () => {
    it('row 103: disconnects after two seconds all the same', async () => {
      const { transport, clock } = setupOwn({});
      let isDone = false;
      void transport.disconnect().then(() => { isDone = true; });

      await clock.advance(1_999);
      expect(isDone).to.equal(false);
      await clock.advance(1);

      expect(isDone).to.equal(true);
    });

    it('row 103: rejects address and signature after ten minutes, and tells the transport', async () => {
      const signals: (AbortSignal | undefined)[] = [];
      const hang = (options?: WalletRequestOptions): Promise<never> => {
        signals.push(options?.signal);
        return never();
      };
      const { transport, clock } = setupOwn({ getAddress: hang, sign: (_purpose, options) => hang(options) });

      const asked = [transport.getAddress(), transport.sign({ kind: 'imx-link', text: LINK_TEXT })];
      await clock.advance(600_000);

      for (const answer of asked) await expectCode(answer, 'WALLET_TIMEOUT');
      expect(signals.map((signal) => signal?.aborted)).to.deep.equal([true, true]);
      expect(clock.pending).to.equal(0);
    });

    it('ends at an abort that the transport does not listen to, with its reason', async () => {
      const { transport, clock } = setupOwn({});
      for (const reason of [new DOMException('enough', 'AbortError'), new Error('a reason of the site')]) {
        const stop = new AbortController();
        const answer = transport.getAddress({ signal: stop.signal }).catch((error: unknown) => error);
        stop.abort(reason);

        expect(await answer).to.equal(reason);
      }
      expect(clock.pending).to.equal(0);
    });
  });

  it('row 144: refuses signTexts that are not an array of strings, before anything is asked', () => {
    const own = { getAddress: never, sign: never, disconnect: never };
    for (const signTexts of [`${LINK_TEXT} and more`, [1], [['a']], { includes: () => true }, new Set(['a'])]) {
      for (const walletTransport of ['tee', 'iframe', own] as const) {
        const config = { ...resolveConfig({ environment: 'sandbox', walletTransport }, location), signTexts: signTexts as never };

        expect(() => createWalletTransport(config, { getIdToken: never })).to.throw(TypeError, 'signTexts');
      }
    }
  });
});
