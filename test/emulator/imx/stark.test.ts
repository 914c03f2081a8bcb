import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { deriveStarkKey, STARK_SEED_MESSAGE } from '../../../emulator/src/imx/stark/derive.js';
import { isStarkSignature, parseStarkKey } from '../../../emulator/src/imx/stark/verify.js';
import { personalSign, toWalletAddress } from '../../../emulator/src/wallet/keys.js';

interface Vector {
  readonly eth_private_key: string;
  readonly eth_address: string;
  readonly personal_sign_signature: string;
  readonly stark_public_key: string;
  readonly message_hash: string;
  readonly stark_signature: string;
  readonly alternatives?: Readonly<Record<'core_sdk_2_0_1' | 'imx_sdk_js_legacy', { readonly stark_public_key: string }>>;
}

interface Vectors {
  readonly signed_message_utf8_hex: string;
  readonly vectors: readonly Vector[];
  readonly hash_edge_cases: {
    readonly stark_public_key: string;
    readonly cases: readonly { readonly case: string; readonly message_hash: string; readonly stark_signature?: string }[];
  };
}

// Made with the official client; see the file itself.
const VECTORS = JSON.parse(readFileSync(new URL('../../vectors/stark.json', import.meta.url), 'utf8')) as Vectors;

describe('the emulator\'s Stark keys', () => {
  it('are those of the official client, 20 of 20', () => {
    const equal = VECTORS.vectors.filter((vector) => deriveStarkKey(vector.eth_private_key).publicKey === vector.stark_public_key);

    assert.equal(equal.length, 20);
  });

  it('are those of its two older variants, where the key is ground more than once', () => {
    const ground = VECTORS.vectors.filter((vector) => vector.alternatives !== undefined);

    assert.equal(ground.length, 11);
    for (const vector of ground) {
      assert.equal(deriveStarkKey(vector.eth_private_key, 'core-sdk-2.0.1').publicKey, vector.alternatives?.core_sdk_2_0_1.stark_public_key);
      assert.equal(deriveStarkKey(vector.eth_private_key, 'imx-sdk-js').publicKey, vector.alternatives?.imx_sdk_js_legacy.stark_public_key);
    }
  });

  it('come from the published message and signature', () => {
    assert.equal(`0x${Buffer.from(STARK_SEED_MESSAGE, 'utf8').toString('hex')}`, VECTORS.signed_message_utf8_hex);
    for (const vector of VECTORS.vectors) {
      assert.equal(personalSign(vector.eth_private_key, Buffer.from(STARK_SEED_MESSAGE)).serialized, vector.personal_sign_signature);
      assert.equal(toWalletAddress(vector.eth_private_key), vector.eth_address);
    }
  });
});

describe('isStarkSignature', () => {
  it('accepts every signature of the official client', () => {
    for (const { stark_public_key: starkKey, message_hash: hash, stark_signature: signature } of VECTORS.vectors) {
      assert.equal(isStarkSignature({ starkKey, payloadHash: withPrefix(hash), signature }), true);
    }
  });

  it('refuses the signature of one vector for the key or the hash of the next', () => {
    const { vectors } = VECTORS;
    for (const [index, vector] of vectors.entries()) {
      const next = vectors[(index + 1) % vectors.length] ?? vector;
      const good = { starkKey: vector.stark_public_key, payloadHash: withPrefix(vector.message_hash), signature: vector.stark_signature };
      assert.equal(isStarkSignature({ ...good, starkKey: next.stark_public_key }), false);
      assert.equal(isStarkSignature({ ...good, payloadHash: withPrefix(next.message_hash) }), false);
    }
  });

  it('reads hashes of every length as the official client does, and refuses 64 digits', () => {
    const { stark_public_key: starkKey, cases } = VECTORS.hash_edge_cases;
    const anySignature = cases[0]?.stark_signature ?? '';

    for (const edge of cases) {
      const claim = { starkKey, payloadHash: withPrefix(edge.message_hash), signature: edge.stark_signature ?? anySignature };
      assert.equal(isStarkSignature(claim), edge.stark_signature !== undefined, edge.case);
    }
  });

  it('refuses halves that are zero or too large', () => {
    const [vector] = VECTORS.vectors;
    assert.ok(vector);
    const claim = { starkKey: vector.stark_public_key, payloadHash: withPrefix(vector.message_hash) };
    const zero = '0'.repeat(64);
    const r = vector.stark_signature.slice(2, 66);

    for (const signature of [`0x${zero}${r}`, `0x${r}${zero}`, `0x${'f'.repeat(64)}${r}`, `0x${r}${'f'.repeat(64)}`]) {
      assert.equal(isStarkSignature({ ...claim, signature }), false);
    }
  });
});

describe('parseStarkKey', () => {
  it('accepts short keys and refuses what is no point of the curve', () => {
    assert.equal(parseStarkKey('0x3c35bb183cc613d57e6c823a6c7a17a14fba9dc65a5ece97a87020e32cbbd9'), 0x3c35bb183cc613d57e6c823a6c7a17a14fba9dc65a5ece97a87020e32cbbd9n);
    for (const bad of ['0x', '0x0', '0x5', `0x${'f'.repeat(64)}`, 'not hex', 5, null, undefined]) {
      assert.equal(parseStarkKey(bad), undefined);
    }
  });
});

function withPrefix(hash: string): string {
  return hash.startsWith('0x') ? hash : `0x${hash}`;
}
