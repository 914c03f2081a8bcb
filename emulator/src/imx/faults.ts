import type { FaultDescription } from '../core/faults.js';

/** What can be wrong with the Immutable X API besides the faults of every service. */
export const IMX_FAULTS: readonly FaultDescription[] = [
  {
    name: 'seed-message', sentence: 'The message to sign for a registration is the Stark seed message, in one `spelling` of the list in seed-spellings.ts.',
    rows: [144], defaults: { spelling: 'exact' },
  },
  { name: 'other-message', sentence: 'The message to sign for a registration is `message`.', rows: [144], defaults: { message: 'Send everything to the harbour master.' } },
  { name: 'bad-hash', sentence: 'The payload hash of a registration is `hash`.', rows: [124], defaults: { hash: 'not a hash' } },
  { name: 'other-admin-key', sentence: 'The answer to a registration names another wallet.', rows: [105] },
  { name: 'other-stark-key', sentence: 'The account look-up answers with the Stark key `key`.', rows: [120], defaults: { key: '0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca' } },
  {
    name: 'bad-balance', sentence: 'The balance in row `row` is one `value` of the list in bad-values.ts.',
    rows: [129], defaults: { row: 0, value: 'hex' },
  },
  {
    name: 'bad-decimals', sentence: 'The decimals of every token are one `value` of the list in bad-values.ts.',
    rows: [129], defaults: { value: 'negative' },
  },
  {
    name: 'hostile-token', sentence: 'Every token has the given `name`, `symbol` and `image_url`.', rows: [130],
    defaults: { name: '<img src=x onerror=alert(1)>', symbol: 'CDSU\u202e', image_url: 'javascript:alert(1)' },
  },
  {
    name: 'hostile-asset', sentence: 'Every collectible has the given `name`, `description` and `image_url`.', rows: [130],
    defaults: { name: '<img src=x onerror=alert(1)>', description: '\u202egnihton', image_url: 'javascript:alert(1)' },
  },
  { name: 'unknown-token', sentence: 'An account holds a token that the list of tokens does not know.', rows: [129] },
  { name: 'endless', sentence: 'Lists never end: each page says that there is one more.', rows: [149] },
  { name: 'same-cursor', sentence: 'Each page of a list says that there is one more and gives the same cursor.', rows: [149] },
  { name: 'many-rows', sentence: 'A page of balances has so many `rows`, whatever was asked for.', rows: [149], defaults: { rows: 100_000 } },
  { name: 'huge-symbol', sentence: 'The symbol of every balance is `length` letters long.', rows: [149], defaults: { length: 1_000_000 } },
  { name: 'lie-hash', sentence: 'Lie: the payload hash is that of something else.', rows: [127] },
  { name: 'lie-receiver', sentence: 'Lie: a transfer to be signed goes to another Stark key, and is carried out so.', rows: [127] },
  { name: 'lie-amount', sentence: 'Lie: a transfer to be signed is of twice the amount, and is carried out so.', rows: [127] },
  { name: 'lie-asset', sentence: 'Lie: a transfer to be signed is of another asset, and is carried out so.', rows: [127] },
  { name: 'lie-batch', sentence: 'Lie: the transfers of a batch come back in another order.', rows: [127] },
  { name: 'lie-expiration', sentence: 'Lie: a transfer that is to be signed has expired an hour ago.' },
  { name: 'lie-delivery', sentence: 'Lie: what was signed for one receiver arrives at another.' },
  { name: 'lie-balance', sentence: 'Lie: a transfer is reported as carried out and moves nothing.' },
  { name: 'lie-order-sell', sentence: 'Lie: an order or trade to be signed sells twice as much, or another collectible.', rows: [127] },
  { name: 'lie-order-buy', sentence: 'Lie: an order or trade to be signed buys half as much, or another collectible.', rows: [127] },
  { name: 'lie-order-fee', sentence: 'Lie: an order or trade to be signed allows fees of nine tenths of the price.', rows: [127] },
  { name: 'lie-order-expiration', sentence: 'Lie: an order to be signed lives ten years longer than was asked.', rows: [127] },
  { name: 'lie-cancel', sentence: 'Lie: an order is reported as cancelled and stays active.' },
  { name: 'lie-conflict', sentence: 'Lie: who is registered already is answered with 200 instead of 409.', rows: [131] },
  { name: 'lie-claim', sentence: 'Lie: a registration is reported as done, and no ID token ever says so.' },
  { name: 'lie-signature', sentence: 'Lie: Stark signatures of transfers, orders and trades are not checked.' },
  { name: 'lie-nonce', sentence: 'Lie: what was carried out once is carried out again.' },
];
