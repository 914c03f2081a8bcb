import { expect } from '@open-wc/testing';
import type { PassportConfig } from '../../src/shared/config.js';
import { flush, runOut } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const KEY = 'oidc.user:http://authority.localhost:test-client';
const END = `${location.origin}/signed-out.html`;
const REVOKE = '/oauth/revoke';

describe('session.logout', () => {
  let page: SessionSetup;

  afterEach(() => {
    page.session.dispose();
    localStorage.clear();
  });

  async function setup(extra: PassportConfig = {}): Promise<void> {
    localStorage.clear();
    page = await setupSession({ extra: { logoutRedirectUri: END, ...extra } });
    const login = page.session.login();
    await page.answer({ code: 'code-1' });
    await login;
    page.reasons.length = 0;
  }

  /** The frame that a silent logout visits, once it is there. */
  async function findFrame(): Promise<HTMLIFrameElement> {
    for (;;) {
      const frame = document.querySelector<HTMLIFrameElement>('iframe[src*="/v2/logout"]');
      if (frame) return frame;
      await page.clock.advance(0);
      await new Promise((resolve) => { setTimeout(resolve); });
    }
  }

  /** What the page at `logout-redirect-uri` says in that frame. */
  function report(frame: HTMLIFrameElement, url: string, change: MessageEventInit = {}): void {
    window.dispatchEvent(new MessageEvent('message', {
      origin: location.origin, source: frame.contentWindow, data: { type: 'passport-widgets/hidden-page@1', url }, ...change,
    }));
  }

  it('leaves the page for the service, with nothing secret in the URL', async () => {
    await setup();
    await page.session.logout();

    const url = new URL(page.assigned[0] ?? '');
    expect(url.pathname).to.equal('/v2/logout');
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({ client_id: 'test-client', returnTo: END });
    expect(page.authority.count(REVOKE)).to.equal(1);
    expect(localStorage.getItem(KEY)).to.equal(null);
    expect(page.reasons).to.deep.equal(['signed-out']);
    expect(page.clock.pending).to.equal(0);
  });

  it('ends silently once the page at logout-redirect-uri says so', async () => {
    await setup({ logoutMode: 'silent' });
    const logout = page.session.logout();
    const frame = await findFrame();
    // Whatever loads there first is no proof, and neither is anybody else's word.
    frame.dispatchEvent(new Event('load'));
    report(frame, END, { origin: 'https://evil.example' });
    report(frame, END, { source: window });
    report(frame, `${location.origin}/elsewhere.html`);
    await flush();
    expect(page.session.state.status).to.equal('signing-out');
    report(frame, `${END}?x=1`);

    await logout;
    expect(page.session.state.status).to.equal('signed-out');
    expect(frame.isConnected).to.equal(false);
    expect(page.clock.pending).to.equal(0);
  });

  it('row 85: says after ten seconds that the service could not be told; here nobody is signed in all the same', async () => {
    await setup({ logoutMode: 'silent' });
    const logout = expectCode(runOut(page.session.logout(), page.clock), 'LOGOUT_ERROR');

    expect(page.session.state.user).to.equal(undefined);
    await logout;
    expect(localStorage.getItem(KEY)).to.equal(null);
    expect(document.querySelector('iframe[src*="/v2/logout"]')).to.equal(null);
    await expectCode(runOut(page.session.handleCallback(END), page.clock, 3_500), 'CALLBACK_OPENED_DIRECTLY');
  });

  it('where there is no logout-redirect-uri, ends silently with whatever the service shows', async () => {
    await setup({ logoutMode: 'silent', logoutRedirectUri: '' });
    const logout = page.session.logout();
    (await findFrame()).dispatchEvent(new Event('load'));

    await logout;
    expect(page.session.state.status).to.equal('signed-out');
  });

  it('does not disturb who signs in while the service is being told', async () => {
    await setup({ logoutMode: 'silent' });
    const logout = page.session.logout();
    const frame = await findFrame();
    const login = page.session.login();
    expect(page.session.state.status).to.equal('signing-in');
    report(frame, END);
    await logout;

    expect(page.session.state.status).to.equal('signing-in');
    await page.answer({ code: 'code-2' }, 1);
    expect(await login).to.include({ sub: page.authority.sub });
  });

  it('ends a login that is under way', async () => {
    await setup();
    await page.session.getLogoutUrl();
    const login = expectCode(page.session.login(), 'ABORTED');
    await page.session.logout();

    await login;
    expect(page.session.state.status).to.equal('signed-out');
  });

  it('getLogoutUrl signs out here only, and gives the URL for the page to open', async () => {
    await setup();
    const url = await page.session.getLogoutUrl();

    expect(url).to.equal(`http://authority.localhost/v2/logout?client_id=test-client&returnTo=${encodeURIComponent(END)}`);
    expect(page.session.state.status).to.equal('signed-out');
    expect(localStorage.getItem(KEY)).to.equal(null);
    expect(page.assigned).to.deep.equal([]);
    expect(page.reasons).to.deep.equal(['signed-out']);
    expect(await runOut(page.session.handleCallback(END), page.clock, 3_500)).to.deep.equal({ kind: 'signed-out' });
  });

  it('logoutSilentCallback says that there is no page around it', async () => {
    await setup();
    // The fake page stands in no frame.
    await expectCode(page.session.logoutSilentCallback(END), 'CALLBACK_OPENED_DIRECTLY');
  });
});
