import { expect } from '@open-wc/testing';
import { ImxBalances } from '../../src/elements/imx-balances/imx-balances.js';
import type { BalanceList, TokenBalance } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { mount, query, queryAll, settle, unmountAll } from './support/mount.js';

const createList = (balances: readonly TokenBalance[], more: Partial<BalanceList> = {}): BalanceList =>
  ({ owner: ACCOUNT.address, balances, complete: true, loadedAtMs: 1_000, ...more });

/** Tokens T0, T1, …, of which each has one more than the one before. */
const createMany = (count: number): TokenBalance[] => Array.from({ length: count }, (_, index) => ({
  token: { symbol: `T${index}`, name: `Token ${index}`, decimals: 0, address: `0x${(index + 1).toString(16).padStart(40, '0')}` }, amount: BigInt(index),
}));

async function setup(balances: readonly TokenBalance[], attributes: Readonly<Record<string, string>> = {}) {
  const session = new FakeSession();
  session.signIn();
  const { element } = await mount('imx-balances', { session, attributes });
  session.reads[0]?.resolve(createList(balances));
  await settle();
  await settle();
  return { element, session };
}

async function type(element: Element, text: string): Promise<void> {
  const field = query<HTMLInputElement>(element, '[part=filter]');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

async function choose(element: Element, order: string): Promise<void> {
  const field = query<HTMLSelectElement>(element, '[part=sort]');
  field.value = order;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

const getSymbols = (element: Element): (string | null)[] => queryAll(element, '[part=symbol]').map((node) => node.textContent);
const getStatus = (element: Element): string | null => query(element, '[role=status]').textContent;

describe('the list of <imx-balances>', () => {
  afterEach(unmountAll);

  it('is clean with filter, order and the box that hides zero', async () => {
    const { element } = await setup(createMany(8));

    expect(queryAll(element, '[part=filter], [part=sort], [part=hide-zero]').length).to.equal(3);
    await expect(element).to.be.accessible();
  });

  it('offers filter and order from 8 balances on, or as its attribute says', async () => {
    for (const [count, toolbar, expected] of [[7, '', 0], [8, '', 1], [1, 'always', 1], [0, 'always', 0], [8, 'none', 0], [8, '<b>', 1]] as const) {
      const { element } = await setup(createMany(count), toolbar ? { toolbar } : {});
      expect(queryAll(element, '[part=toolbar]').length, `${count} ${toolbar}`).to.equal(expected);
    }
  });

  it('filters by name, symbol and contract, whatever the letter case, says how many are left, and has a word for none', async () => {
    const { element } = await setup(createMany(12));

    await type(element, ' token 1 ');
    const byName = [getSymbols(element), getStatus(element)];
    await type(element, 't7');
    const bySymbol = getSymbols(element);
    await type(element, `0X${'0'.repeat(39)}C`);
    const byContract = getSymbols(element);
    await type(element, '<img src=x onerror=alert(1)>');

    expect(byName).to.deep.equal([['T11', 'T10', 'T1'], '3 of 12 shown']);
    expect([bySymbol, byContract]).to.deep.equal([['T7'], ['T11']]);
    expect([getSymbols(element), getStatus(element), query(element, '.hint').textContent.trim()]).to.deep.equal([[], '0 of 12 shown', 'No token matches.']);
    await type(element, '');
    expect(getSymbols(element)).to.have.length(12);
  });

  it('sorts as the visitor chooses, from the first page on, and keeps that and the filter when it reads again', async () => {
    const { element, session } = await setup(createMany(30), { 'page-size': '10' });
    query(element, '[part=more]').click();
    await settle();
    await choose(element, 'symbol-ascending');
    await type(element, '2');

    void element.refresh();
    session.reads[1]?.resolve(createList(createMany(29)));
    await settle();

    expect([element.sort, element.sortDirection]).to.deep.equal(['symbol', 'ascending']);
    expect(getSymbols(element)).to.deep.equal(['T2', 'T12', 'T20', 'T21', 'T22', 'T23', 'T24', 'T25', 'T26', 'T27']);
    expect(query<HTMLSelectElement>(element, '[part=sort]').value).to.equal('symbol-ascending');
  });

  it('shows the order that the page has asked for, and takes nonsense for the usual one', async () => {
    for (const [sort, direction, value] of [['name', 'descending', 'name-descending'], ['balance', '', 'balance-descending'], ['__proto__', 'up', 'balance-descending']] as const) {
      const { element } = await setup(createMany(8), { sort, 'sort-direction': direction });
      expect(query<HTMLSelectElement>(element, '[part=sort]').value).to.equal(value);
    }
  });

  it('hides zero for the visitor, who can take that back though nothing is left', async () => {
    const { element } = await setup(createMany(8).map((balance) => ({ ...balance, amount: 0n })));
    const box = query<HTMLInputElement>(element, '[part=hide-zero]');

    box.click();
    await settle();
    const hidden = getSymbols(element);
    box.click();
    await settle();

    expect([hidden.length, getSymbols(element).length, element.hideZero]).to.deep.equal([0, 8, false]);
  });

  it('keeps the room of its tools until their code is here, and the list works without', async () => {
    const { loadTools } = ImxBalances;
    const session = new FakeSession();
    session.signIn();
    let hasFailed = 0;
    ImxBalances.loadTools = () => {
      hasFailed += 1;
      return Promise.reject(new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE'));
    };
    try {
      const { element } = await mount('imx-balances', { session });
      session.reads[0]?.resolve(createList(createMany(8)));
      await settle();
      query(element, '.token').click();
      await settle();
      const before = query(element, '[role=list]').getBoundingClientRect().top;
      const attempts = hasFailed;
      ImxBalances.loadTools = loadTools;
      query(element, '.token').click();
      await settle();
      await settle();

      expect([attempts, query(element, '[part=filter]').matches('input')]).to.deep.equal([2, true]);
      expect(query(element, '[role=list]').getBoundingClientRect().top).to.equal(before);
    } finally {
      ImxBalances.loadTools = loadTools;
    }
  });

  it('says in few words what has failed where the code of failures cannot be had, and asks for it again with the list', async () => {
    const { loadErrors } = ImxBalances;
    ImxBalances.loadErrors = () => Promise.reject(new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE'));
    const session = new FakeSession();
    session.signIn();
    const fail = async (): Promise<void> => {
      session.reads.at(-1)?.reject(new PassportError(ERROR_TABLE, 'NETWORK_OFFLINE'));
      await settle();
      await settle();
    };
    try {
      const { element } = await mount('imx-balances', { session });
      await fail();
      const plain = [query(element, '[part=error] [role=alert]').textContent, queryAll(element, '.notice').length];
      ImxBalances.loadErrors = loadErrors;
      query(element, '[part=retry]').click();
      await fail();

      expect(plain).to.deep.equal(['The browser is offline.', 0]);
      expect(query(element, '.notice [role=alert]').textContent).to.contain('Connect to the internet');
      expect(session.reads).to.have.length(2);
    } finally {
      ImxBalances.loadErrors = loadErrors;
    }
  });

  it('keeps the focus on the row that the visitor is at, when a new answer moves it', async () => {
    const many = createMany(8);
    const { element, session } = await setup(many);
    const row = queryAll(element, '.token').at(-1)!;
    row.focus();

    void element.refresh();
    session.reads[1]?.resolve(createList(many.map((balance) => (balance.amount === 0n ? { ...balance, amount: 99n } : balance))));
    await settle();

    expect(queryAll(element, '.token').indexOf(row)).to.equal(0);
    expect(element.shadowRoot?.activeElement).to.equal(row);
  });

  it('keeps the focus on a row that moves far, among many', async () => {
    const many = createMany(70);
    const { element, session } = await setup(many, { 'page-size': '100' });
    while (queryAll(element, '[part=row]').length < 70) await settle();
    queryAll(element, '.token').at(-1)!.focus();

    void element.refresh();
    session.reads[1]?.resolve(createList(many.map((balance) => (balance.amount === 0n ? { ...balance, amount: 99n } : balance))));
    await settle();

    expect(element.shadowRoot?.activeElement).to.equal(queryAll(element, '.token')[0]);
  });

  it('reads out that it reads for the visitor, and what has come of it; not what it does by itself', async () => {
    const { element, session } = await setup(createMany(3));
    session.signIn({ transactions: 1 });
    await settle();
    const byItself = getStatus(element);
    session.reads[1]?.resolve(createList(createMany(3)));
    await settle();

    query(element, '[part=refresh]').click();
    await settle();
    const asked = getStatus(element);
    session.reads[2]?.resolve(createList(createMany(4)));
    await settle();

    expect([byItself, asked, getStatus(element)]).to.deep.equal(['3 of 3 shown', 'Loading balances…', '4 of 4 shown']);
  });

  // 2,000 of them, with what scrolling costs: npm run bench:rows.
  it('draws 300 rows in steps, all of them, and lays out only what is in sight', async () => {
    const { element, session } = await setup([], { 'page-size': '2000' });
    void element.refresh();
    session.reads[1]?.resolve(createList(createMany(300)));
    for (let turn = 0; turn < 200 && queryAll(element, '[part=row]').length === 0; turn += 1) await Promise.resolve();
    const first = queryAll(element, '[part=row]').length;
    while (queryAll(element, '[part=row]').length < 300) await settle();

    const list = query(element, '[role=list]');
    const last = queryAll(element, '.rows').at(-1)!;
    expect(first).to.be.within(1, 299);
    expect(list.matches('.many')).to.equal(true);
    if (CSS.supports('content-visibility', 'auto')) expect(getComputedStyle(last).contentVisibility).to.equal('auto');
    // Hidden rows count with the height that they will have.
    expect(list.getBoundingClientRect().height).to.be.within(300 * 58, 300 * 64);
  });
});
