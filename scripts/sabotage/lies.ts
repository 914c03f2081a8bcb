/** A lie of the emulator, and the tests that have to notice. */
export interface Lie {
  /** The fault's name. */
  readonly fault: string;
  /** What is false while it is told. */
  readonly sentence: string;
  /** The smallest set of files in which a test has to fail. */
  readonly files: readonly string[];
}

const IMX = 'test/emulator/imx';
const DRESS = 'test/emulator/identity/dress.test.ts';
const TRANSFERS = [`${IMX}/transfers.test.ts`];
const ORDERS = [`${IMX}/orders.test.ts`];
const REGISTRATION = [`${IMX}/registration.test.ts`];
const PAGE = ['test/emulator/guardian/page-browser.test.ts'];
const GUARDIAN = ['test/emulator/guardian/guardian.test.ts'];

/** Every lie that is tried. */
export const LIES: readonly Lie[] = [
  { fault: 'imx:lie-signature', sentence: 'Stark signatures are not checked', files: TRANSFERS },
  { fault: 'imx:lie-hash', sentence: 'what is to be signed has another hash', files: TRANSFERS },
  { fault: 'imx:lie-receiver', sentence: 'a transfer goes to another Stark key', files: TRANSFERS },
  { fault: 'imx:lie-amount', sentence: 'a transfer is of twice the amount', files: TRANSFERS },
  { fault: 'imx:lie-asset', sentence: 'a transfer is of another asset', files: TRANSFERS },
  { fault: 'imx:lie-expiration', sentence: 'what is to be signed has expired', files: TRANSFERS },
  { fault: 'imx:lie-delivery', sentence: 'what was signed for one arrives at another', files: TRANSFERS },
  { fault: 'imx:lie-balance', sentence: 'a transfer moves nothing', files: TRANSFERS },
  { fault: 'imx:lie-nonce', sentence: 'what was carried out is carried out again', files: TRANSFERS },
  { fault: 'imx:lie-batch', sentence: 'a batch comes back in another order', files: [`${IMX}/batches.test.ts`] },
  { fault: 'imx:lie-order-sell', sentence: 'an order sells twice as much', files: ORDERS },
  { fault: 'imx:lie-order-buy', sentence: 'an order buys half as much', files: ORDERS },
  { fault: 'imx:lie-order-fee', sentence: 'an order allows a fee of nine tenths', files: ORDERS },
  { fault: 'imx:lie-order-expiration', sentence: 'an order lives ten years longer', files: ORDERS },
  { fault: 'imx:lie-cancel', sentence: 'a cancelled order stays active', files: ORDERS },
  { fault: 'imx:lie-conflict', sentence: 'who is registered is answered with 200 instead of 409', files: REGISTRATION },
  { fault: 'imx:lie-claim', sentence: 'no ID token ever says who is registered', files: [`${IMX}/registration-claim.test.ts`] },
  { fault: 'identity:no-claim', sentence: 'ID tokens lack the passport claim', files: [DRESS] },
  { fault: 'identity:azp', sentence: 'ID tokens name an authorized party', files: [DRESS] },
  { fault: 'identity:refresh-nonce', sentence: 'refreshed ID tokens have a nonce', files: [DRESS] },
  { fault: 'identity:refresh-not-rotated', sentence: 'a refresh token stays valid', files: [DRESS] },
  { fault: 'identity:pkce-ignored', sentence: 'codes are redeemed with any verifier', files: [DRESS] },
  { fault: 'identity:sig-stranger', sentence: 'tokens are signed with another key', files: [DRESS] },
  { fault: 'identity:iss-slash', sentence: 'the issuer lacks its slash', files: [DRESS] },
  { fault: 'wallet:other-address', sentence: 'the frame tells another address', files: ['test/emulator/wallet/rpc.test.ts'] },
  { fault: 'tee:random-k', sentence: 'signatures of one text differ', files: ['test/emulator/tee/tee.test.ts'] },
  { fault: 'guardian:lie-unchecked', sentence: 'what was never approved is carried out', files: TRANSFERS },
  { fault: 'guardian:lie-transaction', sentence: 'another transaction is described', files: GUARDIAN },
  { fault: 'guardian:lie-evaluated', sentence: 'another transaction was evaluated', files: GUARDIAN },
  { fault: 'guardian:lie-rejected', sentence: 'who rejects has confirmed', files: PAGE },
];
