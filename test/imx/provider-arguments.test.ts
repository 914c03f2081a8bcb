import { expect } from '@open-wc/testing';

import { computeMaxFeePpm } from '../../src/imx/fee-limit.js';
import { getError } from './support/expect-error.js';
import { COLLECTION, RECEIVER, TOKEN } from './support/honest-service.js';
import { setupProvider } from './support/setup-provider.js';

const ETH = { type: 'ETH', amount: '1', receiver: RECEIVER };
const NFT = { type: 'ERC721', tokenAddress: COLLECTION, tokenId: '1' };
const ORDER = { sell: NFT, buy: { type: 'ETH', amount: '1' } };

/** Wrong arguments, and what the `TypeError` names. */
const WRONG: readonly (readonly [method: string, argument: unknown, name: string])[] = [
  ['transfer', undefined, 'request is no object'],
  ['transfer', { ...ETH, type: 'BTC' }, 'request.type'],
  ['transfer', { ...ETH, type: undefined }, 'request.type'],
  ...['0', '-1', '1.5', '1e3', '0x10', ' 1', '01', '', 1, 1n, null, String(2n ** 256n)].map((amount) =>
    ['transfer', { ...ETH, amount }, 'request.amount'] as const),
  ['transfer', { ...ETH, receiver: '0x1' }, 'request.receiver'],
  ['transfer', { ...ETH, type: 'ERC20', tokenAddress: 'eth' }, 'request.tokenAddress'],
  ['transfer', { ...NFT, tokenId: 1, receiver: RECEIVER }, 'request.tokenId'],
  ['transfer', { ...NFT, tokenId: '../1', receiver: RECEIVER }, 'request.tokenId'],
  ['batchNftTransfer', {}, 'request is no array'],
  ['batchNftTransfer', [], 'request has 0 entries'],
  ['batchNftTransfer', [{ ...NFT, receiver: RECEIVER }, { ...NFT }], 'request[1].receiver'],
  ['createOrder', { ...ORDER, sell: undefined }, 'request.sell is no object'],
  ['createOrder', { ...ORDER, buy: { type: 'ETH' } }, 'request.buy.amount'],
  ['createOrder', { ...ORDER, expiration_timestamp: 1.5 }, 'request.expiration_timestamp'],
  ['createOrder', { ...ORDER, fees: {} }, 'request.fees is no array'],
  ['createOrder', { ...ORDER, fees: [{ fee_percentage: 101 }] }, 'request.fees[0].fee_percentage'],
  ['createOrder', { ...ORDER, fees: [{ fee_percentage: Number.NaN }] }, 'request.fees[0].fee_percentage'],
  ['createOrder', { ...ORDER, fees: [{ address: 'me' }] }, 'request.fees[0].address'],
  ['cancelOrder', { order_id: '7' }, 'request.order_id'],
  ['cancelOrder', { order_id: -1 }, 'request.order_id'],
  ['createTrade', {}, 'request.order_id'],
  ['createTrade', { order_id: 1, expiration_timestamp: -5 }, 'request.expiration_timestamp'],
  ['exchangeTransfer', { ...ETH }, 'request.transactionID'],
  ['exchangeTransfer', { ...ETH, transactionID: '..' }, 'request.transactionID'],
  ['exchangeTransfer', { ...NFT, receiver: RECEIVER, transactionID: 'x' }, 'request.type'],
];

describe('Arguments of the provider', () => {
  for (const [index, [method, argument, name]] of WRONG.entries()) {
    it(`are refused by a TypeError that names ${method}'s ${name} (${index + 1})`, async () => {
      const { provider, api, log } = setupProvider();
      const call = (provider as unknown as Record<string, (argument: unknown) => Promise<unknown>>)[method]!;

      const promise = call.call(provider, argument);

      const error = await getError(promise);
      expect(error).to.be.instanceOf(TypeError);
      expect((error as TypeError).message).to.contain(`${method}(request): ${name}`);
      expect([log, api.lines]).to.deep.equal([[], []]);
    });
  }

  it('are read once: what the page changes afterwards is not signed', async () => {
    const { provider, api, approval } = setupProvider();
    const request: Record<string, unknown> = { type: 'ERC20', tokenAddress: TOKEN, amount: '100000000', receiver: RECEIVER };

    const promise = provider.transfer(request as never);
    Object.assign(request, { amount: '900000000', receiver: COLLECTION });
    await promise;

    expect(api.requests.find(({ path }) => path === '/v1/signable-transfer-details')!.body).to.include({ amount: '100000000', receiver: RECEIVER });
    expect(approval.requests[0]!.summary.groups[0]!.at(-1)).to.deep.equal({ name: 'receiver', value: RECEIVER });
  });

  it('with dots and slashes stay one part of a path', async () => {
    const { provider, api } = setupProvider();

    await getError(provider.exchangeTransfer({ type: 'ETH', amount: '100000000', receiver: RECEIVER, transactionID: '../../v1/x?y#z' }));

    expect(api.lines).to.include('POST /v2/exchanges/..%2F..%2Fv1%2Fx%3Fy%23z/signable-transfer-details');
  });
});

describe('computeMaxFeePpm', () => {
  it('adds what the page asks for, the protocol\'s share, and what is published', () => {
    expect(computeMaxFeePpm([{ fee_percentage: 1.5 }, { fee_percentage: 0.25 }, {}], { royaltyPercent: 5 })).to.equal(87_500n);
    expect(computeMaxFeePpm(undefined, { royaltyPercent: 0 })).to.equal(20_000n);
  });

  it('counts royalties once, though they stand on the order too', () => {
    expect(computeMaxFeePpm([], { royaltyPercent: 5, amount: 5n, price: 100n })).to.equal(70_000n);
    expect(computeMaxFeePpm([], { royaltyPercent: 5, amount: 8n, price: 100n })).to.equal(100_000n);
    expect(computeMaxFeePpm([], { royaltyPercent: 0, amount: 8n, price: 0n })).to.equal(20_000n);
  });

  it('takes 20 percent at most on the service\'s word, and never more than the price', () => {
    expect(computeMaxFeePpm([], { royaltyPercent: 1e9 })).to.equal(220_000n);
    expect(computeMaxFeePpm([], { royaltyPercent: Infinity, amount: 10n ** 30n, price: 1n })).to.equal(220_000n);
    expect(computeMaxFeePpm([{ fee_percentage: 100 }, { fee_percentage: 100 }], { royaltyPercent: 0 })).to.equal(1_000_000n);
  });
});
