import { expect } from '@open-wc/testing';

import { parseAsset } from '../../src/api/parse-assets.js';
import { parseOrder } from '../../src/api/parse-orders.js';
import type { Parser } from '../../src/api/parse-shape.js';
import { parseTrade } from '../../src/api/parse-trades.js';
import { parseTransfer } from '../../src/api/parse-transfers.js';
import { parseTokenDetails, parseUserAccounts, parseUserBalance } from '../../src/api/parse-users.js';
import { expectThrownCode } from '../support/rejection.js';
import { ASSET, BALANCE, ORDER, TOKEN, TRADE, TRANSFER, USER } from './support/imx-answers.js';

/** Members that an answer may lack; the others are required. */
const OPTIONAL = [
  'asset.id', 'asset.fees', 'asset.orders', 'asset.orders.buy_orders', 'asset.orders.sell_orders',
  'order.maker_taker_type', 'order.fees', 'order.maker_fees', 'order.taker_fees',
  ...['type', 'address', 'amount', 'token', 'token.type', 'token.data', 'token.data.contract_address', 'token.data.decimals']
    .map((member) => `order.fees.${member}`),
  ...['quantity_with_fees', 'token_type', 'decimals', 'symbol', 'fees'].map((member) => `order.maker_fees.${member}`),
  ...['order.sell.data', 'order.buy.data', 'transfer.token.data'].flatMap((token) =>
    ['id', 'token_id', 'token_address', 'decimals', 'properties', 'properties.name', 'properties.image_url', 'properties.collection']
      .map((member) => `${token}.${member}`)),
  ...['token_address', 'token_id'].flatMap((member) => [`trade.a.${member}`, `trade.b.${member}`]),
];
const NULLABLE = [
  ...['uri', 'name', 'description', 'image_url', 'metadata', 'created_at', 'updated_at', 'collection.icon_url'].map((member) => `asset.${member}`),
  ...['amount_sold', 'expiration_timestamp', 'timestamp', 'updated_timestamp', 'sell.data.properties.collection.icon_url']
    .map((member) => `order.${member}`),
  'trade.timestamp', 'transfer.timestamp',
];
/** What is inside of these is not ours to judge. */
const OPEN = ['asset.metadata', 'asset.orders.sell_orders'];

const SHAPES: readonly (readonly [name: string, example: object, parse: Parser<object>])[] = [
  ['asset', ASSET, parseAsset], ['order', ORDER, parseOrder], ['trade', TRADE, parseTrade], ['transfer', TRANSFER, parseTransfer],
  ['balance', BALANCE, parseUserBalance], ['token', TOKEN, parseTokenDetails], ['user', USER, parseUserAccounts],
];

/** The path of every member of an example: through lists without an index, as errors name them. */
function findPaths(value: unknown, path: string): string[] {
  if (OPEN.includes(path) || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => findPaths(entry, path));
  return Object.entries(value).flatMap(([name, member]) => [`${path}.${name}`, ...findPaths(member, `${path}.${name}`)]);
}

/** A copy in which the member at a path is another value, or gone. */
function change(example: object, path: string, value: unknown): object {
  const copy = structuredClone(example);
  const names = path.split('.').slice(1);
  let holder = copy as Record<string, unknown>;
  for (const name of names.slice(0, -1)) {
    const next = holder[name];
    holder = (Array.isArray(next) ? next[0] : next) as Record<string, unknown>;
  }
  if (value === undefined) delete holder[names.at(-1)!];
  else holder[names.at(-1)!] = value;
  return copy;
}

describe('shapes of the Immutable X API', () => {
  for (const [name, example, parse] of SHAPES) {
    describe(name, () => {
      const paths = findPaths(example, name);

      it('is given member for member as it came, and what is not documented is dropped', () => {
        expect(parse(example, name)).to.deep.equal(example);
        expect(parse({ ...example, undocumented: 1, toString: 2 }, name)).to.deep.equal(example);
      });

      it('is refused when a required member is absent, and named in the error', () => {
        const accepted: string[] = [];
        for (const path of paths) {
          if (OPTIONAL.includes(path)) accepted.push(...(tryParse(parse, change(example, path, undefined), name) ? [path] : []));
          else expect(expectThrownCode(() => parse(change(example, path, undefined), name), 'API_RESPONSE_INVALID').message).to.contain(`${path}.`);
        }

        expect(accepted).to.deep.equal(paths.filter((path) => OPTIONAL.includes(path)));
      });

      it('takes null where it is documented, drops it where a member may be absent, and refuses it elsewhere', () => {
        for (const path of paths) {
          const act = (): object => parse(change(example, path, null), name);
          if (NULLABLE.includes(path)) expect(act()).to.deep.equal(change(example, path, null));
          else if (OPTIONAL.includes(path)) expect(act()).to.deep.equal(change(example, path, undefined));
          else expectThrownCode(act, 'API_RESPONSE_INVALID');
        }
      });

      it('is refused when a member is of another type, or no object at all', () => {
        for (const path of paths) {
          // No member is documented as a boolean.
          expectThrownCode(() => parse(change(example, path, true), name), 'API_RESPONSE_INVALID');
        }
        for (const wrong of [undefined, null, [], 'x', 1]) expectThrownCode(() => parse(wrong, name), 'API_RESPONSE_INVALID');
      });
    });
  }

  const WRONG_AMOUNTS = [1e18, '1e18', '-1', '0x10', '1.5', ' 1', '01', (2n ** 256n).toString()];
  for (const amount of WRONG_AMOUNTS) {
    it(`row 129: refuses an amount that is no decimal text: ${amount}`, () => {
      expectThrownCode(() => parseUserBalance({ ...BALANCE, balance: amount }, 'balance'), 'API_RESPONSE_INVALID');
      expectThrownCode(() => parseTrade(change(TRADE, 'trade.a.sold', amount), 'trade'), 'API_RESPONSE_INVALID');
      expectThrownCode(() => parseOrder(change(ORDER, 'order.buy.data.quantity', amount), 'order'), 'API_RESPONSE_INVALID');
    });
  }

  for (const id of [2 ** 53, -1, 1.5, '1']) {
    it(`refuses an id that is no whole number, or has lost digits: ${JSON.stringify(id)}`, () => {
      expectThrownCode(() => parseOrder({ ...ORDER, order_id: id }, 'order'), 'API_RESPONSE_INVALID');
    });
  }

  it('does not take members from the prototype, and gives none away', () => {
    const inherited = Object.create(BALANCE) as object;
    expectThrownCode(() => parseUserBalance(inherited, 'balance'), 'API_RESPONSE_INVALID');

    const hostile = JSON.parse('{"__proto__":{"isAdmin":true},"accounts":[]}') as unknown;
    expect((parseUserAccounts(hostile, 'user') as unknown as Record<string, unknown>)['isAdmin']).to.equal(undefined);
  });
});

function tryParse(parse: Parser<object>, value: object, name: string): boolean {
  parse(value, name);
  return true;
}
