import { ImxProviderImpl } from '../../../src/imx/imx-provider.js';
import type { ImxProviderOptions } from '../../../src/imx/imx-provider.js';
import type { ImxKeys } from '../../../src/imx/keyring.js';
import type { IdTokenClaims } from '../../../src/shared/network.js';
import type { StarkSigner } from '../../../src/signing/stark-signer.js';
import { API, createFakeApi } from './fake-api.js';
import type { Routes } from './fake-api.js';
import { createFakeApproval } from './fake-approval.js';
import type { Verdict } from './fake-approval.js';
import { createFakeClock } from './fake-clock.js';
import { createFakeUser, REGISTERED } from './fake-user.js';
import { createServiceRoutes, COLLECTION, RECEIVER, TOKEN } from './honest-service.js';
import type { Lies } from './honest-service.js';
import { TRACE } from './trace.js';

/** What a provider test can change. */
export interface ProviderSetup {
  readonly claims?: IdTokenClaims;
  readonly lies?: Lies;
  readonly routes?: Routes;
  readonly verdict?: Verdict;
  readonly parts?: Partial<ImxProviderOptions>;
}

/** A provider over an honest service, with a signer that writes down what it signs. */
export function setupProvider(options: ProviderSetup = {}) {
  const log: string[] = [];
  const api = createFakeApi({ ...createServiceRoutes(options.lies), ...options.routes });
  api.onRequest(({ method, path }) => log.push(`${method} ${path}`));
  const user = createFakeUser([options.claims ?? REGISTERED], options.claims ?? REGISTERED);
  const approval = createFakeApproval(log, options.verdict);
  const signed: string[] = [];
  const sign = (hash: string): `0x${string}` => {
    log.push('sign');
    signed.push(hash);
    return `0x${hash.replace(/^0x/, '').padStart(64, '0')}${'1'.repeat(64)}`;
  };
  const signer: StarkSigner = {
    publicKey: TRACE.starkKey, variant: 'default', isAmbiguous: false,
    sign, signUnseen: (_, hash) => sign(hash), dispose: () => {},
  };
  const keys: ImxKeys = { sub: REGISTERED.sub, address: TRACE.wallet, signer };
  const { clock } = createFakeClock();
  const counts = { transacted: 0 };
  const provider = new ImxProviderImpl({
    clock,
    target: { baseUrl: API, fetch: api.fetch, clock },
    user: user.user,
    approval: approval.approval,
    getKeys: async () => keys,
    register: async () => ({ network: 'immutable-x', address: TRACE.account }),
    onTransacted: () => { counts.transacted += 1; },
    ...options.parts,
  });
  return { provider, api, user, approval, signed, log, counts };
}

type Provider = ReturnType<typeof setupProvider>['provider'];

/** Each method that moves assets, with a request that the honest service takes and what its errors are. */
export const METHODS = {
  'transfer of ETH': {
    call: (provider: Provider) => provider.transfer({ type: 'ETH', amount: '500000000', receiver: RECEIVER }),
    type: 'TRANSFER_ERROR', final: 'POST /v1/transfers', signable: 'POST /v1/signable-transfer-details',
  },
  'transfer of an ERC20 token': {
    call: (provider: Provider) => provider.transfer({ type: 'ERC20', tokenAddress: TOKEN, amount: '1000000000000000000', receiver: RECEIVER }),
    type: 'TRANSFER_ERROR', final: 'POST /v1/transfers', signable: 'POST /v1/signable-transfer-details',
  },
  'transfer of an ERC721 token': {
    call: (provider: Provider) => provider.transfer({ type: 'ERC721', tokenAddress: COLLECTION, tokenId: '12', receiver: RECEIVER }),
    type: 'TRANSFER_ERROR', final: 'POST /v1/transfers', signable: 'POST /v1/signable-transfer-details',
  },
  batchNftTransfer: {
    call: (provider: Provider) => provider.batchNftTransfer([
      { receiver: RECEIVER, tokenId: '1', tokenAddress: COLLECTION }, { receiver: RECEIVER, tokenId: '2', tokenAddress: COLLECTION },
    ]),
    type: 'TRANSFER_ERROR', final: 'POST /v2/transfers', signable: 'POST /v2/signable-transfer-details',
  },
  createOrder: {
    call: (provider: Provider) => provider.createOrder({
      buy: { type: 'ETH', amount: '10000000000000' }, sell: { type: 'ERC721', tokenId: '12', tokenAddress: COLLECTION },
      fees: [{ address: RECEIVER, fee_percentage: 1.5 }], expiration_timestamp: 1_893_456_000,
    }),
    type: 'CREATE_ORDER_ERROR', final: 'POST /v3/orders', signable: 'POST /v3/signable-order-details',
  },
  cancelOrder: {
    call: (provider: Provider) => provider.cancelOrder({ order_id: 7777 }),
    type: 'CANCEL_ORDER_ERROR', final: 'DELETE /v3/orders/7777', signable: 'POST /v3/signable-cancel-order-details',
  },
  createTrade: {
    call: (provider: Provider) => provider.createTrade({ order_id: 7777, user: '0x0', fees: [] }),
    type: 'CREATE_TRADE_ERROR', final: 'POST /v3/trades', signable: 'POST /v3/signable-trade-details',
  },
  exchangeTransfer: {
    call: (provider: Provider) => provider.exchangeTransfer({
      type: 'ERC20', tokenAddress: TOKEN, amount: '700000000', receiver: RECEIVER, transactionID: 'tx-77',
    }),
    type: 'EXCHANGE_TRANSFER_ERROR', final: 'POST /v2/exchanges/tx-77/transfers', signable: 'POST /v2/exchanges/tx-77/signable-transfer-details',
  },
} as const satisfies Record<string, {
  readonly call: (provider: Provider) => Promise<unknown>;
  readonly type: string;
  readonly final: string;
  readonly signable: string;
}>;

/** A method of `METHODS`. */
export type MethodName = keyof typeof METHODS;
/** All of them. */
export const METHOD_NAMES = Object.keys(METHODS) as MethodName[];
