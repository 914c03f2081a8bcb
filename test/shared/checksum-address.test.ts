import { expect } from '@open-wc/testing';
import { getAddress } from 'ethers';

import { toChecksumAddress } from '../../src/shared/checksum-address.js';
import { createRandom, pick } from '../support/random.js';

/** From EIP-55. */
const CHECKED = [
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB', '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
];

describe('toChecksumAddress', () => {
  it('gives the EIP-55 form', () => {
    for (const address of CHECKED) {
      expect(toChecksumAddress(address)).to.equal(address);
      expect(toChecksumAddress(address.toLowerCase())).to.equal(address);
    }
  });

  it('judges every spelling as ethers does', () => {
    const random = createRandom(55);
    const judge = (address: string): string | undefined => {
      try {
        return getAddress(address);
      } catch {
        return undefined;
      }
    };
    for (let i = 0; i < 500; i += 1) {
      const digits = Array.from({ length: 40 }, () => pick(random, [...'0123456789abcdef'])).join('');
      const checked = getAddress(`0x${digits}`);
      const spellings = [`0x${digits}`, `0x${digits.toUpperCase()}`, checked, checked.replace(/[a-f]/, (letter) => letter.toUpperCase())];
      for (const spelling of spellings) expect(toChecksumAddress(spelling), spelling).to.equal(judge(spelling));
    }
  });

  it('gives nothing for a wrong checksum or what is no address', () => {
    const refused = [
      CHECKED[0]!.replace('aA', 'Aa'), CHECKED[0]!.slice(2), `${CHECKED[0]!}0`, CHECKED[0]!.slice(0, -1), '', null, undefined, 1, {}, [CHECKED[0]],
      'XE65GB6LDNXYOFTX0NSV3FUWKOWIXAMJK36',
    ];
    for (const value of refused) expect(toChecksumAddress(value), String(value)).to.equal(undefined);
  });
});
