import { expect } from '@open-wc/testing';
import { ImxBalances } from '../../src/elements/imx-balances/imx-balances.js';
import type { ImxAssetsLoadEvent } from '../../src/elements/imx-balances/imx-balances.events.js';
import type { PassportErrorEvent } from '../../src/elements/support/error.events.js';
import type { AccountAsset, AssetList } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { Hex } from '../../src/shared/types.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';

const STATES = ['unknown', 'signed-out', 'unregistered', 'loading', 'ready', 'empty', 'partial', 'stale', 'failed'];
const COLLECTION: Hex = `0x${'c'.repeat(40)}`;

const createAssets = (count: number, from = 1): AccountAsset[] => Array.from({ length: count }, (_, index) => ({
  collection: COLLECTION, collectionName: 'Lights', tokenId: String(from + index), name: `Lantern ${from + index}`, amount: 1n,
}));
const createList = (assets: readonly AccountAsset[], more: Partial<AssetList> = {}): AssetList =>
  ({ owner: ACCOUNT.address, assets, complete: true, loadedAtMs: 1_000, ...more });

async function setup(attributes: Readonly<Record<string, string>> = {}) {
  const session = new FakeSession();
  session.signIn();
  const { element } = await mount('imx-balances', { session, attributes: { view: 'assets', ...attributes } });
  return { element, session };
}

async function answer(session: FakeSession, list: AssetList): Promise<void> {
  session.assetReads.at(-1)?.resolve(list);
  await settle();
}

const getNames = (element: Element): (string | null)[] => queryAll(element, '[part=name]').map((node) => node.textContent);

describe('<imx-balances view="assets">', () => {
  afterEach(unmountAll);

  it('shows what an account holds as cards: name, collection, id and how many, and is clean', async () => {
    const { element, session } = await setup();
    const events = record('imx-assets-load');
    const list = createList([...createAssets(1), { collection: COLLECTION, tokenId: (2n ** 256n - 1n).toString(), amount: 1_200n }]);

    await answer(session, list);

    const [first, second] = queryAll(element, '[part=card]').map((card) => card.querySelector('.lines')?.textContent?.replace(/\s+/g, ' ').trim());
    expect(first).to.equal('Lantern 1 Lights#1');
    expect(second).to.equal('Unnamed×1,200 0xcccc…cccc#11579…39935');
    expect([session.assetReads[0]?.options.owner, session.reads.length]).to.deep.equal([ACCOUNT.address, 0]);
    expect([element.assets, element.balances, (events[0] as ImxAssetsLoadEvent).list]).to.deep.equal([list.assets, [], list]);
    expect(query(element, '[role=status]').textContent).to.equal('2 shown');
    await expect(element).to.be.accessible();
  });

  const scenes: Record<string, (session: FakeSession) => void | Promise<void>> = {
    'signed-out': (session) => session.set({ status: 'signed-out' }),
    unregistered: (session) => session.signIn({ account: undefined, registration: 'unregistered' }),
    loading: () => {},
    empty: (session) => answer(session, createList([])),
    failed: (session) => session.assetReads[0]?.reject(new PassportError(ERROR_TABLE, 'API_UNAVAILABLE')),
  };
  for (const [name, play] of Object.entries(scenes)) {
    it(`is clean, and in exactly one state, while ${name}`, async () => {
      const { element, session } = await setup();
      await play(session);
      await settle();

      expect(getStates(element, STATES)).to.deep.equal([name]);
      expect(element.shadowRoot?.textContent).not.to.contain('balances');
      await expect(element).to.be.accessible();
    });
  }

  it('shows more of what it has, then asks for the next page, and goes on at the first new card', async () => {
    const { element, session } = await setup({ 'page-size': '2' });
    await answer(session, createList(createAssets(3), { cursor: 'b' }));
    const more = async (): Promise<void> => {
      query(element, '[part=more]').click();
      await settle();
    };

    await more();
    const withoutAsking = [getNames(element).length, session.assetReads.length];
    await more();
    const asked = session.assetReads[1]?.options;
    const isBusy = query(element, 'ul').getAttribute('aria-busy');
    await answer(session, createList([...createAssets(1, 3), ...createAssets(1, 4)]));

    expect([withoutAsking, asked?.cursor, isBusy]).to.deep.equal([[3, 1], 'b', 'true']);
    expect(getNames(element)).to.deep.equal(['Lantern 1', 'Lantern 2', 'Lantern 3', 'Lantern 4']);
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Lantern 4');
    expect([queryAll(element, '[part=more]').length, element.assets.length]).to.deep.equal([0, 4]);
  });

  it('row 149: ends at a service that goes round, and says that not all is there', async () => {
    const { element, session } = await setup({ 'page-size': '2' });
    await answer(session, createList(createAssets(2), { cursor: 'a' }));

    query(element, '[part=more]').click();
    await settle();
    await answer(session, createList(createAssets(2), { cursor: 'b' }));

    expect(queryAll(element, '[part=more]')).to.have.length(0);
    expect(getStates(element, STATES)).to.deep.equal(['ready', 'partial']);
    expect(query(element, '[role=alert]').textContent).to.contain('not all');
  });

  it('row 131: keeps its cards when the next page fails, tells the page, and asks for it again', async () => {
    const { element, session } = await setup({ 'page-size': '2' });
    const errors = record('passport-error');
    await answer(session, createList(createAssets(2), { cursor: 'b' }));

    query(element, '[part=more]').click();
    await settle();
    session.assetReads[1]?.reject(new PassportError(ERROR_TABLE, 'NETWORK_FAILED'));
    await settle();
    const afterFailure = [getNames(element).length, getStates(element, STATES)];
    query(element, '[part=more]').click();
    await settle();
    await answer(session, createList(createAssets(2, 3)));

    expect(afterFailure).to.deep.equal([2, ['ready', 'partial']]);
    expect((errors as PassportErrorEvent[]).map(({ error }) => error.code)).to.deep.equal(['NETWORK_FAILED']);
    expect([getNames(element).length, session.assetReads[2]?.options.cursor, getStates(element, STATES)]).to.deep.equal([4, 'b', ['ready']]);
  });

  it('row 131: drops the next page of a list that was read again meanwhile, and aborts what it does not wait for', async () => {
    const { element, session } = await setup({ 'page-size': '2' });
    const errors = record('passport-error');
    await answer(session, createList(createAssets(2), { cursor: 'b' }));
    query(element, '[part=more]').click();
    await settle();

    void element.refresh();
    await settle();
    await answer(session, createList(createAssets(1, 9)));
    session.assetReads[1]?.resolve(createList(createAssets(2, 3)));
    await settle();

    expect([getNames(element), session.assetReads[1]?.options.signal?.aborted]).to.deep.equal([['Lantern 9'], true]);
    expect(errors).to.deep.equal([]);
  });

  it('says that its code could not be had, and tries again', async () => {
    const { loadAssets } = ImxBalances;
    ImxBalances.loadAssets = () => Promise.reject(new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE'));
    try {
      const { element, session } = await setup();
      await answer(session, createList(createAssets(1)));
      const failed = [getStates(element, STATES), element.error?.code];
      ImxBalances.loadAssets = loadAssets;
      query(element, '[part=retry]').click();
      await settle();
      await answer(session, createList(createAssets(1)));

      expect(failed).to.deep.equal([['failed'], 'CODE_UNAVAILABLE']);
      expect(getNames(element)).to.deep.equal(['Lantern 1']);
    } finally {
      ImxBalances.loadAssets = loadAssets;
    }
  });

  it('changes between tokens and assets, each asked for anew', async () => {
    const { element, session } = await setup();
    await answer(session, createList(createAssets(1)));

    element.view = 'tokens';
    await settle();

    expect([element.assets, session.reads.length, getStates(element, STATES)]).to.deep.equal([[], 1, ['loading']]);
  });
});
