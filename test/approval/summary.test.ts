import { expect } from '@open-wc/testing';
import { describeAsset, toDecimalText } from '../../src/approval/summary.js';

const TOKEN = '0xf57e7e7c23978c3caec3c3548e3d615c346e79ff';

describe('describeAsset', () => {
  it('tells ETH with every digit', () => {
    expect(describeAsset({ type: 'ETH', amount: 5n })).to.deep.equal([{ name: 'amount', value: '0.000000000000000005 ETH' }]);
    expect(describeAsset({ type: 'ETH', amount: 1_500_000_000_000_000_000n }, 'sell')).to.deep.equal([{ name: 'sell', value: '1.5 ETH' }]);
  });

  it('tells a token with its contract, in smallest units where its decimals are not known', () => {
    expect(describeAsset({ type: 'ERC20', amount: 1_050_000n, tokenAddress: TOKEN, decimals: 6, symbol: 'USDC' }))
      .to.deep.equal([{ name: 'amount', value: '1.05 USDC' }, { name: 'token', value: TOKEN }]);
    expect(describeAsset({ type: 'ERC20', amount: 7n, tokenAddress: TOKEN }, 'fee'))
      .to.deep.equal([{ name: 'fee', value: '7 smallest units' }, { name: 'token', value: TOKEN }]);
  });

  it('tells which NFT', () => {
    const which = [{ name: 'token-id', value: '42' }, { name: 'token', value: TOKEN }];
    expect(describeAsset({ type: 'ERC721', tokenAddress: TOKEN, tokenId: '42' })).to.deep.equal(which);
    expect(describeAsset({ type: 'ERC721', tokenAddress: TOKEN, tokenId: '42' }, 'buy')).to.deep.equal([{ name: 'buy', value: '1 NFT' }, ...which]);
  });
});

describe('toDecimalText', () => {
  it('loses no digit', () => {
    expect(toDecimalText(0n, 18)).to.equal('0');
    expect(toDecimalText(100n, 0)).to.equal('100');
    expect(toDecimalText(2n ** 256n - 1n, 18)).to.equal('115792089237316195423570985008687907853269984665640564039457.584007913129639935');
  });
});
