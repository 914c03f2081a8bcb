import { expect } from '@open-wc/testing';

import vectors from '../vectors/stark.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import { deriveSeedKey, toDerivationPath } from '../../src/signing/seed-key.js';
import { toHex } from '../vectors/stark-reference.js';
import { catchCodeLater } from './support/catch-code.js';

describe('deriveSeedKey', () => {
  for (const vector of vectors.vectors) {
    it(`derives the child key of vector ${vector.index} (${vector.note})`, async () => {
      const key = await deriveSeedKey(vector.personal_sign_signature as Hex, vector.eth_address as Hex);

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

  it('refuses what is no signature of a key pair', async () => {
    const { eth_address: address } = vectors.vectors[0]!;

    expect(await catchCodeLater(deriveSeedKey('0x', address as Hex))).to.equal('WALLET_RESPONSE_INVALID');
    expect(await catchCodeLater(deriveSeedKey(`0x${'11'.repeat(200)}`, address as Hex))).to.equal('WALLET_UNSUPPORTED');
  });
});
