import type { SignPurpose, WalletTransport } from '../../../src/shared/wallet.js';
import type { Hex } from '../../../src/shared/types.js';
import { TRACE } from './trace.js';

/** The wallet of the recorded user. It signs whatever it is asked to, and writes that down. */
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
      purposes.push(purpose);
      return purpose.kind === 'stark-seed' ? TRACE.seedSignature : TRACE.linkSignature;
    },
    async disconnect() {
      calls.disconnect += 1;
    },
  };
  return { wallet, calls, purposes };
}
