import { expect } from '@open-wc/testing';

import vectors from '../vectors/stark.json' with { type: 'json' };
import { PassportError } from '../../src/shared/passport-error.js';
import type { Hex } from '../../src/shared/types.js';
import { toRawSignature } from '../../src/signing/raw-signature.js';

describe('toRawSignature', () => {
  for (const [index, raw] of vectors.sign_raw.entries()) {
    it(`writes the recovery id as the official SDK does: case ${index}`, () => {
      expect(toRawSignature(raw.personal_sign_signature as Hex)).to.equal(raw.sign_raw);
    });
  }

  it('row 122: gives the same for v of 0 or 1, capital letters, and EIP-2098', () => {
    const { personal_sign_signature: signature, sign_raw: expected } = vectors.sign_raw[0]!;
    const rs = signature.slice(2, 130);
    const compactS = (BigInt(`0x${rs.slice(64)}`) | (1n << 255n)).toString(16);

    for (const form of [`0x${rs}01`, `0X${rs.toUpperCase()}1C`, `0x${rs.slice(0, 64)}${compactS}`]) {
      expect(toRawSignature(form as Hex)).to.equal(expected);
    }
  });

  it('row 122: refuses what is no signature of a key pair', () => {
    expect(() => toRawSignature('0x')).to.throw(PassportError).with.property('code', 'WALLET_RESPONSE_INVALID');
  });
});
