import { expect } from '@open-wc/testing';

import { createChainNetwork } from '../../src/chain/chain-network.js';
import { PRESETS } from '../../src/shared/environments.js';
import type { BalanceList, ListBalancesOptions } from '../../src/shared/network.js';
import { expectCode, getError } from '../imx/support/expect-error.js';
import type { Routes } from '../imx/support/fake-api.js';
import { createFakeClock } from '../imx/support/fake-clock.js';
import { createFakeUser } from '../imx/support/fake-user.js';
import { createFakeWallet } from '../imx/support/fake-wallet.js';
import { createRandom } from '../support/random.js';
import { createFakeChain, FIRST_PAGE, NODE, OWNER, toAddress, toPages, toRow, TOKENS } from './support/fake-chain.js';
import type { FakeNode } from './support/fake-chain.js';

const AMOUNT = 10n ** 18n;

function setup(routes: Routes = toPages(3), node: FakeNode = {}) {
  const api = createFakeChain(routes, node);
  const { clock } = createFakeClock();
  const network = createChainNetwork({
    config: { environment: 'sandbox', endpoints: PRESETS.sandbox.endpoints },
    user: createFakeUser().user, wallet: createFakeWallet().wallet, fetch: api.fetch, clock,
  });
  const list = (options?: ListBalancesOptions) => network.listBalances(OWNER, options);
  return { api, list };
}

const getSymbols = ({ balances }: BalanceList) => balances.map(({ token }) => token.symbol);

describe('fetchChainBalances', () => {
  it('gives the native token and the tokens that the account holds, exact and frozen', async () => {
    const { api, list } = setup(toPages(3), { native: 5n * AMOUNT + 1n, amounts: { [toAddress(1)]: 2n ** 256n - 1n } });

    const balances = await list();

    expect(balances).to.deep.equal({
      owner: OWNER,
      balances: [
        { token: { address: 'IMX', symbol: 'IMX', name: 'IMX', decimals: 18, logoUrl: undefined }, amount: 5n * AMOUNT + 1n },
        { token: { address: toAddress(1), symbol: 'T1', name: 'Token 1', decimals: 18, logoUrl: undefined }, amount: 2n ** 256n - 1n },
      ],
      complete: true,
      loadedAtMs: 1_700_000_000_000,
    });
    expect([balances, balances.balances, balances.balances[0], balances.balances[0]?.token].every(Object.isFrozen)).to.equal(true);
    expect(api.lines).to.deep.equal([FIRST_PAGE, NODE]);
  });

  it('sends a node nothing but the calls: no header that its CORS rules may refuse, and no token', async () => {
    const { api, list } = setup();

    await list();

    expect(api.requests.at(-1)?.headers).to.deep.equal({ 'content-type': 'application/json' });
  });

  it('reads 500 tokens with 5 requests, and tells the first rows while the list is still read', async () => {
    const amounts = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [toAddress(index), BigInt(index + 1)]));
    const { api, list } = setup(toPages(500), { native: 1n, amounts });
    const parts: { list: BalanceList; requests: number }[] = [];

    const whole = await list({ onPart: (part) => parts.push({ list: part, requests: api.requests.length }) });

    expect(api.lines.filter((line) => line.startsWith(TOKENS))).to.have.length(3);
    expect(api.lines.filter((line) => line === NODE)).to.have.length(2);
    expect(api.lines.slice(0, 3)).to.include(NODE);
    expect(parts).to.have.length(1);
    expect([parts[0]?.list.complete, parts[0]?.list.balances.length]).to.deep.equal([false, 201]);
    expect(parts[0]?.requests, 'before the rest was asked for').to.be.lessThan(5);
    expect([whole.complete, whole.balances.length]).to.deep.equal([true, 501]);
  });

  it('does not read the list of tokens again for a refresh', async () => {
    const { api, list } = setup(toPages(500));

    await list();
    await list();

    expect(api.lines.slice(5)).to.deep.equal([NODE]);
  });

  it('row 129: gives 800 random amounts as the oracle has them, by batch and by Multicall3, with decimals from 0 to 255', async () => {
    const random = createRandom(71);
    const toInteger = (min: number, max: number): number => min + Math.floor(random() * (max - min + 1));
    const rows = Array.from({ length: 200 }, (_, index) => toRow(index, { decimals: index + 56 }));
    // Two rounds of each way, and by their steps every number of decimals.
    for (let round = 0; round < 4; round += 1) {
      const amounts = Object.fromEntries(rows.map(({ contract_address: address }) => {
        const bits = BigInt(toInteger(1, 256));
        return [address, BigInt(`0x${Array.from({ length: 64 }, () => toInteger(0, 15).toString(16)).join('')}`) >> (256n - bits)];
      }));
      const page = { json: { result: rows, page: {} } };
      const decimals = Object.fromEntries(rows.map((row, index) => [row.contract_address, (index + round * 26) % 256]));
      const { list } = setup({ [FIRST_PAGE]: page }, { amounts, decimals, refusesBatches: round % 2 === 1 });

      const { balances, complete } = await list();

      expect(complete).to.equal(true);
      expect(balances.map(({ token, amount }) => [token.address, amount, token.decimals])).to.deep.equal(
        rows.map((row, index) => [row.contract_address, amounts[row.contract_address], (index + round * 26) % 256]).filter(([, amount]) => amount),
      );
    }
  });

  it('asks the contract for decimals that the indexer does not know, and takes none above 255', async () => {
    const rows = [toRow(0, { decimals: null }), toRow(1, { decimals: null }), toRow(2, { decimals: -1 })];
    const amounts = Object.fromEntries(rows.map((row) => [row.contract_address, 1n]));
    const decimals = { [toAddress(0)]: 0, [toAddress(1)]: 256, [toAddress(2)]: 255 };

    const { balances } = await setup({ [FIRST_PAGE]: { json: { result: rows } } }, { amounts, decimals }).list();

    expect(balances.map(({ token }) => token.decimals)).to.deep.equal([0, undefined, 255]);
  });

  it('row 129: counts an amount in the decimals of its contract, not in those of the indexer, in the first rows too and by a refresh', async () => {
    const held = [1, 250];
    const amounts = Object.fromEntries(held.map((index) => [toAddress(index), 5_000_000n]));
    const decimals = Object.fromEntries(held.map((index) => [toAddress(index), 6]));
    for (const refusesBatches of [false, true]) {
      const { list } = setup(toPages(300), { amounts, decimals, refusesBatches });
      const parts: BalanceList[] = [];
      const lists = [await list({ onPart: (part) => parts.push(part) }), await list(), ...parts];

      expect(lists.map(({ balances }) => balances.map(({ token }) => [token.symbol, token.decimals]))).to.deep.equal(
        [[['T1', 6], ['T250', 6]], [['T1', 6], ['T250', 6]], [['T1', 6]]],
      );
    }
  });

  it('keeps the indexer\'s decimals where the contract has none', async () => {
    const rows = [toRow(0, { decimals: 4 }), toRow(1, { decimals: 5 })];
    const node = { amounts: { [toAddress(0)]: 1n, [toAddress(1)]: 1n }, decimals: { [toAddress(0)]: '0x', [toAddress(1)]: 256 } };

    const { balances } = await setup({ [FIRST_PAGE]: { json: { result: rows } } }, node).list();

    expect(balances.map(({ token }) => token.decimals)).to.deep.equal([4, 5]);
  });

  it('asks no node for more than 701 numbers at once, and each contract for its decimals once', async () => {
    const { api, list } = setup(toPages(1_000));
    const takeSizes = (): number[] => api.requests.splice(0).flatMap(({ body }) => (Array.isArray(body) ? [body.length] : [])).sort((a, b) => a - b);

    await list();
    expect(takeSizes(), 'two of each token').to.deep.equal([201, 402, 701, 701]);
    await list();
    expect(takeSizes(), 'one of each token').to.deep.equal([302, 701]);
  });

  it('leaves out what the indexer takes for a fraud, unless it is asked for', async () => {
    const spam = toRow(0, { verification_status: 'spam' });
    const routes: Routes = { [FIRST_PAGE]: { json: { result: [spam, toRow(1)] } }, [`${TOKENS}/${toAddress(0)}`]: { json: { result: spam } } };
    const node = { amounts: { [toAddress(0)]: 1n, [toAddress(1)]: 1n } };

    expect(getSymbols(await setup(routes, node).list())).to.deep.equal(['T1']);
    expect(getSymbols(await setup(routes, node).list({ tokens: [toAddress(0)] }))).to.deep.equal(['T0']);
  });
});

describe('some tokens on the chain', () => {
  it('are read in the order asked, each once, zero too, with the contract\'s own decimals', async () => {
    const { api, list } = setup({
      [`${TOKENS}/${toAddress(7)}`]: { json: { result: toRow(7, { decimals: 6 }) } },
    }, { native: 0n, amounts: { [toAddress(7)]: 9n }, decimals: { [toAddress(7)]: 8 } });

    const { balances, complete } = await list({ tokens: [toAddress(7), 'IMX', toAddress(9), toAddress(7).toUpperCase().replace('0X', '0x') as `0x${string}`] });

    expect(balances.map(({ token, amount }) => [token.symbol, amount, token.decimals])).to.deep.equal(
      [['T7', 9n, 8], ['IMX', 0n, 18], ['0x0000…000a', 0n, 18]],
    );
    expect(complete).to.equal(true);
    expect(api.lines.filter((line) => line === NODE)).to.have.length(1);
  });

  it('are picked out of the list when they are many', async () => {
    const { api, list } = setup(toPages(300));

    const { balances } = await list({ tokens: Array.from({ length: 12 }, (_, index) => toAddress(index * 2)) });

    expect(balances.map(({ token }) => token.name)).to.deep.equal(Array.from({ length: 12 }, (_, index) => `Token ${index * 2}`));
    expect(api.lines.filter((line) => line.startsWith(TOKENS))).to.deep.equal([FIRST_PAGE]);
  });

  it('show no amount where the contract has none, and stay complete', async () => {
    const node = { amounts: { [toAddress(0)]: null, [toAddress(1)]: '0x', [toAddress(2)]: 4n } };

    const { balances, complete } = await setup({}, node).list({ tokens: [0, 1, 2].map(toAddress) });

    expect(balances.map(({ amount }) => amount)).to.deep.equal([undefined, undefined, 4n]);
    expect(complete).to.equal(true);
  });

  it('are refused before anything is asked when one is none, such as the other network\'s native token', async () => {
    for (const token of ['0x1', 'ETH', 'imx'] as const) {
      const { api, list } = setup();
      const error = await expectCode(list({ tokens: [token as `0x${string}`] }), 'INVALID_CONFIGURATION');
      expect(error.message).to.include(`tokens: "${token}"`);
      expect(api.requests).to.deep.equal([]);
    }
  });
});

describe('an indexer in trouble', () => {
  it('leaves the native token readable', async () => {
    const { balances, complete } = await setup({ [FIRST_PAGE]: { status: 500 } }, { native: 3n }).list();

    expect([balances.map(({ amount }) => amount), complete]).to.deep.equal([[3n], false]);
  });

  it('makes the list incomplete when a page fails', async () => {
    const routes = { ...toPages(300), [`${FIRST_PAGE}&page_cursor=page-1`]: { status: 500 } };

    const { balances, complete } = await setup(routes, { amounts: { [toAddress(0)]: 1n } }).list();

    expect([balances.length, complete]).to.deep.equal([1, false]);
  });

  it('row 149: ends though the pages do not, with one cursor for ever, with new rows, or with old ones', async () => {
    const same = { json: { result: [toRow(0)], page: { next_cursor: 'again' } } };
    let count = 0;
    const endless = () => ({ json: { result: [toRow(count)], page: { next_cursor: `cursor-${count += 1}` } } });
    const round = () => ({ json: { result: [toRow(0)], page: { next_cursor: `cursor-${count += 1}` } } });
    for (const [page, most] of [[same, 3], [endless, 30], [round, 3]] as const) {
      const { api, list } = setup({ [`${TOKENS}*`]: page }, { amounts: { [toAddress(0)]: 1n } });
      const { balances, complete } = await list();
      expect([balances.length, complete]).to.deep.equal([1, false]);
      expect(api.requests.length).to.be.at.most(most);
    }
  });

  it('stays an abort, wherever it comes', async () => {
    for (const silent of [FIRST_PAGE, NODE]) {
      const controller = new AbortController();
      const { api, list } = setup({ ...toPages(3), [silent]: 'silence' });
      api.onRequest(({ method, path }) => {
        if (`${method} ${path}` === silent) queueMicrotask(() => controller.abort());
      });
      expect(await getError(list({ signal: controller.signal })), silent).to.have.property('name', 'AbortError');
    }
  });
});
