import { expect } from '@open-wc/testing';

import vectors from '../vectors/stark.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import {
  STARK_KEY_VARIANTS, STARK_ORDER, deriveSeedKey, grindPrivateKey, grindStarkKey, isSameStarkKey, toDerivationPath,
} from '../../src/signing/stark-key.js';
import type { StarkKeyVariant } from '../../src/signing/stark-key.js';

const ALTERNATIVES = { core_sdk_2_0_1: 'core-sdk-2.0.1', imx_sdk_js_legacy: 'imx-sdk-js' } as const;

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('deriveSeedKey', () => {
  for (const vector of vectors.vectors) {
    it(`derives the child key of vector ${vector.index} (${vector.note})`, () => {
      const key = deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);

      expect(toDerivationPath(vector.eth_address as Hex)).to.equal(vector.derivation_path);
      expect(`0x${toHex(key)}`).to.equal(vector.bip32_child_private_key);
    });
  }

  it('ignores the letter case of the address', () => {
    const { eth_address: address } = vectors.vectors[0]!;

    expect(toDerivationPath(address.toLowerCase() as Hex)).to.equal(toDerivationPath(address as Hex));
  });

  it('refuses what is no address', () => {
    expect(() => toDerivationPath('0x12')).to.throw(TypeError, 'address');
  });
});

describe('grindStarkKey', () => {
  for (const vector of vectors.vectors) {
    it(`row 121: gives the key of vector ${vector.index}, zeros and all (${vector.note})`, async () => {
      const pair = await grindStarkKey(deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex));

      expect(toHex(pair.privateKey)).to.equal(vector.stark_private_key);
      expect(pair.publicKey).to.equal(vector.stark_public_key);
      expect(pair.rounds).to.equal(vector.grind_hashes);
    });

    for (const [name, expected] of Object.entries(vector.alternatives ?? {})) {
      it(`row 120: gives the ${name} key of vector ${vector.index}`, async () => {
        const seedKey = deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);
        const pair = await grindStarkKey(seedKey, ALTERNATIVES[name as keyof typeof ALTERNATIVES]);

        expect(pair.publicKey).to.equal(expected.stark_public_key);
        expect(pair.rounds).to.equal(expected.grind_hashes);
      });
    }
  }
});

describe('grindPrivateKey', () => {
  it('row 120: agrees with a second implementation on 10,000 seeds, 250 and more of them above the limit', async function () {
    this.timeout(60_000);
    let ground = 0;
    for (let index = 0; index < 10_000; index += 1) {
      const seed = await sha256(new TextEncoder().encode(`seed ${index}`));
      const first = await referenceGrind(seed, 'default');
      const isGround = first.rounds > 1;
      if (isGround) ground += 1;
      for (const variant of isGround ? STARK_KEY_VARIANTS : (['default'] as const)) {
        const actual = await grindPrivateKey(seed, variant);
        const expected = await referenceGrind(seed, variant);
        if (toHex(actual.privateKey) !== expected.key || actual.rounds !== expected.rounds) {
          expect.fail(`seed ${index}, ${variant}`);
        }
      }
    }

    expect(ground).to.be.at.least(250);
  });
});

describe('isSameStarkKey', () => {
  it('row 121: compares numbers, not texts', () => {
    expect(isSameStarkKey('0x0579f97e', '0x579F97E')).to.equal(true);
    expect(isSameStarkKey('579f97e', '0x579f97e')).to.equal(true);
    expect(isSameStarkKey('0x579f97e', '0x579f97f')).to.equal(false);
  });

  it('says no to what is no key, even to itself', () => {
    for (const text of ['', '0x', 'none', '0x12g', `0x${'1'.repeat(65)}`]) {
      expect(isSameStarkKey(text, text), text).to.equal(false);
    }
  });
});

/** The sequences as lists of indices and the limit by its definition, unlike the code under test. */
async function referenceGrind(seed: Uint8Array, variant: StarkKeyVariant): Promise<{ key: string; rounds: number }> {
  const sequence = {
    'default': [0, 1, 2, 3, 4, 5, 6, 7],
    'core-sdk-2.0.1': [0, 0, 1, 2, 3, 4, 5, 6],
    'imx-sdk-js': [0, 0, 0, 0, 0, 0, 0, 0],
  }[variant];
  const limit = 2n ** 256n - ((2n ** 256n) % STARK_ORDER);
  let digits = toHex(seed);
  for (const [round, index] of sequence.entries()) {
    const text = digits + index.toString(16).padStart(2, '0');
    digits = toHex(await sha256(Uint8Array.from(text.match(/../g)!, (pair) => Number.parseInt(pair, 16))));
    const value = BigInt(`0x${digits}`);
    if (value < limit) return { key: (value % STARK_ORDER).toString(16).padStart(64, '0'), rounds: round + 1 };
  }
  throw new Error('The reference needs more rounds.');
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
