import { expect } from '@open-wc/testing';

import { PassportError } from '../../src/shared/passport-error.js';
import { checkTransferPayload, checkTransferPayloads } from '../../src/signing/check-transfer.js';
import type { AskedTransfer, SignableTransfer } from '../../src/signing/check-transfer.js';
import { catchCode } from './support/catch-code.js';
import { ASKED_TRANSFER, createSignableTransfer, MINTED_ID, OTHER_KEY, OWN_KEY, TOKENS } from './support/signables.js';

const THIRD_KEY = '0x0579f97e8084dfbbead9bffd750df780e06d8c09a3ba7f40ebe51d46b47df044';

function check(signable: SignableTransfer, asked: Partial<AskedTransfer> = {}): string {
  return checkTransferPayload({ ...ASKED_TRANSFER, ...asked }, signable);
}

describe('checkTransferPayload', () => {
  for (const [name, { token, id }] of Object.entries(TOKENS)) {
    it(`row 127: gives the hash of what was asked: ${name}`, () => {
      const quanta = name === 'nft' ? 1n : 12n;
      const signable = createSignableTransfer({ assetId: id, amount: String(quanta) });

      const hash = check(signable, { token, amount: token.type === 'ERC721' ? quanta : quanta * token.quantum });

      expect(BigInt(hash)).to.equal(BigInt(signable.payloadHash));
      expect(hash).to.match(/^0x[0-9a-f]{64}$/);
    });
  }

  it('takes keys, ids and numbers as numbers, however they are spelled', () => {
    const signable = createSignableTransfer({
      senderStarkKey: undefined, receiverStarkKey: `0x${BigInt(OTHER_KEY).toString(16).toUpperCase().padStart(64, '0')}`,
      assetId: BigInt(TOKENS.eth.id).toString(), amount: 10, nonce: '596252354', senderVaultId: '0x3e9',
    });

    expect(BigInt(check({ ...signable, payloadHash: signable.payloadHash.toUpperCase().replace('0X', '') })))
      .to.equal(BigInt(signable.payloadHash));
    expect(check(signable, { receiverStarkKeys: [THIRD_KEY, OTHER_KEY] })).to.equal(check(signable));
  });

  // The service lies throughout: its hash fits its own fields.
  const lies: readonly (readonly [what: string, changes: Partial<SignableTransfer>])[] = [
    ['receiver', { receiverStarkKey: THIRD_KEY }],
    ['receiver', { receiverStarkKey: OWN_KEY }],
    ['sender', { senderStarkKey: THIRD_KEY }],
    ['amount', { amount: '11' }],
    ['amount', { amount: '9' }],
    ['amount', { amount: '1000000000' }],
    ['asset', { assetId: TOKENS.erc20.id }],
    ['asset', { assetId: TOKENS.nft.id }],
    ['asset', { assetId: MINTED_ID }],
  ];
  for (const [index, [what, changes]] of lies.entries()) {
    it(`row 127: is PAYLOAD_MISMATCH naming the ${what} (${index + 1})`, () => {
      expect(() => check(createSignableTransfer(changes)))
        .to.throw(PassportError, `the ${what} differs`).with.property('code', 'PAYLOAD_MISMATCH');
    });
  }

  // The service shows one thing and has another signed.
  const hidden: readonly Partial<SignableTransfer>[] = [
    { amount: '11' }, { receiverStarkKey: THIRD_KEY }, { assetId: TOKENS.erc20.id }, { senderVaultId: 5 }, { receiverVaultId: 5 },
    { nonce: 5 }, { expirationTimestamp: 5 },
  ];
  for (const changes of hidden) {
    it(`row 127: is PAYLOAD_MISMATCH when only the hash has another ${Object.keys(changes)[0]}`, () => {
      const { payloadHash } = createSignableTransfer(changes);

      expect(() => check({ ...createSignableTransfer(), payloadHash }))
        .to.throw(PassportError, 'the hash differs').with.property('code', 'PAYLOAD_MISMATCH');
    });
  }

  it('row 127: is PAYLOAD_MISMATCH for a receiver who is not registered', () => {
    expect(catchCode(() => check(createSignableTransfer(), { receiverStarkKeys: [] }))).to.equal('PAYLOAD_MISMATCH');
  });

  it('row 127: is PAYLOAD_MISMATCH for an amount that is no whole number of quanta', () => {
    expect(catchCode(() => check(createSignableTransfer(), { amount: 1_000_000_001n }))).to.equal('PAYLOAD_MISMATCH');
  });

  it('row 127: takes the id of the assets endpoint for a token minted on Immutable X, and only such an id', () => {
    const token = { ...TOKENS.nft.token, assetId: MINTED_ID };
    const minted = createSignableTransfer({ assetId: MINTED_ID, amount: '1' });
    const ether = createSignableTransfer({ amount: '1' });

    expect(BigInt(check(minted, { token, amount: 1n }))).to.equal(BigInt(minted.payloadHash));
    expect(catchCode(() => check(minted, { token: TOKENS.nft.token, amount: 1n }))).to.equal('PAYLOAD_MISMATCH');
    expect(catchCode(() => check(ether, { token: { ...token, assetId: TOKENS.eth.id }, amount: 1n }))).to.equal('PAYLOAD_MISMATCH');
    expect(catchCode(() => check(minted, { token: { ...TOKENS.eth.token, assetId: MINTED_ID }, amount: 100_000_000n })))
      .to.equal('PAYLOAD_MISMATCH');
  });

  const malformed: readonly Partial<Record<keyof SignableTransfer, unknown>>[] = [
    { amount: '-1' }, { amount: '1.5' }, { amount: '' }, { amount: 1.5 }, { amount: null }, { amount: ['10'] }, { amount: 2 ** 53 },
    { nonce: 2 ** 31 }, { senderVaultId: 2 ** 31 }, { receiverVaultId: -1 }, { expirationTimestamp: 2 ** 22 }, { assetId: '0x' },
    { assetId: {} }, { payloadHash: 'none' }, { payloadHash: undefined }, { payloadHash: `0x${'f'.repeat(64)}` },
  ];
  for (const changes of malformed) {
    it(`row 126: is PAYLOAD_INVALID for ${JSON.stringify(changes)}`, () => {
      expect(catchCode(() => check({ ...createSignableTransfer(), ...changes } as SignableTransfer))).to.equal('PAYLOAD_INVALID');
    });
  }

  it('refuses a receiver or a sender that is no key', () => {
    for (const key of ['', '0x', 'none', null, 5]) {
      const receiverStarkKey = key as string;
      expect(catchCode(() => check({ ...createSignableTransfer(), receiverStarkKey }, { receiverStarkKeys: [receiverStarkKey] })), String(key))
        .to.equal('PAYLOAD_MISMATCH');
    }
  });
});

describe('checkTransferPayloads', () => {
  const tokens = [TOKENS.nft, { ...TOKENS.nft, token: { ...TOKENS.nft.token, assetId: MINTED_ID }, id: MINTED_ID }];
  const asked = tokens.map(({ token }) => ({ ...ASKED_TRANSFER, token, amount: 1n }));
  const signables = tokens.map(({ id }, nonce) => createSignableTransfer({ assetId: id, amount: '1', nonce }));

  it('row 127: checks each of a batch, in order', () => {
    expect(checkTransferPayloads(asked, signables).map(BigInt)).to.deep.equal(signables.map((it) => BigInt(it.payloadHash)));
    expect(catchCode(() => checkTransferPayloads([...asked].reverse(), signables))).to.equal('PAYLOAD_MISMATCH');
  });

  it('row 127: refuses more, fewer, and one that lies', () => {
    const liar = createSignableTransfer({ assetId: MINTED_ID, amount: '1', receiverStarkKey: THIRD_KEY });
    for (const answer of [[...signables, signables[0]!], signables.slice(1), [signables[0]!, liar]]) {
      expect(catchCode(() => checkTransferPayloads(asked, answer))).to.equal('PAYLOAD_MISMATCH');
    }
  });
});
