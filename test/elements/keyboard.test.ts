import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/passport-doctor.js';
import { find } from '../../src/doctor/facts.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import type { BalanceList, TokenBalance } from '../../src/shared/network.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { ACCOUNT, FakeSession, USER } from '../support/fake-session.js';
import { mount, query, queryAll, settle, unmountAll } from './support/mount.js';

const TOKENS = Array.from({ length: 9 }, (_, index): TokenBalance => ({
  token: { symbol: `T${index}`, name: `Token ${index}`, decimals: 0, address: `0x${(index + 1).toString(16).padStart(40, '0')}` }, amount: BigInt(index),
}));
const createList = (balances: readonly TokenBalance[]): BalanceList => ({ owner: ACCOUNT.address, balances, complete: true, loadedAtMs: 1_000 });

/** Presses a key and tells where the focus is: the element's part, or its first words. */
async function press(key: string): Promise<string> {
  await sendKeys({ press: key });
  await settle();
  return getPlace();
}

function getPlace(): string {
  const at = document.activeElement?.shadowRoot?.activeElement;
  return at?.getAttribute('part') ?? at?.textContent?.trim().split(/\s/)[0] ?? document.activeElement?.localName ?? '';
}

/** Presses Tab as often as there are places, and gives each of them. */
async function tabThrough(count: number): Promise<string[]> {
  const places: string[] = [];
  for (let at = 0; at < count; at += 1) places.push(await press('Tab'));
  return places;
}

describe('by keyboard alone', () => {
  // A place after the elements: past the end of a page, the focus is the browser's.
  const end = document.createElement('button');

  beforeEach(() => (document.activeElement as HTMLElement | null)?.blur());
  afterEach(() => {
    unmountAll();
    end.remove();
  });

  it('<imx-balances>: reads again, filters, comes past order and zero to a row, opens it and its copies, shows more, leaves', async () => {
    const session = new FakeSession();
    session.signIn();
    const { element } = await mount('imx-balances', { session, attributes: { 'page-size': '2' } });
    session.reads[0]?.resolve(createList(TOKENS));
    await settle();
    await settle();
    document.body.append(end);
    const getSymbols = (): (string | null)[] => queryAll(element, '[part=symbol]').map((symbol) => symbol.textContent);

    expect(await press('Tab')).to.equal('refresh');
    await press('Enter');
    session.reads[1]?.resolve(createList(TOKENS));
    await settle();
    expect([session.reads.length, getPlace()]).to.deep.equal([2, 'refresh']);

    expect(await press('Tab')).to.equal('filter');
    await press('0');
    expect(getSymbols()).to.deep.equal(['T0']);
    // How a field is emptied and a choice is made by key is the browser's, and the drivers' names of those keys differ.
    const filter = query<HTMLInputElement>(element, '[part=filter]');
    filter.value = '';
    filter.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(getSymbols()).to.deep.equal(['T8', 'T7']);
    expect(await tabThrough(2)).to.deep.equal(['sort', 'hide-zero']);

    await press('Tab');
    await press('Enter');
    expect(query(element, '.token').getAttribute('aria-expanded')).to.equal('true');
    expect(await tabThrough(4)).to.deep.equal(['copy', 'copy', 'T', 'more']);
    await press('Enter');
    expect(element.shadowRoot?.activeElement?.querySelector('[part=symbol]')?.textContent).to.equal('T6');
    expect(await tabThrough(3)).to.deep.equal(['T', 'more', 'button']);
  });

  it('<imx-balances>: tries again after a failure, and goes on there', async () => {
    const session = new FakeSession();
    session.signIn();
    const { element } = await mount('imx-balances', { session });
    session.reads[0]?.reject(new PassportError(ERROR_TABLE, 'API_UNAVAILABLE'));
    await settle();

    expect(await press('Tab')).to.equal('retry');
    await press('Enter');
    session.reads[1]?.resolve(createList(TOKENS.slice(0, 1)));
    await settle();
    await settle();

    expect(queryAll(element, '[part=row]')).to.have.length(1);
    expect([document.activeElement === element, getPlace()]).to.deep.equal([true, 'refresh']);
  });

  it('<imx-balances view="assets">: shows more cards, and goes on at the first new one', async () => {
    const session = new FakeSession();
    session.signIn();
    const { element } = await mount('imx-balances', { session, attributes: { view: 'assets', 'page-size': '1' } });
    const assets = ['1', '2'].map((tokenId) => ({ collection: ACCOUNT.address, tokenId, amount: 1n }));
    session.assetReads[0]?.resolve({ owner: ACCOUNT.address, assets, complete: true, loadedAtMs: 0 });
    await settle();
    await settle();

    expect(await tabThrough(2)).to.deep.equal(['refresh', 'more']);
    await press('Enter');

    const cards = queryAll(element, '[part=card]');
    expect(cards).to.have.length(2);
    expect(element.shadowRoot?.activeElement?.closest('li') === cards[1]?.closest('li')).to.equal(true);
  });

  it('<passport-login>: tries again after a failure, cancels, and keeps the focus', async () => {
    const { element, session } = await mount('passport-login');
    session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_CLOSED') });
    await settle();

    expect(await press('Tab')).to.equal('retry');
    await press('Enter');
    expect(session.logins).to.have.length(1);
    session.set({ status: 'signing-in', loginWindow: 'unwatched' });
    await settle();
    await settle();
    expect(getPlace()).to.equal('reopen');
    expect(await press('Tab')).to.equal('cancel');
    await press('Enter');
    session.set({ status: 'signed-out' });
    await settle();

    expect([session.getCalls('cancelLogin').length, document.activeElement === element, getPlace()]).to.deep.equal([1, true, 'button']);
  });

  it('<imx-register>: tries again after a failure, or signs out where that is the way on', async () => {
    const { element, session } = await mount('imx-register');
    session.signIn({ account: undefined, registration: 'failed', error: new PassportError(ERROR_TABLE, 'WALLET_ADDRESS_MISMATCH') });
    await settle();

    expect(await tabThrough(2)).to.deep.equal(['sign-out', 'retry']);
    await press('Enter');
    expect(session.registrations).to.have.length(1);
    session.registrations[0]?.reject(new PassportError(ERROR_TABLE, 'WALLET_ADDRESS_MISMATCH'));
    await settle();
    query(element, '[part=sign-out]').focus();
    await press('Enter');
    expect(session.logouts).to.have.length(1);
  });

  it('<passport-callback>: closes its window, or leads on', async () => {
    let closed = 0;
    const page = { origin: location.origin, isFramed: false, isOpened: true, close: () => { closed += 1; }, navigate() {} };
    const { element, session } = await mount('passport-callback', { properties: { page } });
    session.callbacks[0]?.resolve({ kind: 'delivered' });
    await settle();
    // It closes by itself where the browser lets it.
    expect([closed, getPlace()]).to.deep.equal([1, 'close']);
    await press('Enter');
    expect(closed).to.equal(2);
    element.remove();

    const other = await mount('passport-callback', { properties: { page: { ...page, isOpened: false } } });
    other.session.callbacks[0]?.resolve({ kind: 'already-finished', user: USER });
    await settle();
    expect(getPlace()).to.equal('link');
  });

  it('<passport-doctor>: looks again, opens what is well, closes', async () => {
    let looks = 0;
    const element = document.createElement('passport-doctor');
    Object.assign(element, { session: new FakeSession(), floating: true, examiner: () => {
      looks += 1;
      return Promise.resolve([find('storage.good'), find('clock.unseen')]);
    } });
    document.body.append(element);
    await settle();

    await press('Tab');
    expect(await press('Tab')).to.equal('again');
    await press('Enter');
    expect([looks, getPlace()]).to.deep.equal([2, 'again']);
    expect(await tabThrough(2)).to.deep.equal(['copy', 'close']);
    await press('Tab');
    await press('Enter');
    expect(query<HTMLDetailsElement>(element, 'details').open).to.equal(true);
    query(element, '[part=close]').focus();
    await press('Enter');
    expect(element.isConnected).to.equal(false);
  });
});
