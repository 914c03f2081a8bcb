import { expect } from '@open-wc/testing';
import { pedersen } from '@scure/starknet';

import vectors from '../vectors/stark-messages.json' with { type: 'json' };
import { computeAssetId, computeAssetType, isMintedId } from '../../src/signing/asset-id.js';
import { hashPedersen, STARK_FIELD } from '../../src/signing/pedersen.js';
import { hashOrder, hashTransfer } from '../../src/signing/stark-messages.js';
import type { MessageFee } from '../../src/signing/stark-messages.js';
import { createRandom } from '../support/random.js';
import { MESSAGE_CASES, toFee, toOrder, toTransfer } from '../vectors/compare-messages.js';
import { catchCode } from './support/catch-code.js';

const TRANSFER = toTransfer(vectors.transfer[2]!);
const ORDER = toOrder(vectors.limitOrder[0]!);
const FEE = toFee(vectors.limitOrderWithFee[2]!);
const CHAIN_VAULTS = 2n ** 63n;

describe('the messages of StarkEx', () => {
  it('are all in the file of known answers', () => {
    const counts = Object.fromEntries(Object.entries(vectors).filter(([name]) => name !== 'about').map(([name, list]) => [name, list.length]));

    expect(counts).to.deep.equal({
      transfer: 8, transferWithFee: 4, limitOrder: 4, limitOrderWithFee: 8, assetType: 7, assetId: 7, pedersen: 6,
    });
    expect(MESSAGE_CASES).to.have.length(44);
  });

  for (const [index, { kind, compute, expected }] of MESSAGE_CASES.entries()) {
    it(`row 127: are hashed as StarkWare's utilities do: ${kind}, answer ${index}`, () => {
      expect(compute()).to.equal(expected);
    });
  }
});

describe('hashPedersen', () => {
  it('agrees with the library on 40 seeded pairs and at the ends', () => {
    const random = createRandom(127);
    const next = (): bigint => BigInt(Math.floor(random() * 2 ** 52)) ** 5n % STARK_FIELD;
    const ends = [0n, 1n, 2n ** 248n - 1n, 2n ** 248n, STARK_FIELD - 1n];
    const pairs = [...Array.from({ length: 40 }, () => [next(), next()] as const), ...ends.flatMap((a) => ends.map((b) => [a, b] as const))];

    for (const [a, b] of pairs) expect(hashPedersen(a, b), `${a} ${b}`).to.equal(BigInt(pedersen(a, b)));
  });

  it('refuses what is no element of the field', () => {
    for (const value of [-1n, STARK_FIELD, 2n ** 252n]) {
      expect(catchCode(() => hashPedersen(value, 0n))).to.equal('PAYLOAD_INVALID');
      expect(catchCode(() => hashPedersen(0n, value))).to.equal('PAYLOAD_INVALID');
    }
  });
});

/** The largest number that each part may be. */
const MAX = { field: STARK_FIELD - 1n, amount: 2n ** 63n - 1n, nonce: 2n ** 31n - 1n, expiration: 2n ** 22n - 1n, vault: 2n ** 31n - 1n };

describe('row 126: the parts of a transfer', () => {
  const parts = {
    token: MAX.field, receiverStarkKey: MAX.field, senderVault: MAX.vault, receiverVault: MAX.vault, amount: MAX.amount,
    nonce: MAX.nonce, expiration: MAX.expiration,
  } as const;

  for (const [name, max] of Object.entries(parts)) {
    it(`row 126: ${name} is 0 to ${max}, one more or less is refused before anything is hashed`, () => {
      const hash = (value: bigint, fee?: MessageFee): unknown => catchCode(() => hashTransfer({ ...TRANSFER, [name]: value }, fee));

      expect([hash(0n), hash(max), hash(0n, FEE), hash(max, FEE)]).to.deep.equal([undefined, undefined, undefined, undefined]);
      expect([hash(-1n), hash(max + 1n), hash(-1n, FEE), hash(max + 1n, FEE)]).to.deep.equal(Array(4).fill('PAYLOAD_INVALID'));
    });
  }
});

describe('row 126: the parts of an order', () => {
  const parts = {
    tokenSell: MAX.field, tokenBuy: MAX.field, vaultSell: MAX.vault, vaultBuy: MAX.vault, amountSell: MAX.amount,
    amountBuy: MAX.amount, nonce: MAX.nonce, expiration: MAX.expiration,
  } as const;

  for (const [name, max] of Object.entries(parts)) {
    it(`row 126: ${name} is 0 to ${max}, one more or less is refused before anything is hashed`, () => {
      const hash = (value: bigint, fee?: MessageFee): unknown => catchCode(() => hashOrder({ ...ORDER, [name]: value }, fee));

      expect([hash(0n), hash(max), hash(0n, FEE), hash(max, FEE)]).to.deep.equal([undefined, undefined, undefined, undefined]);
      expect([hash(-1n), hash(max + 1n), hash(-1n, FEE), hash(max + 1n, FEE)]).to.deep.equal(Array(4).fill('PAYLOAD_INVALID'));
    });
  }

  for (const [name, max] of Object.entries({ token: MAX.field, vault: MAX.vault, limit: MAX.amount })) {
    it(`row 126: the fee's ${name} is 0 to ${max}, one more or less is refused`, () => {
      const hash = (value: bigint): unknown => catchCode(() => hashOrder(ORDER, { ...FEE, [name]: value }));

      expect([hash(0n), hash(max), hash(-1n), hash(max + 1n)]).to.deep.equal([undefined, undefined, 'PAYLOAD_INVALID', 'PAYLOAD_INVALID']);
    });
  }

  it('row 126: vaults on the chain are 2^63 to 2^63 + 2^31 - 1, and only where there is a fee', () => {
    const hash = (vaultSell: bigint, fee?: MessageFee): unknown => catchCode(() => hashOrder({ ...ORDER, vaultSell }, fee));

    expect([hash(CHAIN_VAULTS, FEE), hash(CHAIN_VAULTS + MAX.vault, FEE)]).to.deep.equal([undefined, undefined]);
    for (const vault of [CHAIN_VAULTS - 1n, CHAIN_VAULTS + MAX.vault + 1n]) expect(hash(vault, FEE)).to.equal('PAYLOAD_INVALID');
    expect(hash(CHAIN_VAULTS)).to.equal('PAYLOAD_INVALID');
  });

  it('each change the hash', () => {
    const hashes = Object.keys(parts).map((name) => hashOrder({ ...ORDER, [name]: 7n }, FEE));
    const fees = ['token', 'vault', 'limit'].map((name) => hashOrder(ORDER, { ...FEE, [name]: 7n }));

    expect(new Set([...hashes, ...fees, hashOrder(ORDER, FEE), hashOrder(ORDER)]).size).to.equal(13);
  });
});

describe('computeAssetId', () => {
  const TOKEN = '0x5c1445eced6e0d3c2c5d6663777e01396177d0c6';

  it('ignores the letter case of the address', () => {
    const upper = `0x${TOKEN.slice(2).toUpperCase()}` as const;

    expect(computeAssetId({ type: 'ERC20', tokenAddress: upper, quantum: 1n }))
      .to.equal(computeAssetId({ type: 'ERC20', tokenAddress: TOKEN, quantum: 1n }));
  });

  it('refuses addresses, quanta and token ids that are none', () => {
    expect(() => computeAssetId({ type: 'ERC20', tokenAddress: '0x12', quantum: 1n })).to.throw(TypeError, 'tokenAddress');
    for (const quantum of [0n, -1n, 2n ** 256n]) {
      expect(() => computeAssetType({ type: 'ETH', quantum })).to.throw(TypeError, 'quantum');
    }
    for (const tokenId of [-1n, 2n ** 256n]) {
      expect(() => computeAssetId({ type: 'ERC721', tokenAddress: TOKEN, tokenId })).to.throw(TypeError, 'tokenId');
    }
  });

  it('gives no id that looks minted, and isMintedId wants the flag and 240 bits', () => {
    expect(isMintedId(computeAssetId({ type: 'ERC721', tokenAddress: TOKEN, tokenId: 1n }))).to.equal(false);
    expect([2n ** 250n, 2n ** 250n + 2n ** 240n - 1n].map(isMintedId)).to.deep.equal([true, true]);
    expect([0n, 2n ** 250n + 2n ** 240n, 2n ** 251n + 2n ** 250n, 2n ** 240n].map(isMintedId)).to.deep.equal([false, false, false, false]);
  });
});
