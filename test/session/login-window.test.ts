import { expect } from '@open-wc/testing';
import { flush, runOut } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import type { LoginOptions } from '../../src/session/session-types.js';
import type { UserProfile } from '../../src/shared/types.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';

function findStates(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith('passport-widgets.state.'));
}

describe('the window of a login', () => {
  let page: SessionSetup;
  const others: SessionSetup[] = [];

  beforeEach(async () => {
    localStorage.clear();
    page = await setupSession();
    await flush();
  });
  afterEach(() => {
    for (const { session } of [page, ...others.splice(0)]) session.dispose();
    localStorage.clear();
  });

  function begin(options?: LoginOptions, { session }: SessionSetup = page): Promise<UserProfile | null> {
    const login = session.login(options);
    login.catch(() => {});
    return login;
  }

  /** The browser cuts the window off: it reads as closed, and the page stays behind it. */
  async function cutOff(index = 0): Promise<void> {
    const opened = page.windows[index];
    if (opened) opened.closed = true;
    await page.clock.advance(1_000);
  }

  it('is watched while the browser lets it', async () => {
    const login = begin();

    expect(page.session.state).to.include({ status: 'signing-in', loginWindow: 'watched' });
    await page.answer({ code: 'code-1' });
    await login;
    expect(page.session.state.loginWindow).to.equal(undefined);
  });

  it('rows 41 and 42: is unwatched once it is cut off, and its login still ends well', async () => {
    const login = begin();
    await page.arrived();
    await cutOff();
    expect(page.session.state).to.include({ status: 'signing-in', loginWindow: 'unwatched' });
    await page.answer({ code: 'code-1' });

    expect(await login).to.include({ sub: page.authority.sub });
    expect(page.clock.pending).to.equal(0);
  });

  it('row 41: can be cancelled, and times out, when it cannot be watched', async () => {
    const cancelled = begin();
    await page.arrived();
    await cutOff();
    page.session.cancelLogin();
    await expectCode(cancelled, 'ABORTED');

    const late = begin();
    await page.arrived(1);
    await cutOff(1);
    await page.clock.advance(300_000);
    await expectCode(late, 'POPUP_TIMEOUT');
    expect(findStates()).to.deep.equal([]);
  });

  it('comes to the front when it is asked for, while it is there', async () => {
    const login = begin();
    await page.arrived();
    page.session.reopenLogin();

    expect(page.windows.length).to.equal(1);
    expect(page.windows[0]?.focused).to.equal(1);
    page.session.cancelLogin();
    await expectCode(login, 'ABORTED');
  });

  it('is opened again on the same login where it is out of reach', async () => {
    const login = begin();
    const first = await page.arrived();
    await cutOff();
    page.session.reopenLogin();
    const second = await page.arrived(1);

    expect(page.windows.length).to.equal(2);
    expect(second.searchParams.get('state')).to.equal(first.searchParams.get('state'));
    expect(page.session.state.loginWindow).to.equal('watched');
    await page.answer({ code: 'code-1' }, 1);
    expect(await login).to.include({ sub: page.authority.sub });
    expect(page.windows[1]?.closed).to.equal(true);
  });

  it('stays as it is where the browser blocks the second one', async () => {
    const login = begin();
    await page.arrived();
    await cutOff();
    page.block();
    page.session.reopenLogin();

    expect(page.session.state.loginWindow).to.equal('unwatched');
    await page.answer({ code: 'code-1' });
    await login;
  });

  it('reopens nothing while no login is under way', () => {
    page.session.reopenLogin();

    expect(page.windows.length).to.equal(0);
  });

  it('row 40: where the browser does not say whether it was closed, its answer may still come', async () => {
    const login = begin();
    await page.arrived();
    page.setFront(true);
    await page.clock.advance(1_000);
    await cutOff();
    await expectCode(login, 'POPUP_CLOSED');
    expect(findStates().length).to.equal(1);

    const { searchParams } = await page.arrived();
    page.authority.nonce = searchParams.get('nonce') ?? undefined;
    const other = await setupSession({ authority: page.authority });
    others.push(other);
    const ended = other.session.handleCallback(`${location.origin}/callback.html?code=1&state=${searchParams.get('state')}`);
    expect(await runOut(ended, other.clock, 3_500)).to.deep.equal({ kind: 'delivered' });
    expect(other.session.state.status).to.equal('signed-in');
    expect(findStates()).to.deep.equal([]);
  });

  it('row 64: is waited for no longer when nobody can watch it and somebody has signed in elsewhere', async () => {
    const login = begin();
    await page.arrived();
    await cutOff();
    localStorage.setItem(KEY, JSON.stringify(await page.authority.issue()));
    window.dispatchEvent(new StorageEvent('storage', { key: null }));

    expect(await login).to.include({ sub: page.authority.sub });
    expect(page.session.state.status).to.equal('signed-in');
    expect(findStates()).to.deep.equal([]);
  });

  it('row 64: gives whoever has signed in elsewhere when it is closed', async () => {
    const login = begin();
    await page.arrived();
    localStorage.setItem(KEY, JSON.stringify(await page.authority.issue()));
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    page.setFront(true);
    await cutOff();

    expect(await login).to.include({ sub: page.authority.sub });
  });

  it('row 42: opens no second window once the answer is there, and ends with Cancel then too', async () => {
    const gate = Promise.withResolvers<Response>();
    const asked = Promise.withResolvers<void>();
    page.authority.answers.set('/oauth/token', () => {
      asked.resolve();
      return gate.promise;
    });
    const login = begin();
    await page.answer({ code: 'code-1' });
    await asked.promise;
    if (page.windows[0]) page.windows[0].closed = true;
    page.session.reopenLogin();
    begin();
    expect(page.windows.length).to.equal(1);

    page.session.cancelLogin();
    await expectCode(login, 'ABORTED');
    gate.resolve(new Response('', { status: 500 }));
  });

  it('row 46: two tabs sign in at the same time, each by its own window', async () => {
    const other = await setupSession({ authority: page.authority });
    others.push(other);
    const [first, second] = [begin(), begin({}, other)];
    const [one, two] = [await page.arrived(), await other.arrived()];
    expect(one.searchParams.get('state')).not.to.equal(two.searchParams.get('state'));

    await other.answer({ code: 'code-2' });
    expect(await second).to.include({ sub: page.authority.sub });
    await page.answer({ code: 'code-1' });
    expect(await first).to.include({ sub: page.authority.sub });
    expect([page.session.state.status, other.session.state.status]).to.deep.equal(['signed-in', 'signed-in']);
  });

  it('row 47: a login that died with its tab keeps nobody from signing in', async () => {
    begin();
    await page.arrived();
    // Its tab is gone without a word: what it wrote is all that is left.
    const other = await setupSession({ authority: page.authority });
    others.push(other);
    const login = begin({}, other);
    await other.answer({ code: 'code-2' });

    expect(await login).to.include({ sub: page.authority.sub });
  });

  it('row 54: calls off one of those who wait for it, and not the others', async () => {
    const stop = new AbortController();
    const [first, second] = [begin(), begin({ signal: stop.signal })];
    stop.abort();
    await expectCode(second, 'ABORTED');
    await page.answer({ code: 'code-1' });

    expect(await first).to.include({ sub: page.authority.sub });
  });

  it('row 53: is not opened where no login can end, and the reason is told', async () => {
    const insecure = await setupSession({ authority: page.authority, clientId: 'insecure', isSecureContext: false });
    others.push(insecure);

    await expectCode(insecure.session.login(), 'ENVIRONMENT_UNSUPPORTED');
    await expectCode(insecure.session.login({ useRedirectFlow: true }), 'ENVIRONMENT_UNSUPPORTED');
    expect(insecure.assigned).to.deep.equal([]);
  });
});
