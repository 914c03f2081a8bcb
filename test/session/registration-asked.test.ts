import { expect } from '@open-wc/testing';
import type { WalletTransport } from '../../src/shared/wallet.js';
import { FakeAuthority } from '../auth/support/authority.js';
import { turn } from '../support/fake-clock.js';
import { expectCode } from '../support/rejection.js';
import { setupSession } from './support/page.js';
import type { SessionSetup } from './support/page.js';

const AUTHORITY = 'http://authority.localhost';
const KEY = `oidc.user:${AUTHORITY}:test-client`;

describe('a click on registering', () => {
  let authority: FakeAuthority;
  let page: SessionSetup;
  /** What the wallet was asked. */
  let asked: string[];
  let endOtherTab: () => void;
  const element = {};

  beforeEach(async () => {
    localStorage.clear();
    authority = await FakeAuthority.create();
    asked = [];
    const ask = (question: string): Promise<never> => (asked.push(question), new Promise(() => {}));
    const walletTransport: WalletTransport = { getAddress: () => ask('address'), sign: () => ask('sign'), disconnect: async () => {} };
    localStorage.setItem(KEY, JSON.stringify({ ...await authority.issue(), expires_at: Math.floor(authority.nowMs / 1000) + 86_400 }));
    page = await setupSession({ authority, extra: { network: undefined, walletTransport } });
    await page.session.ready;
    page.session.contribute(element, { network: 'immutable-x' });
    const name = `passport-widgets.register.${AUTHORITY}.test-client.${authority.sub}`;
    const end = Promise.withResolvers<void>();
    endOtherTab = end.resolve;
    await new Promise<void>((resolve) => {
      void navigator.locks.request(name, () => (resolve(), end.promise));
    });
  });
  afterEach(() => {
    endOtherTab();
    page.session.dispose();
    localStorage.clear();
  });

  /** Resolves once the session waits for the other tab. */
  async function waits(): Promise<void> {
    const { session, clock } = page;
    await new Promise<void>((resolve) => {
      session.subscribe(({ registration }) => { if (registration === 'registering') resolve(); });
    });
    await clock.advance(500);
    expect(session.state.isRegisteringElsewhere).to.equal(true);
  }

  it('is shown as going on in another tab no longer than its user is signed in', async () => {
    const registering = expectCode(page.session.register(), 'NOT_LOGGED_IN_ERROR');
    await waits();
    const shown: boolean[] = [];
    page.session.subscribe(({ status, isRegisteringElsewhere = false }) => { if (status === 'signing-out') shown.push(isRegisteringElsewhere); });
    void page.session.logout();
    await registering;

    expect(shown[0]).to.equal(false);
  });

  for (const [when, leave] of [['before', () => {}], ['as it begins', (stop: AbortController) => stop.abort()]] as const) {
    it(`is left by its caller with ABORTED ${when}, too, and asks nobody`, async () => {
      const stop = new AbortController();
      if (when === 'before') stop.abort();
      const registering = expectCode(page.session.register({ signal: stop.signal }), 'ABORTED');
      leave(stop);

      await registering;
      expect(asked).to.deep.equal([]);
    });
  }

  it('is left with ABORTED, and shows no failure, whatever the reason of its signal is', async () => {
    const stop = new AbortController();
    const registering = expectCode(page.session.register({ signal: stop.signal }), 'ABORTED');
    await waits();
    stop.abort(new Error('a reason of the page'));

    await registering;
    expect([page.session.state.registration, page.session.state.error]).to.deep.equal(['unregistered', undefined]);
  });

  const ENDINGS = {
    'a switch of the network': ['ABORTED', () => page.session.contribute(element, { network: 'immutable-chain' })],
    'another configuration': ['ABORTED', () => page.session.replace(page.config)],
    'a logout': ['NOT_LOGGED_IN_ERROR', () => void page.session.logout()],
  } as const;
  for (const [name, [code, end]] of Object.entries(ENDINGS)) {
    it(`does not outlive ${name} while another tab registers`, async () => {
      const registering = expectCode(page.session.register(), code);
      await waits();

      end();
      await registering;
      endOtherTab();
      await turn();

      expect(asked).to.deep.equal([]);
      expect(page.session.state).not.to.have.property('isRegisteringElsewhere');
    });

    it(`does not outlive ${name} in the moment after it`, async () => {
      endOtherTab();
      const registering = expectCode(page.session.register(), code);
      end();

      await registering;
      expect(asked).to.deep.equal([]);
    });
  }
});
