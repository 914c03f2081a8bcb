import assert from 'node:assert/strict';
import type { ConfirmationMode } from '../../../emulator/src/index.js';
import { COLLECTIBLES } from '../../../emulator/src/accounts/collectibles.js';
import { IMX } from '../../../emulator/src/accounts/tokens.js';
import { erc721, ETH_TOKEN, Trader } from '../../emulator/support/trader.js';
import type { Shop } from './shop.js';

/** How a method of the provider can end. What is approved comes last: tokens are gone by then. */
export const PROVIDER_ENDINGS = ['rejected', 'closed', '403', 'approved', 'unregistered'] as const;

/** One of them. */
export type ProviderEnding = (typeof PROVIDER_ENDINGS)[number];

/** How the emulator's confirmation page behaves for it. */
export const CONFIRMATIONS: Readonly<Record<ProviderEnding, ConfirmationMode>> = {
  approved: { mode: 'approve' }, rejected: { mode: 'reject' }, closed: { mode: 'stay' }, 403: { mode: 'approve' }, unregistered: { mode: 'approve' },
};

/** A method with the argument that it is called with, once the emulator is prepared for it. */
export interface ProviderFunction {
  readonly name: string;
  readonly method: string;
  readonly type: string;
  /** The request that moves something. */
  readonly final: { readonly method: string; readonly path: RegExp };
  /** Whether the guardian is asked; the visitor is, in our own words, where it is not. */
  readonly isGuarded: boolean;
  createArgument(people: People): Promise<unknown>;
}

/** The visitor, somebody who receives, and somebody who sells, with plain requests. */
export interface People {
  readonly visitor: Trader;
  readonly receiver: Trader;
  readonly seller: Trader;
}

/** The people of an emulator. Whoever has nothing takes the place of the visitor who is not registered. */
export function createPeople({ emulator }: Shop): People {
  return {
    visitor: new Trader(emulator, 'tamsin@example.com'), receiver: new Trader(emulator, 'lumi@example.com'), seller: new Trader(emulator, 'marlow@example.com'),
  };
}

const ETHER_CENT = '10000000000000000';

/** A token that a person had at the start: each is used once. */
function pick({ person }: Trader, index: number): { readonly tokenAddress: string; readonly tokenId: string } {
  const { collection, tokenId } = COLLECTIBLES.filter(({ owner }) => owner === person.sub)[index] ?? assert.fail('owns no such token');
  return { tokenAddress: collection.address, tokenId };
}

/** Offers a token of a person for a hundredth of an ether, and gives the order's id. */
async function placeOrder(trader: Trader, index: number): Promise<number> {
  const { tokenAddress, tokenId } = pick(trader, index);
  const signable = await trader.offer('/v3/signable-order-details', {
    user: trader.address, amount_sell: '1', token_sell: erc721(tokenAddress, tokenId), amount_buy: ETHER_CENT, token_buy: ETH_TOKEN, fees: [], split_fees: true,
  });
  await trader.decide(signable);
  const { body } = await trader.ask('POST', '/v3/orders', { ...trader.finish(signable), include_fees: true, fees: [] });
  return (body as { readonly order_id: number }).order_id;
}

async function createExchange(trader: Trader): Promise<{ readonly receiver: string; readonly transactionID: string }> {
  const { body } = await trader.ask('POST', '/v3/exchanges', { provider: 'moonpay', type: 'offramp', wallet_address: trader.address });
  const { id } = body as { readonly id: string };
  const record = await trader.ask('GET', `/v3/exchanges/${id}`);
  return { transactionID: id, receiver: (record.body as { readonly data: { readonly provider_wallet_address: string } }).data.provider_wallet_address };
}

const TRANSFER = { method: 'transfer', type: 'TRANSFER_ERROR', isGuarded: true, final: { method: 'POST', path: /^\/v1\/transfers$/ } } as const;

/** Every method that moves something. */
export const PROVIDER_FUNCTIONS: readonly ProviderFunction[] = [
  { ...TRANSFER, name: 'transfer ETH', createArgument: async ({ receiver }) => ({ type: 'ETH', amount: ETHER_CENT, receiver: receiver.address }) },
  {
    ...TRANSFER, name: 'transfer ERC20',
    createArgument: async ({ receiver }) => ({ type: 'ERC20', tokenAddress: IMX.address, amount: '5000000000000000000', receiver: receiver.address }),
  },
  {
    ...TRANSFER, name: 'transfer ERC721',
    createArgument: async ({ visitor, receiver }) => ({ type: 'ERC721', ...pick(visitor, 0), receiver: receiver.address }),
  },
  {
    ...TRANSFER, name: 'batchNftTransfer', method: 'batchNftTransfer', final: { method: 'POST', path: /^\/v2\/transfers$/ },
    createArgument: async ({ visitor, receiver }) => [4, 5].map((index) => ({ ...pick(visitor, index), receiver: receiver.address })),
  },
  {
    name: 'createOrder', method: 'createOrder', type: 'CREATE_ORDER_ERROR', isGuarded: true, final: { method: 'POST', path: /^\/v3\/orders$/ },
    createArgument: async ({ visitor, receiver }) => ({
      sell: { type: 'ERC721', ...pick(visitor, 1) }, buy: { type: 'ETH', amount: ETHER_CENT }, fees: [{ address: receiver.address, fee_percentage: 1.5 }],
    }),
  },
  {
    name: 'cancelOrder', method: 'cancelOrder', type: 'CANCEL_ORDER_ERROR', isGuarded: true, final: { method: 'DELETE', path: /^\/v3\/orders\/\d+$/ },
    createArgument: async ({ visitor }) => ({ order_id: await placeOrder(visitor, 2) }),
  },
  {
    name: 'createTrade', method: 'createTrade', type: 'CREATE_TRADE_ERROR', isGuarded: true, final: { method: 'POST', path: /^\/v3\/trades$/ },
    createArgument: async ({ seller }) => ({ order_id: await placeOrder(seller, 0), fees: [] }),
  },
  {
    name: 'exchangeTransfer', method: 'exchangeTransfer', type: 'EXCHANGE_TRANSFER_ERROR', isGuarded: false,
    final: { method: 'POST', path: /^\/v2\/exchanges\/\d+\/transfers$/ },
    createArgument: async ({ visitor }) => ({ type: 'ETH', amount: ETHER_CENT, ...await createExchange(visitor) }),
  },
];
