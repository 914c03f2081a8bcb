import { expect } from '@open-wc/testing';
import type { ImxBalances } from '../../src/elements/imx-balances/imx-balances.js';
import { BalanceRequests } from '../../src/session/balance-requests.js';
import type { FetchAssetsOptions, FetchBalancesOptions } from '../../src/session/session-types.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import type { AssetList, BalanceList } from '../../src/shared/network.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeClock } from '../support/fake-clock.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';

const OTHER = `0x${'9'.repeat(40)}` as const;

/** A session that shares requests as the real one does: what its lists were asked, the network was. */
class SharingSession extends FakeSession {
  readonly #requests = new BalanceRequests(new FakeClock());

  override fetchBalances(options: FetchBalancesOptions = {}): Promise<BalanceList> {
    const { owner, tokens } = options;
    return this.#requests.ask([owner, ...tokens ?? []].join(' '), (request) => super.fetchBalances({ owner, tokens, ...request }), options);
  }

  override fetchAssets(options: FetchAssetsOptions = {}): Promise<AssetList> {
    const { owner, signal, refresh } = options;
    return this.#requests.ask(`${owner} assets`, (request) => super.fetchAssets({ owner, ...request }), { signal, refresh });
  }
}

const createList = (amount: bigint, owner: BalanceList['owner'] = ACCOUNT.address): BalanceList => ({
  owner, complete: true, loadedAtMs: 1_000, balances: [{ token: { symbol: 'ETH', decimals: 0, address: 'ETH' }, amount }],
});

/** Elements of one page, which have read 1 ETH each, by their attributes. */
async function setup(...attributes: readonly Readonly<Record<string, string>>[]) {
  const session = new SharingSession();
  session.signIn();
  const elements: ImxBalances[] = [];
  for (const of of attributes) elements.push((await mount('imx-balances', { session, attributes: of })).element);
  for (const { options, resolve } of session.reads) resolve(createList(1n, options.owner));
  session.assetReads[0]?.resolve({ owner: ACCOUNT.address, assets: [], complete: true, loadedAtMs: 0 });
  await settle();
  const look = (): unknown[] => elements.map((element) => [
    queryAll(element, '[part=amount]').map((amount) => amount.textContent.trim()).join(), ...getStates(element, ['ready', 'empty', 'stale', 'failed']),
  ]);
  return { session, elements, look, asked: session.reads.length };
}

describe('the <imx-balances> of one page', () => {
  afterEach(unmountAll);

  it('read again together when one of them is asked to, by one request', async () => {
    const { session, elements, look, asked } = await setup({}, {}, { 'hide-zero': '' });
    const loads = record('imx-balances-load');

    const refreshed = elements[1]?.refresh();
    await settle();
    expect(elements.map((element) => query<HTMLButtonElement>(element, '[part=refresh]').classList.contains('turning'))).to.deep.equal([true, true, true]);
    expect(elements.map((element) => query(element, '[role=status]').textContent.startsWith('Loading'))).to.deep.equal([false, true, false]);
    session.reads.at(-1)?.resolve(createList(2n));
    await settle();

    expect([asked, session.reads.length]).to.deep.equal([1, 2]);
    expect(look()).to.deep.equal([['2', 'ready'], ['2', 'ready'], ['2', 'ready']]);
    expect(loads.map(({ target }) => target)).to.have.members(elements);
    expect(await refreshed).to.deep.equal(createList(2n));
  });

  it('row 131: show a failure as old rows, all of them; it is told by the one that was asked, and one retry mends all', async () => {
    const { session, elements, look } = await setup({}, {}, {});
    const errors = record('passport-error');

    query(elements[0]!, '[part=refresh]').click();
    await settle();
    session.reads.at(-1)?.reject(new PassportError(ERROR_TABLE, 'NETWORK_FAILED'));
    await settle();

    expect(look()).to.deep.equal([['1', 'ready', 'stale'], ['1', 'ready', 'stale'], ['1', 'ready', 'stale']]);
    expect(errors.map(({ target }) => target)).to.deep.equal([elements[0]]);

    query(elements[2]!, '[part=retry]').click();
    await settle();
    session.reads.at(-1)?.resolve(createList(3n));
    await settle();

    expect(session.reads).to.have.length(3);
    expect(look()).to.deep.equal([['3', 'ready'], ['3', 'ready'], ['3', 'ready']]);
  });

  it('come to an end where a page reads one anew whenever another has loaded', async () => {
    const { session, elements: [first, second], asked } = await setup({}, {});
    first!.addEventListener('imx-balances-load', () => void second!.refresh());

    void first!.refresh();
    for (let round = 0; round < 6; round += 1) {
      await settle();
      for (const read of session.reads) read.resolve(createList(2n));
    }
    await settle();
    expect(session.reads.length - asked).to.be.within(2, 4);
  });

  it('ask for what each of them shows of the account, and leave other accounts, collectibles and sessions alone', async () => {
    const { session, elements, look } = await setup({}, { tokens: 'ETH' }, { owner: OTHER }, { view: 'assets' });
    const stranger = await setup({});

    void elements[0]?.refresh();
    await settle();
    const again = session.reads.slice(3);
    expect(again.map(({ options: { owner, tokens } }) => [owner, tokens?.join()])).to.deep.equal([[ACCOUNT.address, undefined], [ACCOUNT.address, 'ETH']]);
    for (const { resolve } of again) resolve(createList(2n));
    await settle();

    expect(look()).to.deep.equal([['2', 'ready'], ['2', 'ready'], ['1', 'ready'], ['', 'empty']]);
    expect([session.assetReads.length, stranger.session.reads.length]).to.deep.equal([1, 1]);
  });

  it('do not read for one that has left the page, nor anew while they read', async () => {
    const { session, elements, asked } = await setup({}, {}, {});
    elements[2]?.remove();
    await settle();

    void elements[0]?.refresh();
    await settle();
    const signal = session.reads.at(-1)?.options.signal;
    void elements[1]?.refresh();
    await settle();
    expect([session.reads.length - asked, signal?.aborted]).to.deep.equal([1, false]);

    // Who left is asked by nobody: once the others leave, nobody waits for the answer.
    elements[0]?.remove();
    elements[1]?.remove();
    await settle();
    expect(signal?.aborted).to.equal(true);
  });
});
