/** Answers as section "Shapes" of the API's description shows them, completed where it shortens. */
export const OWNER = '0x1111222233334444555566667777888899990000';
const OTHER = '0xaaaabbbbccccddddeeeeffff0000111122223333';
const COLLECTION = '0xabc0000000000000000000000000000000000abc';
const TIME = '2025-01-01T00:00:00.000000Z';

const ETHER = { type: 'ETH', data: { token_address: '', decimals: 18, quantity: '1000000000000000', quantity_with_fees: '' } };
const CARD = {
  type: 'ERC721',
  data: {
    id: '0x01', token_id: '42', token_address: COLLECTION, quantity: '1', quantity_with_fees: '',
    properties: { name: 'Card', image_url: 'https://pictures.example/42.png', collection: { name: 'Cards', icon_url: null } },
  },
};

export const BALANCE = { token_address: '', symbol: 'ETH', balance: '1000000000000000000', preparing_withdrawal: '0', withdrawable: '0' };

export const TOKEN = {
  token_address: '0xccc8cb5229b0ac8069c51fd58367fd1e622afd97', name: 'Immutable X', symbol: 'IMX', decimals: '18',
  quantum: '100000000', image_url: 'https://pictures.example/imx.png',
};

export const ASSET = {
  token_address: COLLECTION, token_id: '42', id: '0x01', user: OWNER, status: 'imx', uri: null, name: 'Card', description: null,
  image_url: 'https://pictures.example/42.png', metadata: { attack: 'high', nested: { level: 7 } },
  collection: { name: 'Cards', icon_url: 'https://pictures.example/cards.png' }, created_at: TIME, updated_at: TIME,
  fees: [{ type: 'royalty', address: OTHER, percentage: 2.5 }], orders: { buy_orders: [], sell_orders: [{ order_id: 7 }] },
};

export const ORDER = {
  order_id: 123, status: 'active', user: OWNER, sell: CARD, buy: ETHER, amount_sold: null,
  expiration_timestamp: '2026-01-01T00:00:00Z', timestamp: TIME, updated_timestamp: TIME, maker_taker_type: 'maker',
  fees: [{ type: 'royalty', address: OTHER, token: { type: 'ETH', data: { contract_address: '', decimals: 18 } }, amount: '20000000000000' }],
  maker_fees: { quantity_with_fees: '1020000000000000', token_type: 'ETH', decimals: 18, symbol: 'ETH', fees: [] }, taker_fees: {},
};

export const TRADE = {
  transaction_id: 555, status: 'success', timestamp: TIME,
  a: { order_id: 1, token_type: 'ETH', token_address: '', sold: '1000' },
  b: { order_id: 2, token_type: 'ERC721', token_id: '42', token_address: COLLECTION, sold: '1' },
};

export const TRANSFER = {
  transaction_id: 556, status: 'success', user: OWNER, receiver: OTHER, timestamp: TIME,
  token: { type: 'ERC20', data: { token_address: TOKEN.token_address, decimals: 18, quantity: '1000', quantity_with_fees: '' } },
};

export const USER = { accounts: ['0x05a1b2'] };
