import { parseAsset } from '../api/parse-assets.js';
import { parseOrder } from '../api/parse-orders.js';
import { parseTrade } from '../api/parse-trades.js';
import { parseTransfer } from '../api/parse-transfers.js';
import { parseTokenDetails, parseUserAccounts, parseUserBalance } from '../api/parse-users.js';

const balance = { what: 'balance', parse: parseUserBalance };
const asset = { what: 'asset', parse: parseAsset };
const token = { what: 'token', parse: parseTokenDetails };
const order = { what: 'order', parse: parseOrder };
const trade = { what: 'trade', parse: parseTrade };
const transfer = { what: 'transfer', parse: parseTransfer };

/** Where each of them is read, and as what. */
export const ENDPOINTS = {
  user: { what: 'user', parse: parseUserAccounts, path: '/v1/users/{user}' },
  balance: { ...balance, path: '/v2/balances/{owner}/{address}' },
  balances: { ...balance, path: '/v2/balances/{owner}' },
  asset: { ...asset, path: '/v1/assets/{tokenAddress}/{tokenId}' },
  assets: { ...asset, path: '/v1/assets' },
  token: { ...token, path: '/v1/tokens/{address}' },
  tokens: { ...token, path: '/v1/tokens' },
  order: { ...order, path: '/v3/orders/{id}' },
  orders: { ...order, path: '/v3/orders' },
  trade: { ...trade, path: '/v3/trades/{id}' },
  trades: { ...trade, path: '/v3/trades' },
  transfer: { ...transfer, path: '/v1/transfers/{id}' },
  transfers: { ...transfer, path: '/v1/transfers' },
} as const;
