import { expect } from '@open-wc/testing';
import type { ImxBalancesLoadEvent } from '../../src/elements/imx-balances/imx-balances.events.js';
import type { PassportErrorEvent } from '../../src/elements/support/error.events.js';
import type { ResolvedConfig } from '../../src/shared/config.js';
import type { BalanceList, TokenBalance } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { Hex } from '../../src/shared/types.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';
import type { MountOptions } from './support/mount.js';

const STATES = ['unknown', 'signed-out', 'unregistered', 'loading', 'ready', 'empty', 'partial', 'stale', 'failed'];
const OTHER: Hex = `0x${'9'.repeat(40)}`;

const ETH: TokenBalance = { token: { symbol: 'ETH', name: 'Ether', decimals: 18, address: 'ETH' }, amount: 1_500_000_000_000_000_000n };
const USDC: TokenBalance = { token: { symbol: 'USDC', name: 'USD Coin', decimals: 6, address: `0x${'a'.repeat(40)}` }, amount: 2_000_000n };
const ZERO: TokenBalance = { token: { symbol: 'GODS', name: 'Gods', decimals: 18, address: `0x${'b'.repeat(40)}` }, amount: 0n };

const createList = (balances: readonly TokenBalance[], more: Partial<BalanceList> = {}): BalanceList =>
  ({ owner: ACCOUNT.address, balances, complete: true, loadedAtMs: 1_000, ...more });

async function setup(options: MountOptions = {}) {
  const session = options.session ?? new FakeSession();
  if (!options.session) session.signIn();
  return mount('imx-balances', { ...options, session });
}

async function answer(session: FakeSession, list: BalanceList, index = session.reads.length - 1): Promise<void> {
  session.reads[index]?.resolve(list);
  await settle();
}

const getSymbols = (element: Element): (string | null)[] => queryAll(element, '[part=symbol]').map((node) => node.textContent);

describe('<imx-balances>', () => {
  afterEach(unmountAll);

  describe('accessibility', () => {
    const scenes: Record<string, (session: FakeSession) => void | Promise<void>> = {
      'signed-out': (session) => session.set({ status: 'signed-out' }),
      unregistered: (session) => session.signIn({ account: undefined, registration: 'unregistered' }),
      loading: () => {},
      ready: (session) => answer(session, createList([ETH, USDC])),
      empty: (session) => answer(session, createList([])),
      failed: (session) => session.reads[0]?.reject(new PassportError(ERROR_TABLE, 'API_UNAVAILABLE')),
    };
    for (const [name, play] of Object.entries(scenes)) {
      it(`is clean, and in exactly one state, while ${name}`, async () => {
        const { element, session } = await setup();
        await play(session);
        await settle();

        expect(getStates(element, STATES)).to.deep.equal([name]);
        await expect(element).to.be.accessible();
      });
    }

    it('is clean with open details, more rows and a note', async () => {
      const { element, session } = await setup({ attributes: { 'page-size': '1' } });
      await answer(session, createList([ETH, USDC], { complete: false }));
      query(element, '.token').click();
      await settle();

      expect(query(element, '.token').getAttribute('aria-expanded')).to.equal('true');
      await expect(element).to.be.accessible();
    });

    it('takes the focus to the first new row when more are shown', async () => {
      const { element, session } = await setup({ attributes: { 'page-size': '1' } });
      await answer(session, createList([ETH, USDC]));

      query(element, '[part=more]').click();
      await settle();

      expect(element.shadowRoot?.activeElement).to.equal(queryAll(element, '.token')[1]);
      expect(query(element, '[role=status]').textContent).to.equal('2 of 2 shown');
    });
  });

  it('reads the visitor’s account, draws it and tells the page', async () => {
    const { element, session } = await setup();
    const events = record('imx-balances-load');
    const list = createList([ETH]);

    await answer(session, list);

    expect(session.reads[0]?.options).to.deep.include({ owner: ACCOUNT.address, refresh: false });
    expect(query(element, '[part=amount]').textContent?.trim()).to.equal('1.5');
    expect(element.balances).to.deep.equal([ETH]);
    expect(element.loadedAt?.getTime()).to.equal(1_000);
    expect((events[0] as ImxBalancesLoadEvent).list).to.equal(list);
  });

  it('reads again, once, when a transaction has gone through, and keeps its rows meanwhile', async () => {
    const { element, session } = await setup();
    await answer(session, createList([ETH]));

    session.signIn({ transactions: 1 });
    await settle();
    session.signIn({ transactions: 1 });
    await settle();

    expect(session.reads.map(({ options }) => options.refresh)).to.deep.equal([false, false]);
    expect(getSymbols(element)).to.deep.equal(['ETH']);
    await answer(session, createList([ETH, USDC]));
    expect(getSymbols(element)).to.have.members(['ETH', 'USDC']);
  });

  it('reads any owner without a sign-in, by the environment alone', async () => {
    const session = new FakeSession();
    session.config = undefined;
    session.set({ status: 'unconfigured' });
    const { element } = await setup({ session, attributes: { owner: OTHER, environment: 'sandbox', tokens: `eth, ${USDC.token.address}` } });

    expect(session.reads[0]?.options).to.deep.include({ owner: OTHER, tokens: ['ETH', USDC.token.address] });
    expect(getStates(element, STATES)).to.deep.equal(['loading']);
  });

  it('row 131: drops the answer to an older question, and aborts it', async () => {
    const { element, session } = await setup();
    element.owner = OTHER;
    await settle();

    await answer(session, createList([USDC], { owner: OTHER }), 1);
    await answer(session, createList([ETH]), 0);

    expect(session.reads[0]?.options.signal?.aborted).to.equal(true);
    expect(getSymbols(element)).to.deep.equal(['USDC']);
  });

  const SWITCHES: Record<string, (config: ResolvedConfig) => Partial<ResolvedConfig>> = {
    'another network': () => ({ network: 'immutable-x' }),
    'another environment': () => ({ environment: 'production' }),
    'an endpoint of its own': ({ endpoints }) => ({ endpoints: { ...endpoints, imxPublicApiDomain: 'https://api.example' } }),
  };
  for (const [what, change] of Object.entries(SWITCHES)) {
    it(`row 131: forgets the rows of the network before once there is ${what}, and the read of it that is under way`, async () => {
      const { element, session } = await setup({ attributes: { owner: OTHER } });
      await answer(session, createList([ETH], { owner: OTHER }));
      void element.refresh();

      session.config = { ...session.config!, ...change(session.config!) };
      session.signIn();
      await settle();
      await answer(session, createList([ZERO]), 1);

      expect(session.reads.map(({ options }) => options.signal?.aborted)).to.deep.equal([false, true, false]);
      expect([getStates(element, STATES), element.balances]).to.deep.equal([['loading'], []]);
      await answer(session, createList([USDC]));
      expect(getSymbols(element)).to.deep.equal(['USDC']);
    });
  }

  it('row 131: does not read again when an equal configuration is stated', async () => {
    const { element, session } = await setup();
    await answer(session, createList([ETH]));

    session.config = { ...session.config!, endpoints: { ...session.config!.endpoints } };
    session.signIn();
    await settle();

    expect(session.reads).to.have.length(1);
    expect(getSymbols(element)).to.deep.equal(['ETH']);
  });

  it('row 131: keeps the rows when a later read fails, says how old they are, and recovers', async () => {
    const { element, session } = await setup();
    const events = record('passport-error');
    await answer(session, createList([ETH]));

    const refresh = element.refresh();
    session.reads[1]?.reject(new PassportError(ERROR_TABLE, 'NETWORK_FAILED'));
    await settle();
    const stale = getStates(element, STATES);
    const note = query(element, '[role=alert]').textContent;
    query(element, '[part=retry]').click();
    await answer(session, createList([USDC]));

    expect(await refresh).to.equal(undefined);
    expect(session.reads[1]?.options.refresh).to.equal(true);
    expect(stale).to.deep.equal(['ready', 'stale']);
    expect(note).to.contain('Could not refresh');
    expect((events[0] as PassportErrorEvent).error.code).to.equal('NETWORK_FAILED');
    expect(getStates(element, STATES)).to.deep.equal(['ready']);
    expect(getSymbols(element)).to.deep.equal(['USDC']);
  });

  it('forgets the balances when the visitor signs out, and aborts the read', async () => {
    const { element, session } = await setup();
    await answer(session, createList([ETH]));
    void element.refresh();

    session.set({ status: 'signed-out' });
    await settle();

    expect(element.balances).to.deep.equal([]);
    expect(session.reads[1]?.options.signal?.aborted).to.equal(true);
    expect(getStates(element, STATES)).to.deep.equal(['signed-out']);
  });

  it('row 131: aborts the read when it leaves the document, and reads again when it is back', async () => {
    const { element, session } = await setup();

    element.remove();
    await settle();
    const aborted = session.reads[0]?.options.signal?.aborted;
    document.body.append(element);
    await settle();

    expect(aborted).to.equal(true);
    expect(session.getCalls('fetchBalances')).to.have.length(2);
    element.remove();
  });

  it('says when not all could be read', async () => {
    const { element, session } = await setup();
    await answer(session, createList([ETH], { complete: false }));

    expect(getStates(element, STATES)).to.deep.equal(['ready', 'partial']);
    expect(query(element, '[role=alert]').textContent).to.contain('not all');
  });

  it('row 129: an amount that is none is a dash, unlike zero, and the others stay', async () => {
    const { element, session } = await setup();
    const unreadable = { token: { ...ZERO.token, address: `0x${'c'.repeat(40)}` as Hex, symbol: 'BAD' } };
    await answer(session, createList([ETH, ZERO, unreadable]));

    const amounts = queryAll(element, '[part=amount] bdi').map((node) => node.textContent);
    expect(getSymbols(element)).to.deep.equal(['ETH', 'GODS', 'BAD']);
    expect(amounts).to.deep.equal(['1.5', '0', '—']);
  });

  it('row 129: leaves the token its room beside the largest amount, in a narrow column under it', async () => {
    const { element, session } = await setup();
    element.style.inlineSize = '300px';
    await answer(session, createList([{ ...USDC, token: { ...USDC.token, decimals: 0 }, amount: 2n ** 256n - 1n }, ETH]));

    const [name] = queryAll(element, '[part=name]');
    const [largest, usual] = queryAll(element, '[part=amount]').map((amount) => ({
      amount: amount.getBoundingClientRect(), lines: amount.parentElement!.querySelector('.lines')!.getBoundingClientRect(),
    }));
    expect(name?.scrollWidth).to.be.at.most(name?.clientWidth ?? 0);
    expect(largest?.amount.top).to.be.at.least(largest?.lines.bottom ?? Infinity);
    expect(largest?.amount.right).to.be.at.most(element.getBoundingClientRect().right);
    expect(usual?.amount.top).to.be.below(usual?.lines.bottom ?? 0);
  });

  it('leaves out zero, but not what is unknown, with hide-zero', async () => {
    const { element, session } = await setup({ attributes: { 'hide-zero': '' } });
    const unreadable = { token: { ...ZERO.token, address: OTHER, symbol: 'BAD' } };
    await answer(session, createList([ETH, ZERO, unreadable]));

    expect(getSymbols(element)).to.deep.equal(['ETH', 'BAD']);
  });

  it('shows 400 rows page by page, and sorts all of them', async () => {
    const many = Array.from({ length: 400 }, (_, index): TokenBalance => ({
      token: { symbol: `T${index}`, decimals: 0, address: `0x${index.toString(16).padStart(40, '0')}` }, amount: BigInt(index),
    }));
    const { element, session } = await setup({ attributes: { sort: 'symbol', 'sort-direction': 'descending' } });
    await answer(session, createList(many));
    const first = getSymbols(element);

    query(element, '[part=more]').click();
    await settle();

    expect(first).to.have.length(25);
    expect(first[0]).to.equal('T399');
    expect(getSymbols(element)).to.have.length(50);
  });

  it('row 151: opens the details of a row unless the page refuses', async () => {
    const { element, session } = await setup();
    const events = record('imx-balances-select');
    await answer(session, createList([USDC]));
    const refuse = (event: Event): void => event.preventDefault();

    element.addEventListener('imx-balances-select', refuse);
    query(element, '.token').click();
    await settle();
    const refused = queryAll(element, 'dl').length;
    element.removeEventListener('imx-balances-select', refuse);
    query(element, '.token').click();
    await settle();

    expect(refused).to.equal(0);
    expect(query(element, 'dl').textContent).to.contain(USDC.token.address);
    expect(events[0]).to.include({ balance: USDC, cancelable: true });
  });

  for (const [name, value] of [['owner', '0x123'], ['owner', `${OTHER}0`], ['tokens', 'ETH DOGE'], ['view', 'nfts']] as const) {
    it(`refuses ${name}="${value}" and asks nothing`, async () => {
      const { element, session } = await setup({ attributes: { [name]: value } });

      expect(element.error).to.include({ code: 'INVALID_CONFIGURATION' });
      expect(element.error?.message).to.contain(`${name}=`);
      expect(session.reads).to.have.length(0);
    });
  }

  it('reads again at its interval, which is at least 5 s', async () => {
    const delays: (number | undefined)[] = [];
    const { setTimeout: real } = window;
    const runs: (() => void)[] = [];
    window.setTimeout = ((run: () => void, ms?: number) => {
      if (!ms || ms < 4_000) return real(run, ms);
      delays.push(ms);
      return runs.push(run);
    }) as typeof window.setTimeout;
    try {
      const { session } = await setup({ attributes: { 'refresh-interval': '1' } });
      await answer(session, createList([ETH]));
      runs.at(-1)?.();

      expect(delays.at(-1)).to.equal(5_000);
      expect(session.reads[1]?.options.refresh).to.equal(false);
    } finally {
      window.setTimeout = real;
    }
  });
});
