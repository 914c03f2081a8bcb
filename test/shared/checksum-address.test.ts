import { expect } from '@open-wc/testing';

import { toChecksumAddress } from '../../src/shared/checksum-address.js';

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

  it('gives nothing for a wrong checksum or what is no address', () => {
    const refused = [
      CHECKED[0]!.replace('aA', 'Aa'), CHECKED[0]!.slice(2), `${CHECKED[0]!}0`, CHECKED[0]!.slice(0, -1), '', null, undefined, 1, {}, [CHECKED[0]],
      'XE65GB6LDNXYOFTX0NSV3FUWKOWIXAMJK36',
    ];
    for (const value of refused) expect(toChecksumAddress(value), String(value)).to.equal(undefined);
  });
});
