/** A lie of the emulator, and the tests that have to notice. */
export interface Lie {
  /** The fault's name. */
  readonly fault: string;
  /** What is false while it is told. */
  readonly sentence: string;
  /** The smallest set of files in which a test has to fail. */
  readonly files: readonly string[];
  /** The test that has to fail, whichever others do. */
  readonly witness: string;
}

const IMX = 'test/emulator/imx';
const DRESS = 'test/emulator/identity/dress.test.ts';
const TRANSFERS = [`${IMX}/transfers.test.ts`];
/** Said of each lie that breaks all that a transfer is. */
const ARRIVES = 'of ETH leaves the sender\'s balance and arrives in the receiver\'s';
const ORDERS = [`${IMX}/orders.test.ts`];
const REGISTRATION = [`${IMX}/registration.test.ts`];
const PAGE = ['test/emulator/guardian/page-browser.test.ts'];
const GUARDIAN = ['test/emulator/guardian/guardian.test.ts'];

/** Every lie that is tried. */
export const LIES: readonly Lie[] = [
  { fault: 'imx:lie-signature', sentence: 'Stark signatures are not checked', files: TRANSFERS, witness: 'with somebody else\'s signature: 400 invalid_signature' },
  { fault: 'imx:lie-hash', sentence: 'what is to be signed has another hash', files: TRANSFERS, witness: 'gives what is to be signed in quanta and hours, with the hash of just that' },
  { fault: 'imx:lie-receiver', sentence: 'a transfer goes to another Stark key', files: TRANSFERS, witness: ARRIVES },
  { fault: 'imx:lie-amount', sentence: 'a transfer is of twice the amount', files: TRANSFERS, witness: ARRIVES },
  { fault: 'imx:lie-asset', sentence: 'a transfer is of another asset', files: TRANSFERS, witness: ARRIVES },
  { fault: 'imx:lie-expiration', sentence: 'what is to be signed has expired', files: TRANSFERS, witness: ARRIVES },
  { fault: 'imx:lie-delivery', sentence: 'what was signed for one arrives at another', files: TRANSFERS, witness: ARRIVES },
  { fault: 'imx:lie-balance', sentence: 'a transfer moves nothing', files: TRANSFERS, witness: ARRIVES },
  { fault: 'imx:lie-nonce', sentence: 'what was carried out is carried out again', files: TRANSFERS, witness: 'the second time: 400 duplicate_nonce' },
  { fault: 'imx:lie-batch', sentence: 'a batch comes back in another order', files: [`${IMX}/batches.test.ts`], witness: 'row 127: comes back in the order in which it was asked for' },
  { fault: 'imx:lie-order-sell', sentence: 'an order sells twice as much', files: ORDERS, witness: 'is active once it is in, and expires' },
  { fault: 'imx:lie-order-buy', sentence: 'an order buys half as much', files: ORDERS, witness: 'gives each what the other had, and fills both orders' },
  { fault: 'imx:lie-order-fee', sentence: 'an order allows a fee of nine tenths', files: ORDERS, witness: 'is signed without a fee where there is none, and with the limit of what was asked' },
  { fault: 'imx:lie-order-expiration', sentence: 'an order lives ten years longer', files: ORDERS, witness: 'ends when it was asked to, in hours' },
  { fault: 'imx:lie-cancel', sentence: 'a cancelled order stays active', files: ORDERS, witness: 'makes it cancelled, once' },
  { fault: 'imx:lie-conflict', sentence: 'who is registered is answered with 200 instead of 409', files: REGISTRATION, witness: 'answers 409 the second time' },
  { fault: 'imx:lie-claim', sentence: 'no ID token ever says who is registered', files: [`${IMX}/registration-claim.test.ts`], witness: 'shows in the ID token of the next refresh, and not in the one before' },
  { fault: 'identity:no-claim', sentence: 'ID tokens lack the passport claim', files: [DRESS], witness: 'shows the passport claim once the user is registered' },
  { fault: 'identity:azp', sentence: 'ID tokens name an authorized party', files: [DRESS], witness: 'puts into the ID token what the live one has, and no more' },
  { fault: 'identity:refresh-nonce', sentence: 'refreshed ID tokens have a nonce', files: [DRESS], witness: 'rotates the refresh token and repeats the rest, without a nonce' },
  { fault: 'identity:refresh-not-rotated', sentence: 'a refresh token stays valid', files: [DRESS], witness: 'with a used token ends that login, and no other' },
  { fault: 'identity:pkce-ignored', sentence: 'codes are redeemed with any verifier', files: [DRESS], witness: 'redeems a code once, with its verifier and its address' },
  { fault: 'identity:sig-stranger', sentence: 'tokens are signed with another key', files: [DRESS], witness: 'signs both tokens with the published RS256 key, the issuer with its slash' },
  { fault: 'identity:iss-slash', sentence: 'the issuer lacks its slash', files: [DRESS], witness: 'signs both tokens with the published RS256 key, the issuer with its slash' },
  { fault: 'wallet:other-address', sentence: 'the frame tells another address', files: ['test/emulator/wallet/rpc.test.ts'], witness: 'log in, tell the address, sign and log out' },
  { fault: 'tee:random-k', sentence: 'signatures of one text differ', files: ['test/emulator/tee/tee.test.ts'], witness: 'signs a text, the same each time, and tells the parts of the signature' },
  { fault: 'guardian:lie-unchecked', sentence: 'what was never approved is carried out', files: TRANSFERS, witness: 'before it was approved, and when it was rejected: 403 transaction_not_approved' },
  { fault: 'guardian:lie-transaction', sentence: 'another transaction is described', files: GUARDIAN, witness: 'describes a transaction that was given out for signing' },
  { fault: 'guardian:lie-evaluated', sentence: 'another transaction was evaluated', files: GUARDIAN, witness: 'wants a confirmation until there is one' },
  { fault: 'guardian:lie-rejected', sentence: 'who rejects has confirmed', files: PAGE, witness: 'says transaction_rejected when a person clicks, and the guardian knows it by then' },
  { fault: 'guardian:lie-unapproved', sentence: 'who confirms has approved nothing', files: PAGE, witness: 'says transaction_confirmed when a person clicks, and the guardian knows it by then' },
  { fault: 'guardian:lie-window', sentence: 'another window confirms', files: PAGE, witness: 'says transaction_confirmed when a person clicks, and the guardian knows it by then' },
  { fault: 'guardian:lie-origin', sentence: 'a page of another origin confirms', files: PAGE, witness: 'says transaction_confirmed when a person clicks, and the guardian knows it by then' },
];
