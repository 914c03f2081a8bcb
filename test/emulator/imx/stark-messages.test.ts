import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { toAssetId, toAssetType, type AssetParts } from '../../../emulator/src/imx/stark/asset-id.js';
import { hashOrder, hashTransfer } from '../../../emulator/src/imx/stark/messages.js';
import { pedersen } from '../../../emulator/src/imx/stark/pedersen.js';

type Vector = Readonly<Record<string, string | number>>;
interface AssetVector {
  readonly asset: { readonly type: string; readonly data: { readonly quantum?: string; readonly tokenAddress?: string; readonly tokenId?: string } };
  readonly assetType?: string;
  readonly assetId?: string;
}

/** Computed by StarkWare's own utilities; the library's code is held against the same file. */
const VECTORS = JSON.parse(readFileSync(new URL('../../vectors/stark-messages.json', import.meta.url), 'utf8')) as {
  readonly transfer: readonly Vector[];
  readonly limitOrder: readonly Vector[];
  readonly limitOrderWithFee: readonly Vector[];
  readonly assetType: readonly AssetVector[];
  readonly assetId: readonly AssetVector[];
  readonly pedersen: readonly Readonly<Record<'a' | 'b' | 'hash', string>>[];
};

/** The members of a vector as numbers. */
function read(vector: Vector): (name: string) => bigint {
  return (name) => BigInt(vector[name] ?? assert.fail(`no ${name}`));
}

function readOrder(vector: Vector): Parameters<typeof hashOrder>[0] {
  const get = read(vector);
  return {
    tokenSell: get('token_sell'), tokenBuy: get('token_buy'), vaultSell: get('vault_sell'), vaultBuy: get('vault_buy'),
    amountSell: get('amount_sell'), amountBuy: get('amount_buy'), nonce: get('nonce'), expiration: get('expiration_timestamp'),
  };
}

function readAsset({ type, data }: AssetVector['asset']): AssetParts {
  const quantum = BigInt(data.quantum ?? 1);
  const address = data.tokenAddress ?? '';
  if (type === 'ETH') return { type, quantum };
  return type === 'ERC20' ? { type, address, quantum } : { type: 'ERC721', address, tokenId: BigInt(data.tokenId ?? 0) };
}

describe('the emulator\'s own hashes equal StarkWare\'s', () => {
  it('for Pedersen', () => {
    assert.ok(VECTORS.pedersen.length > 0);
    for (const { a, b, hash } of VECTORS.pedersen) assert.equal(pedersen(BigInt(a), BigInt(b)), BigInt(hash));
  });

  it('for transfers', () => {
    assert.ok(VECTORS.transfer.length > 0);
    for (const vector of VECTORS.transfer) {
      const get = read(vector);
      const hash = hashTransfer({
        token: get('token'), receiverStarkKey: get('receiver_stark_key'), senderVault: get('sender_vault_id'), receiverVault: get('receiver_vault_id'),
        amount: get('amount'), nonce: get('nonce'), expiration: get('expiration_timestamp'),
      });
      assert.equal(hash, get('hash'));
    }
  });

  it('for orders without a fee', () => {
    assert.ok(VECTORS.limitOrder.length > 0);
    for (const vector of VECTORS.limitOrder) assert.equal(hashOrder(readOrder(vector)), read(vector)('hash'));
  });

  it('for orders with a fee', () => {
    assert.ok(VECTORS.limitOrderWithFee.length > 0);
    for (const vector of VECTORS.limitOrderWithFee) {
      const get = read(vector);
      const fee = { token: get('fee_token'), vault: get('fee_vault_id'), limit: get('fee_limit') };
      assert.equal(hashOrder({ ...readOrder(vector), fee }), get('hash'));
    }
  });

  it('for the types and ids of assets', () => {
    assert.ok(VECTORS.assetType.length > 0 && VECTORS.assetId.length > 0);
    for (const { asset, assetType } of VECTORS.assetType) assert.equal(toAssetType(readAsset(asset)), BigInt(assetType ?? 0));
    for (const { asset, assetId } of VECTORS.assetId) assert.equal(toAssetId(readAsset(asset)), BigInt(assetId ?? 0));
  });
});

describe('a message', () => {
  const transfer = { token: 1n, receiverStarkKey: 2n, senderVault: 3n, receiverVault: 4n, amount: 5n, nonce: 6n, expiration: 7n };
  for (const [member, value] of Object.entries({ amount: 2n ** 63n, nonce: 2n ** 31n, expiration: 2n ** 22n, senderVault: 2n ** 31n, receiverVault: -1n })) {
    it(`row 126: with an impossible ${member} has no hash`, () => {
      assert.throws(() => hashTransfer({ ...transfer, [member]: value }), RangeError);
    });
  }

  it('of a token minted on Immutable X has an id that only its mint explains', () => {
    const minted = { type: 'MINTED', address: `0x${'1'.repeat(40)}`, tokenId: 1n } as const;

    assert.notEqual(toAssetId({ ...minted, blueprint: 'one' }), toAssetId({ ...minted, blueprint: 'another' }));
    assert.equal(toAssetId({ ...minted, blueprint: 'one' }) >> 240n, 2n ** 10n);
  });
});
