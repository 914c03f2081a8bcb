import { expect } from '@open-wc/testing';

import vectors from '../vectors/stark.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import { deriveSeedKey } from '../../src/signing/seed-key.js';
import { grindStarkKey, isSameStarkKey } from '../../src/signing/stark-key.js';
import { compareGrinding } from '../vectors/compare-chains.js';
import { toHex } from '../vectors/stark-reference.js';
import { WEB_HASHES } from './support/web-hashes.js';

const ALTERNATIVES = { core_sdk_2_0_1: 'core-sdk-2.0.1', imx_sdk_js_legacy: 'imx-sdk-js' } as const;

describe('grindStarkKey', () => {
  for (const vector of vectors.vectors) {
    it(`row 121: gives the key of vector ${vector.index}, zeros and all (${vector.note})`, async () => {
      const pair = await grindStarkKey(await deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex));

      expect(toHex(pair.privateKey)).to.equal(vector.stark_private_key);
      expect(pair.publicKey).to.equal(vector.stark_public_key);
      expect(pair.rounds).to.equal(vector.grind_hashes);
    });

    for (const [name, expected] of Object.entries(vector.alternatives ?? {})) {
      it(`row 120: gives the ${name} key of vector ${vector.index}`, async () => {
        const seedKey = await deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);
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

    const { equal, ground } = await compareGrinding(10_000, WEB_HASHES);

    expect(equal).to.equal(10_000);
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
