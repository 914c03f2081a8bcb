import { PassportError } from '../../../src/shared/passport-error.js';
import type { SignPurpose, WalletTransport } from '../../../src/shared/wallet.js';
import type { Hex } from '../../../src/shared/types.js';
import { TRACE } from './trace.js';

/** The wallet of the recorded user. Like the real ones it signs one link text only. */
export function createFakeWallet(address: Hex = TRACE.wallet) {
  const purposes: SignPurpose[] = [];
  const calls = { getAddress: 0, disconnect: 0 };
  const wallet: WalletTransport = {
    async getAddress(options) {
      options?.signal?.throwIfAborted();
      calls.getAddress += 1;
      return address;
    },
    async sign(purpose, options) {
      options?.signal?.throwIfAborted();
      if (purpose.kind === 'imx-link' && purpose.text !== TRACE.linkText) throw new PassportError('MESSAGE_REFUSED');
      purposes.push(purpose);
      return purpose.kind === 'stark-seed' ? TRACE.seedSignature : TRACE.linkSignature;
    },
    async disconnect() {
      calls.disconnect += 1;
    },
  };
  return { wallet, calls, purposes };
}
