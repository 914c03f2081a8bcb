import { expect } from '@open-wc/testing';

import type { ApiTarget } from '../../src/api/call-api.js';
import { parseCancellationToSign, parseOrderToSign, parseTransfersToSign, parseTransferToSign } from '../../src/api/parse-signable.js';
import {
  parseCancellationAnswer, parseOrderAnswer, parseTradeAnswer, parseTransferAnswer, parseTransfersAnswer,
} from '../../src/api/parse-signed.js';
import { fetchAssetFacts, fetchOrderTerms, fetchTokenFacts } from '../../src/api/signable-facts.js';
import { toWireAmount, toWireToken } from '../../src/api/signable-token.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { expectCode } from '../imx/support/expect-error.js';
import { API, createFakeApi } from '../imx/support/fake-api.js';
import type { Reply } from '../imx/support/fake-api.js';

const ADDRESS = '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff';
const OTHER = '0xacb3c6a43d15b907e8433077b6d38ae40936fe2c';
const TRANSFER = {
  sender_stark_key: '0x1', sender_vault_id: 1, receiver_stark_key: '0x2', receiver_vault_id: 2, asset_id: '0x3', amount: '4', nonce: 5,
  expiration_timestamp: 6, payload_hash: '0x7', signable_message: 'm',
};
const ORDER = {
  stark_key: '0x1', asset_id_sell: '0x2', asset_id_buy: '0x3', amount_sell: '4', amount_buy: '5', vault_id_sell: 6, vault_id_buy: 7, nonce: 8,
  expiration_timestamp: 9, payload_hash: '0xa', fee_info: { asset_id: '0x3', fee_limit: '1', source_vault_id: 7 },
};
const CANCELLATION = { order_id: 7777, payload_hash: '0xa' };

/** Values that no member has. */
const JUNK = [undefined, null, true, {}, [], '', 'x'.repeat(101)];

function expectUnreadable(parse: () => unknown): void {
  expect(parse).to.throw(PassportError).with.property('code', 'API_RESPONSE_INVALID');
}

function answer(route: string, reply: Reply): ApiTarget {
  return { baseUrl: API, fetch: createFakeApi({ [route]: reply }).fetch };
}

describe('What the service wants signed', () => {
  const forms = [
    ['a transfer', parseTransferToSign, TRANSFER, ['sender_stark_key', 'signable_message']],
    ['an order', parseOrderToSign, ORDER, []],
    ['a cancellation', parseCancellationToSign, CANCELLATION, []],
  ] as const;
  for (const [what, parse, form, optional] of forms) {
    it(`is ${what} whose members are kept as they came`, () => {
      const members = Object.values(parse(form)).map((value) => JSON.stringify(value));

      for (const [name, value] of Object.entries(form)) {
        if (name !== 'signable_message' && name !== 'fee_info') expect(members).to.include(JSON.stringify(value));
      }
    });

    it(`is unreadable where a member of ${what} is missing or something else`, () => {
      for (const name of Object.keys(form).filter((key) => !(optional as readonly string[]).includes(key))) {
        for (const value of JUNK) {
          // An order may have no fee.
          if (name === 'fee_info' && (value === undefined || value === null)) continue;
          expectUnreadable(() => parse({ ...form, [name]: value }));
        }
      }
      for (const json of [undefined, null, 'text', 7, []]) expectUnreadable(() => parse(json));
    });
  }

  it('is a fee whose members are all there, or none', () => {
    expect(parseOrderToSign(ORDER).feeInfo).to.deep.equal({ assetId: '0x3', feeLimit: '1', sourceVaultId: 7 });
    expect(parseOrderToSign({ ...ORDER, fee_info: null }).feeInfo).to.equal(undefined);
    for (const name of Object.keys(ORDER.fee_info)) {
      expectUnreadable(() => parseOrderToSign({ ...ORDER, fee_info: { ...ORDER.fee_info, [name]: null } }));
    }
  });

  it('is a batch whose sender stands once', () => {
    const [first, second] = parseTransfersToSign({ sender_stark_key: '0xb', signable_responses: [TRANSFER, { ...TRANSFER, nonce: 6 }] });

    expect([first!.senderStarkKey, second!.senderStarkKey, second!.nonce]).to.deep.equal(['0xb', '0xb', 6]);
    for (const rows of [undefined, {}, [TRANSFER, null], Array.from({ length: 10_001 }, () => TRANSFER)]) {
      expectUnreadable(() => parseTransfersToSign({ signable_responses: rows }));
    }
  });

  it('is asked for in the form of the official SDK', () => {
    expect(toWireToken({ type: 'ETH', amount: '1' })).to.deep.equal({ type: 'ETH', data: { decimals: 18 } });
    expect(toWireToken({ type: 'ERC20', tokenAddress: ADDRESS, amount: '1' })).to.deep.equal({ type: 'ERC20', data: { token_address: ADDRESS } });
    expect(toWireAmount({ type: 'ERC721', tokenAddress: ADDRESS, tokenId: '7' })).to.equal('1');
  });
});

describe('What became of what was signed', () => {
  it('needs an id, and takes the rest as it comes', () => {
    expect(parseTransferAnswer({ transfer_id: 1, status: 7 })).to.deep.equal({ sent_signature: '', status: '7', time: 0, transfer_id: 1 });
    expect(parseOrderAnswer({ order_id: 1, status: 'active', time: 2 })).to.deep.equal({ order_id: 1, status: 'active', time: 2 });
    expect(parseTradeAnswer({ trade_id: 1, request_id: 'r' })).to.deep.equal({ trade_id: 1, status: '', request_id: 'r' });
    expect(parseCancellationAnswer({ order_id: 1, status: 'cancelled' })).to.deep.equal({ order_id: 1, status: 'cancelled' });
    expect(parseTransfersAnswer({ transfer_ids: [1, 2] })).to.deep.equal({ transfer_ids: [1, 2] });
  });

  it('is unreadable without one', () => {
    for (const id of [undefined, null, '1', -1, 1.5, 2 ** 53]) {
      for (const parse of [parseTransferAnswer, parseOrderAnswer, parseTradeAnswer, parseCancellationAnswer]) {
        expectUnreadable(() => parse({ transfer_id: id, order_id: id, trade_id: id }));
      }
      expectUnreadable(() => parseTransfersAnswer({ transfer_ids: [1, id] }));
    }
    expectUnreadable(() => parseTransfersAnswer({}));
    expectUnreadable(() => parseOrderAnswer(null));
  });
});

describe('What is looked up before something is signed', () => {
  it('is a token with its quantum', async () => {
    const token = { token_address: ADDRESS.toUpperCase().replace('0X', '0x'), symbol: 'IMX', decimals: '18', quantum: '100000000' };

    expect(await fetchTokenFacts(answer(`GET /v1/tokens/${ADDRESS}`, { json: token }), ADDRESS)).to.include({ quantum: 100_000_000n });
    for (const change of [{ quantum: '0' }, { quantum: 8 }, { quantum: undefined }, { token_address: OTHER }]) {
      await expectCode(fetchTokenFacts(answer(`GET /v1/tokens/${ADDRESS}`, { json: { ...token, ...change } }), ADDRESS), 'API_RESPONSE_INVALID');
    }
  });

  it('is a token of a collection with its id and royalties', async () => {
    const route = `GET /v1/assets/${OTHER}/7?include_fees=true`;
    const asset = { token_address: OTHER, token_id: '7', id: '0x4ab', fees: [{ type: 'royalty', percentage: 2 }, { type: 'protocol', percentage: 9 }, null, { percentage: -5 }] };

    expect(await fetchAssetFacts(answer(route, { json: asset }), OTHER, '7')).to.deep.equal({ assetId: '0x4ab', royaltyPercent: 2 });
    expect(await fetchAssetFacts(answer(route, { status: 404, json: {} }), OTHER, '7')).to.deep.equal({ royaltyPercent: 0 });
    expect(await fetchAssetFacts(answer(route, { json: { ...asset, id: 'zz', fees: 'no' } }), OTHER, '7')).to.deep.equal({ royaltyPercent: 0 });
    for (const change of [{ token_id: '8' }, { token_address: ADDRESS }]) {
      await expectCode(fetchAssetFacts(answer(route, { json: { ...asset, ...change } }), OTHER, '7'), 'API_RESPONSE_INVALID');
    }
  });

  it('is an order with its two sides', async () => {
    const route = 'GET /v3/orders/9?include_fees=true';
    const order = {
      order_id: 9, user: ADDRESS, fees: [{ type: 'royalty', amount: '5' }, { type: 'protocol', amount: '7' }],
      sell: { type: 'ERC721', data: { token_address: OTHER, token_id: '7' } }, buy: { type: 'ERC20', data: { token_address: ADDRESS, quantity: '100' } },
    };

    expect(await fetchOrderTerms(answer(route, { json: order }), 9)).to.deep.equal({
      orderId: 9, user: ADDRESS, feeAmount: 5n,
      sell: { type: 'ERC721', tokenAddress: OTHER, tokenId: '7' }, buy: { type: 'ERC20', tokenAddress: ADDRESS, amount: '100' },
    });
    const changes = [
      { order_id: 8 }, { user: 'me' }, { sell: null }, { buy: { type: 'ETH', data: {} } }, { buy: { type: 'ERC20', data: { quantity: '1' } } },
      { sell: { type: 'ERC721', data: { token_address: OTHER } } }, { sell: { type: 'ERC1155', data: { token_address: OTHER, token_id: '7', quantity: '1' } } },
    ];
    for (const change of changes) {
      await expectCode(fetchOrderTerms(answer(route, { json: { ...order, ...change } }), 9), 'API_RESPONSE_INVALID');
    }
  });
});
