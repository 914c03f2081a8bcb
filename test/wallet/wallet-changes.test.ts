import { expect } from '@open-wc/testing';
import { PLATFORM_ERRORS } from '../../src/shared/errors/platform.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { resolveConfig } from '../../src/shared/config.js';
import { createWalletTransport } from '../../src/wallet/create-wallet-transport.js';
import { expectCode } from '../support/rejection.js';
import { LINK_TEXT, WALLET, createIdToken, setupFrameWallet } from './support/fake-wallet.js';

const OTHER = '0x0000000000000000000000000000000000000002';

describe('a wallet that is another one when it comes to signing', () => {
  for (const [what, result] of [['of another user', [OTHER]], ['that says no address', []], ['that says a number', [7]]] as const) {
    it(`row 105: signs nothing where another tab has put one ${what} into the frame`, async () => {
      const wallet = setupFrameWallet({ answers: { eth_accounts: null } });
      const answer = (id: number, accounts: readonly unknown[]): void => (
        wallet.order({ order: 'say', type: 'MAGIC_HANDLE_RESPONSE', more: { response: { id, result: accounts } } }));
      const answerFrom = async (requests: number, accounts: readonly unknown[]): Promise<void> => {
        await wallet.untilReceived(requests);
        answer(wallet.requests.at(-1)!.id, accounts);
      };
      try {
        const signature = wallet.transport.sign({ kind: 'imx-link', text: LINK_TEXT }).catch((error: unknown) => error);
        await answerFrom(2, [WALLET.eth_address]);
        await answerFrom(4, result);

        const error = await signature;
        expect(error).to.be.instanceOf(PassportError).and.to.include({ code: 'WALLET_ADDRESS_MISMATCH' });
        expect(wallet.getMethods()).not.to.contain('personal_sign');
      } finally {
        await wallet.end(wallet.transport);
      }
    });
  }
});

describe('a wallet over HTTP that cannot be asked', () => {
  const setup = (answer: (signal: AbortSignal) => Promise<Response>) => {
    const idToken = createIdToken('user-1');
    const config = resolveConfig({
      environment: 'sandbox', walletTransport: 'tee', fetch: async (_url, init) => answer(init!.signal!),
    }, location);
    return { transport: createWalletTransport(config, { getIdToken: async () => idToken }), idToken };
  };

  it('says that it took too long, and not what was sent', async () => {
    const { transport, idToken } = setup(() => Promise.reject(new PassportError(PLATFORM_ERRORS, 'TIMEOUT')));

    const error = await expectCode(transport.getAddress(), 'WALLET_TIMEOUT');

    expect(`${error.message}${String(error.cause)}`).not.to.contain(idToken);
  });

  it('row 109: says that the line went while it was asked', async () => {
    const { transport } = setup(() => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
      return Promise.reject(new TypeError('Failed to fetch'));
    });

    try {
      const error = await expectCode(transport.getAddress(), 'NETWORK_OFFLINE');
      expect(error.type).to.equal('WALLET_CONNECTION_ERROR');
    } finally {
      delete (navigator as { onLine?: boolean }).onLine;
    }
    expect(navigator.onLine).to.equal(true);
  });

  it('rejects with the reason of an abort while it is asked', async () => {
    const reason = new Error('enough');
    const stop = new AbortController();
    const { transport } = setup((signal) => {
      stop.abort(reason);
      return Promise.reject(signal.reason as Error);
    });

    expect(await transport.getAddress({ signal: stop.signal }).catch((error: unknown) => error)).to.equal(reason);
  });
});
