import { expect } from '@open-wc/testing';

import { PassportError } from '../../src/shared/passport-error.js';
import { checkOrderPayload, checkTradePayload } from '../../src/signing/check-order.js';
import type { AskedOrder, SignableOrder } from '../../src/signing/check-order.js';
import { catchCode } from './support/catch-code.js';
import { ASKED_ORDER, createSignableOrder, OTHER_KEY, TOKENS } from './support/signables.js';

function check(signable: SignableOrder, asked: Partial<AskedOrder> = {}): string {
  return checkOrderPayload({ ...ASKED_ORDER, ...asked }, signable);
}

function createFee(changes: object = {}): Partial<SignableOrder> {
  return { feeInfo: { assetId: TOKENS.eth.id, feeLimit: '2', sourceVaultId: 1002, ...changes } };
}

describe('checkOrderPayload', () => {
  it('row 127: gives the hash of what was asked, with a fee and without', () => {
    for (const signable of [createSignableOrder(), createSignableOrder({ feeInfo: undefined })]) {
      expect(BigInt(check(signable))).to.equal(BigInt(signable.payloadHash));
    }
  });

  it('row 127: takes no hash without a fee for an order with one, nor the other way round', () => {
    const [withFee, without] = [createSignableOrder(), createSignableOrder({ feeInfo: undefined })];

    expect(catchCode(() => check({ ...withFee, payloadHash: without.payloadHash }))).to.equal('PAYLOAD_MISMATCH');
    expect(catchCode(() => check({ ...without, payloadHash: withFee.payloadHash }))).to.equal('PAYLOAD_MISMATCH');
  });

  // The service lies throughout: its hash fits its own fields.
  const lies: readonly (readonly [what: string, changes: Partial<SignableOrder>])[] = [
    ['signer', { starkKey: OTHER_KEY }],
    ['asset to sell', { assetIdSell: TOKENS.erc20.id }],
    ['asset to buy', { assetIdBuy: TOKENS.erc20.id }],
    ['asset to sell', { assetIdSell: TOKENS.eth.id, assetIdBuy: TOKENS.nft.id }],
    ['amount to sell', { amountSell: '2' }],
    ['amount to buy', { amountBuy: '19' }],
    ['amount to buy', { amountBuy: '2000000000' }],
    ['fee\'s asset', createFee({ assetId: TOKENS.erc20.id })],
    ['fee', createFee({ feeLimit: '21' })],
    ['fee\'s asset', createFee({ assetId: TOKENS.nft.id, feeLimit: '1' })],
  ];
  for (const [index, [what, changes]] of lies.entries()) {
    it(`row 127: is PAYLOAD_MISMATCH naming the ${what} (${index + 1})`, () => {
      expect(() => check(createSignableOrder(changes)))
        .to.throw(PassportError, `the ${what} differs`).with.property('code', 'PAYLOAD_MISMATCH');
    });
  }

  const hidden: readonly Partial<SignableOrder>[] = [
    { amountBuy: '19' }, { amountSell: '2' }, { assetIdBuy: TOKENS.erc20.id }, { assetIdSell: TOKENS.erc20.id }, { vaultIdSell: 5 },
    { vaultIdBuy: 5 }, { nonce: 5 }, { expirationTimestamp: 5 }, createFee({ feeLimit: '3' }), createFee({ sourceVaultId: 5 }),
  ];
  for (const [index, changes] of hidden.entries()) {
    it(`row 127: is PAYLOAD_MISMATCH when only the hash has another ${Object.keys(changes)[0]} (${index + 1})`, () => {
      const { payloadHash } = createSignableOrder(changes);

      expect(() => check({ ...createSignableOrder(), payloadHash }))
        .to.throw(PassportError, 'the hash differs').with.property('code', 'PAYLOAD_MISMATCH');
    });
  }

  it('row 127: holds the fee to what the page allows, else to what the order moves', () => {
    const signable = (feeLimit: string): SignableOrder => createSignableOrder(createFee({ feeLimit }));

    expect(catchCode(() => check(signable('20')))).to.equal(undefined);
    expect(catchCode(() => check(signable('3'), { maxFeePpm: 150_000n }))).to.equal(undefined);
    expect(catchCode(() => check(signable('4'), { maxFeePpm: 150_000n }))).to.equal('PAYLOAD_MISMATCH');
    // A share of 2.02 quanta is three whole ones.
    expect(catchCode(() => check(signable('3'), { maxFeePpm: 101_000n }))).to.equal(undefined);
    expect(catchCode(() => check(signable('3'), { maxFeePpm: 100_000n }))).to.equal('PAYLOAD_MISMATCH');
    expect(catchCode(() => check(signable('1'), { maxFeePpm: 0n }))).to.equal('PAYLOAD_MISMATCH');
  });

  it('row 127: holds the order to the hour in which it was asked to end', () => {
    const hour = 480_000;
    const checkHour = (expirationTimestamp: number, expiresAt: number): unknown =>
      catchCode(() => check(createSignableOrder({ expirationTimestamp }), { expiresAt }));

    expect([checkHour(hour, hour * 3600), checkHour(hour, hour * 3600 + 1), checkHour(hour + 1, hour * 3600 + 1), checkHour(hour - 5, hour * 3600)])
      .to.deep.equal([undefined, undefined, undefined, undefined]);
    expect([checkHour(hour + 1, hour * 3600), checkHour(hour + 2, hour * 3600 + 1)]).to.deep.equal(['PAYLOAD_MISMATCH', 'PAYLOAD_MISMATCH']);
  });

  const malformed: readonly Partial<Record<keyof SignableOrder, unknown>>[] = [
    { amountBuy: '-20' }, { amountSell: null }, { nonce: 2 ** 31 }, { vaultIdBuy: 2 ** 31 }, { vaultIdSell: '0xzz' },
    { expirationTimestamp: 2 ** 22 }, createFee({ feeLimit: 'all' }), createFee({ sourceVaultId: null }), { payloadHash: '' },
  ];
  for (const [index, changes] of malformed.entries()) {
    it(`row 126: is PAYLOAD_INVALID for a ${Object.keys(changes)[0]} that is none (${index + 1})`, () => {
      expect(catchCode(() => check({ ...createSignableOrder(), ...changes } as SignableOrder))).to.equal('PAYLOAD_INVALID');
    });
  }
});

describe('checkTradePayload', () => {
  /** The taker sells what the order buys. */
  const signable = createSignableOrder({
    assetIdSell: TOKENS.eth.id, assetIdBuy: TOKENS.nft.id, amountSell: '20', amountBuy: '1',
    feeInfo: { assetId: TOKENS.eth.id, feeLimit: '1', sourceVaultId: 1001 },
  });

  it('row 127: gives the hash of the other side of the order', () => {
    expect(BigInt(checkTradePayload(ASKED_ORDER, signable))).to.equal(BigInt(signable.payloadHash));
  });

  it('row 127: refuses the order\'s own side, another price and another fee', () => {
    expect(catchCode(() => checkTradePayload(ASKED_ORDER, createSignableOrder()))).to.equal('PAYLOAD_MISMATCH');
    const { payloadHash, ...members } = signable;
    expect(payloadHash).to.be.a('string');
    expect(catchCode(() => checkTradePayload(ASKED_ORDER, createSignableOrder({ ...members, amountSell: '21' })))).to.equal('PAYLOAD_MISMATCH');
    expect(catchCode(() => checkTradePayload({ ...ASKED_ORDER, maxFeePpm: 0n }, signable))).to.equal('PAYLOAD_MISMATCH');
  });
});
