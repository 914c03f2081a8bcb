import { expect } from '@open-wc/testing';

import { parseEthSignature, toEthSignatureHex } from '../../src/shared/eth-signature.js';
import { PassportError } from '../../src/shared/passport-error.js';

const R = '11'.repeat(32);
const S = '22'.repeat(32);
const ORDER = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
const HALF = '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0';
const ABOVE_HALF = '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1';
const ZERO = '00'.repeat(32);

function catchCode(value: unknown): string {
  try {
    parseEthSignature(value);
  } catch (error) {
    return error instanceof PassportError ? error.code : `not ours: ${String(error)}`;
  }
  return 'accepted';
}

describe('parseEthSignature', () => {
  it('row 122: reads every form of a key pair\'s signature', () => {
    const forms: [string, 0 | 1][] = [
      [`0x${R}${S}1b`, 0], [`0x${R}${S}1c`, 1], [`0x${R}${S}00`, 0], [`0x${R}${S}01`, 1],
      [`0x${R}${S}`, 0], [`0x${R}a2${S.slice(2)}`, 1], [`0X${R}${S}1B`, 0],
    ];
    for (const [form, recoveryId] of forms) {
      expect(parseEthSignature(form), form).to.deep.equal({ r: R, s: S, recoveryId });
    }
  });

  it('row 122: keeps leading zeros', () => {
    const zeros = `00${'33'.repeat(31)}`;

    expect(parseEthSignature(`0x${zeros}${zeros}1b`)).to.deep.equal({ r: zeros, s: zeros, recoveryId: 0 });
  });

  it('row 122: refuses numbers out of range, a high s and an odd v', () => {
    expect(catchCode(`0x${R}${HALF}1b`)).to.equal('accepted');
    for (const rsv of [`${R}${ABOVE_HALF}1b`, `${ZERO}${S}1b`, `${R}${ZERO}1b`, `${ORDER}${S}1b`, `${R}${S}02`, `${R}${S}1d`, `${R}${S}25`]) {
      expect(catchCode(`0x${rsv}`), rsv).to.equal('WALLET_RESPONSE_INVALID');
    }
  });

  it('row 122: refuses what is no hex text', () => {
    for (const value of ['', '0x', `${R}${S}1b`, ` 0x${R}${S}1b`, `0x${R}${S}1`, `0x${R}${S}zz`, null, undefined, 7, {}, [`0x${R}${S}1b`]]) {
      expect(catchCode(value), String(value)).to.equal('WALLET_RESPONSE_INVALID');
    }
  });

  it('row 122: tells the signature of a contract wallet, which has no fixed s', () => {
    for (const length of [1, 63, 66, 130, 600]) {
      expect(catchCode(`0x${'ab'.repeat(length)}`), String(length)).to.equal('WALLET_UNSUPPORTED');
    }
  });
});

describe('toEthSignatureHex', () => {
  it('writes 65 bytes with a v of 27 or 28', () => {
    expect(toEthSignatureHex(parseEthSignature(`0X${R}${S}00`))).to.equal(`0x${R}${S}1b`);
    expect(toEthSignatureHex(parseEthSignature(`0x${R}${S}01`))).to.equal(`0x${R}${S}1c`);
  });
});
