import { expect } from '@open-wc/testing';

import { MINTED_ID, OWN_KEY } from '../signing/support/signables.js';
import { expectCode } from './support/expect-error.js';
import { ETH_ID, RECEIVER, RECEIVER_KEY, TERMS, toNftId } from './support/honest-service.js';
import type { Lies } from './support/honest-service.js';
import { METHODS, setupProvider } from './support/setup-provider.js';
import type { MethodName } from './support/setup-provider.js';

const TRANSFERS = ['transfer of ETH', 'transfer of an ERC20 token', 'transfer of an ERC721 token', 'batchNftTransfer', 'exchangeTransfer'] as const;
const ORDERS = ['createOrder', 'createTrade'] as const;
const OTHER_HASH = `0x2${'3'.repeat(60)}`;
const SOMEBODY = '0x00000000000000000000000000000000000000ee';
/** An hour before the tests' clock. */
const PAST = 472_221;

/** Fields as the service sends them, changed behind the hash. */
const TRANSFER_FIELDS: Readonly<Record<string, unknown>> = {
  sender_vault_id: 9, receiver_vault_id: 9, receiver_stark_key: OWN_KEY, asset_id: '0x9', amount: '9', nonce: 9,
  expiration_timestamp: 480_009, payload_hash: OTHER_HASH,
};
const ORDER_FIELDS: Readonly<Record<string, unknown>> = {
  stark_key: RECEIVER_KEY, asset_id_sell: '0x9', asset_id_buy: '0x9', amount_sell: '9', amount_buy: '9', vault_id_sell: 9, vault_id_buy: 9,
  nonce: 9, expiration_timestamp: 480_009, payload_hash: OTHER_HASH, fee_info: { asset_id: ETH_ID, fee_limit: '1', source_vault_id: 9 },
};

async function expectRefusal(name: MethodName, lies: Lies, message?: string): Promise<void> {
  const { provider, api, approval, signed, counts } = setupProvider({ lies });

  const error = await expectCode(METHODS[name].call(provider), 'PAYLOAD_MISMATCH');

  expect(error.type).to.equal(METHODS[name].type);
  if (message) expect(error.message).to.contain(`the ${message} differs`);
  expect(signed).to.deep.equal([]);
  expect(approval.requests, 'nobody is asked').to.deep.equal([]);
  expect(api.lines.filter((line) => line === METHODS[name].final)).to.deep.equal([]);
  expect([approval.open, counts.transacted]).to.deep.equal([0, 0]);
}

describe('Lies of the service to the provider', () => {
  for (const name of TRANSFERS) {
    const isBatch = name === 'batchNftTransfer';
    // A batch has its sender once, beside the transfers.
    const fields = isBatch ? TRANSFER_FIELDS : { ...TRANSFER_FIELDS, sender_stark_key: RECEIVER_KEY };
    for (const [field, value] of Object.entries(fields)) {
      it(`row 127: ${name}: ${field} that is changed behind the hash is PAYLOAD_MISMATCH, and nothing is signed`, () =>
        expectRefusal(name, { wire: { [field]: value } }));
    }
    const lies = [
      ['receiver', { receiverStarkKey: `0x${'7'.repeat(60)}` }], ['asset', { assetId: toNftId('13') }], ['amount', { amount: '2' }],
      ['expiration', { expirationTimestamp: PAST }], ['sender', { senderStarkKey: RECEIVER_KEY }],
    ] as const;
    for (const [what, transfer] of lies) {
      it(`row 127: ${name}: another ${what} with a hash that fits is PAYLOAD_MISMATCH, and nothing is signed`, () =>
        expectRefusal(name, { transfer }, what));
    }
  }

  for (const name of ORDERS) {
    for (const [field, value] of Object.entries(ORDER_FIELDS)) {
      it(`row 127: ${name}: ${field} that is changed behind the hash is PAYLOAD_MISMATCH, and nothing is signed`, () =>
        expectRefusal(name, { wire: { [field]: value } }));
    }
    const lies = [
      ['signer', { starkKey: RECEIVER_KEY }], ['asset to sell', { assetIdSell: toNftId('13') }], ['asset to buy', { assetIdBuy: toNftId('13') }],
      ['amount to sell', { amountSell: '2' }], ['amount to buy', { amountBuy: '2' }],
      ['expiration', { expirationTimestamp: PAST }],
      ['fee\'s asset', { feeInfo: { assetId: toNftId('12'), feeLimit: '1', sourceVaultId: 1 } }],
      ['fee', { feeInfo: { assetId: ETH_ID, feeLimit: '8501', sourceVaultId: 1 } }],
    ] as const;
    for (const [what, change] of lies) {
      it(`row 127: ${name}: another ${what} with a hash that fits is PAYLOAD_MISMATCH, and nothing is signed`, () =>
        expectRefusal(name, { order: change }, what));
    }
  }

  it('row 127: createOrder: one that lasts longer than was asked is PAYLOAD_MISMATCH', () =>
    expectRefusal('createOrder', { order: { expirationTimestamp: 525_961 } }, 'expiration'));

  it('row 127: createTrade: terms that the order does not have are PAYLOAD_MISMATCH', () =>
    expectRefusal('createTrade', { terms: { buy: { type: 'ETH', data: { quantity: '20000000000000' } } } }, 'amount to sell'));

  it('row 127: cancelOrder: another order, and an order of somebody else, are PAYLOAD_MISMATCH', async () => {
    await expectRefusal('cancelOrder', { wire: { order_id: 7778 } }, 'order');
    await expectRefusal('cancelOrder', { terms: { user: SOMEBODY } }, 'order\'s owner');
  });

  it('row 127: cancelOrder: what is no payload hash is PAYLOAD_INVALID before anybody is asked', async () => {
    for (const hash of ['..', 'no hash', `0x${'f'.repeat(64)}`]) {
      const { provider, approval, signed } = setupProvider({ lies: { wire: { payload_hash: hash } } });

      const error = await expectCode(METHODS.cancelOrder.call(provider), 'PAYLOAD_INVALID');

      expect([error.type, signed, approval.requests, approval.open]).to.deep.equal(['CANCEL_ORDER_ERROR', [], [], 0]);
    }
  });

  it('row 127: batchNftTransfer: fewer or more than were asked for are PAYLOAD_MISMATCH', async () => {
    for (const count of [0, 1, 3]) {
      const { provider, signed } = setupProvider({
        routes: {
          'POST /v2/signable-transfer-details': { json: {
            signable_responses: Array.from({ length: count }, () => ({
              sender_vault_id: 1, receiver_vault_id: 2, receiver_stark_key: RECEIVER_KEY, asset_id: toNftId('1'), amount: '1', nonce: 1,
              expiration_timestamp: 480_000, payload_hash: OTHER_HASH,
            })),
          } },
        },
      });

      await expectCode(METHODS.batchNftTransfer.call(provider), 'PAYLOAD_MISMATCH');
      expect(signed).to.deep.equal([]);
    }
  });

  it('row 127: a receiver who is not registered is nobody\'s key', async () => {
    const routes = { [`GET /v1/users/${RECEIVER}`]: { status: 404, json: { code: 'account_not_found', message: 'none' } } };
    const { provider, signed } = setupProvider({ routes });

    await expectCode(METHODS['transfer of ETH'].call(provider), 'PAYLOAD_MISMATCH');
    expect(signed).to.deep.equal([]);
  });

  it('row 127: a token minted on Immutable X is known by the id that the assets endpoint gives', async () => {
    const asset = { token_address: TERMS.sell.data.token_address, token_id: '12', id: MINTED_ID };
    const routes = { [`GET /v1/assets/${asset.token_address}/*`]: { json: asset } };
    const { provider, signed } = setupProvider({ routes, lies: { transfer: { assetId: MINTED_ID } } });

    await METHODS['transfer of an ERC721 token'].call(provider);

    expect(signed).to.have.length(1);
    await expectRefusal('transfer of an ERC721 token', { transfer: { assetId: MINTED_ID } }, 'asset');
  });
});
