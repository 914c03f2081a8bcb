import { expect } from '@open-wc/testing';
import { isInForeignFrame } from '../../src/elements/support/frame.js';
import type { PassportErrorEvent } from '../../src/elements/support/error.events.js';
import { REGISTRATION_STEPS } from '../../src/shared/network.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';
import type { MountOptions } from './support/mount.js';

const STATES = ['unknown', 'unregistered', 'registering', 'registered', 'failed'];
const UNREGISTERED = { account: undefined, registration: 'unregistered' } as const;

async function setup(options: MountOptions = {}) {
  const session = options.session ?? new FakeSession();
  if (!options.session) session.signIn(UNREGISTERED);
  return mount('imx-register', { ...options, session });
}

describe('<imx-register>', () => {
  afterEach(unmountAll);

  describe('accessibility', () => {
    const scenes: Record<string, (session: FakeSession) => void> = {
      unknown: (session) => session.signIn({ account: undefined, registration: 'unknown' }),
      unregistered: (session) => session.signIn(UNREGISTERED),
      registering: (session) => session.signIn({ account: undefined, registration: 'registering', registrationStep: 'sign' }),
      registered: (session) => session.signIn(),
      failed: (session) => session.signIn({
        account: undefined, registration: 'failed', error: new PassportError(ERROR_TABLE, 'WALLET_TIMEOUT') }),
    };
    for (const [name, play] of Object.entries(scenes)) {
      it(`is clean, and in exactly one state, while ${name}`, async () => {
        const { element, session } = await setup();
        play(session);
        await settle();

        expect(getStates(element, STATES)).to.deep.equal([name]);
        await expect(element).to.be.accessible();
      });
    }

    it('tells each step by the progress bar and by the live region', async () => {
      const { element, session } = await setup();
      const told: (string | null)[] = [];
      for (const registrationStep of REGISTRATION_STEPS) {
        session.signIn({ account: undefined, registration: 'registering', registrationStep });
        await settle();
        const bar = query(element, '[role=progressbar]');
        expect(bar.getAttribute('aria-valuenow')).to.equal(String(REGISTRATION_STEPS.indexOf(registrationStep)));
        expect(query(element, '[role=status]').textContent).to.contain(bar.getAttribute('aria-valuetext'));
        told.push(bar.getAttribute('aria-valuetext'));
      }

      expect(told[0]).to.equal('Step 1 of 5: Connecting your wallet');
      expect(new Set(told).size).to.equal(5);
    });
  });

  it('registers: start, each step, and the account, in order', async () => {
    const { element, session } = await setup();
    const events = record('imx-register-start', 'imx-register-progress', 'imx-register', 'passport-error');

    query(element, 'button').click();
    session.registrations[0]?.options.onStep?.('connect-wallet');
    session.registrations[0]?.options.onStep?.('sign');
    session.signIn();
    session.registrations[0]?.resolve(ACCOUNT);
    await settle();

    expect(events.map((event) => event.type)).to.deep.equal(
      ['imx-register-start', 'imx-register-progress', 'imx-register-progress', 'imx-register'],
    );
    expect(events[2]).to.include({ step: 'sign', index: 2, total: 5, cancelable: false });
    expect(events[3]).to.include({ account: ACCOUNT });
    expect(query(element, '[part=status]').textContent).to.contain('Account ready');
  });

  it('does nothing when imx-register-start is cancelled', async () => {
    const { element, session } = await setup();
    element.addEventListener('imx-register-start', (event) => event.preventDefault());

    expect(await element.register()).to.equal(undefined);
    expect(session.getCalls('register')).to.have.length(0);
  });

  it('cancels its own registration, and offers no cancel for one that others began', async () => {
    const { element, session } = await setup();
    const events = record('passport-error');
    session.signIn({ account: undefined, registration: 'registering' });
    await settle();
    const foreign = queryAll(element, '[part=cancel]').length;

    session.signIn(UNREGISTERED);
    await settle();
    query(element, 'button').click();
    session.signIn({ account: undefined, registration: 'registering' });
    await settle();
    query(element, '[part=cancel]').click();
    session.signIn(UNREGISTERED);
    await settle();

    expect(foreign).to.equal(0);
    expect(session.registrations[0]?.options.signal?.aborted).to.equal(true);
    expect((events.at(-1) as PassportErrorEvent).error.code).to.equal('ABORTED');
    expect(getStates(element, STATES)).to.deep.equal(['unregistered']);
  });

  it('gives the running registration to who registers twice, and starts once', async () => {
    const { element, session } = await setup();
    const events = record('imx-register-start', 'passport-error');

    const both = [element.register(), element.register()];
    await settle();
    session.registrations[0]?.resolve(ACCOUNT);

    expect(await Promise.all(both)).to.deep.equal([ACCOUNT, ACCOUNT]);
    expect(session.registrations).to.have.length(1);
    expect(events.map(({ type }) => type)).to.deep.equal(['imx-register-start']);
  });

  it('starts anew after a cancel, once the cancelled registration has ended', async () => {
    const { element, session } = await setup();
    const events = record('imx-register-start', 'passport-error');

    const first = element.register().catch((error: unknown) => error);
    element.cancel();
    const others = [element.register(), element.register()];
    await settle();
    session.registrations[1]?.resolve(ACCOUNT);

    expect(await first).to.include({ code: 'ABORTED' });
    expect(await Promise.all(others)).to.deep.equal([ACCOUNT, ACCOUNT]);
    expect(session.registrations).to.have.length(2);
    expect(events.map(({ type }) => type)).to.deep.equal(['imx-register-start', 'passport-error', 'imx-register-start']);
  });

  it('row 131: draws a failure, and tries again', async () => {
    const { element, session } = await setup();
    const error = new PassportError(ERROR_TABLE, 'USER_REGISTRATION_ERROR');
    query(element, 'button').click();
    session.registrations[0]?.reject(error);
    session.signIn({ account: undefined, registration: 'failed', error });
    await settle();

    expect(element.error).to.equal(error);
    expect(query(element, '[role=alert]').textContent).to.contain('could not be registered');
    query(element, '[part=retry]').click();

    expect(session.getCalls('register')).to.have.length(2);
  });

  it('asks to sign in first while nobody is signed in, and does not act', async () => {
    const { element, session } = await setup({ session: new FakeSession() });

    expect(queryAll(element, 'button')).to.have.length(0);
    expect(query(element, '[part=status]').textContent).to.contain('Sign in');
    expect(session.getCalls('register')).to.have.length(0);
  });

  it('keeps text and address whole in a narrow column, the one under the other', async () => {
    const { element, session } = await setup();
    session.signIn();
    await settle();
    const [text, address] = queryAll(element, '.facts > *');
    const measure = (width: string) => {
      element.style.inlineSize = width;
      return [text, address].map((part) => part!.getBoundingClientRect());
    };
    const wide = measure('400px');
    const narrow = measure('200px');

    expect(narrow.map(({ height }) => height)).to.deep.equal(wide.map(({ height }) => height));
    expect(wide[1]?.left).to.be.at.least(wide[0]?.right ?? Infinity);
    expect(narrow[1]?.left).to.equal(narrow[0]?.left);
    expect(narrow[1]?.top).to.be.at.least(narrow[0]?.bottom ?? Infinity);
    expect(address?.querySelector('[part=address]')?.scrollWidth).to.be.at.most(address?.querySelector('[part=address]')?.clientWidth ?? 0);
  });

  it('shows the copy of the address only once verified', async () => {
    const { element, session } = await setup();
    session.signIn({ trust: 'restored' });
    await settle();
    const before = queryAll(element, '[part=copy]').length;
    session.signIn();
    await settle();

    expect([before, queryAll(element, '[part=copy]').length]).to.deep.equal([0, 1]);
  });

  describe('auto', () => {
    it('registers once per session, also with two elements, and not again after a failure', async () => {
      const session = new FakeSession();
      session.signIn(UNREGISTERED);
      await setup({ session, attributes: { auto: '' } });
      const { element } = await setup({ session, attributes: { auto: '' } });
      session.registrations[0]?.reject(new PassportError(ERROR_TABLE, 'WALLET_TIMEOUT'));
      session.signIn({ ...UNREGISTERED, registration: 'failed', error: new PassportError(ERROR_TABLE, 'WALLET_TIMEOUT') });
      await settle();
      session.signIn(UNREGISTERED);
      element.requestUpdate();
      await settle();

      expect(session.getCalls('register')).to.have.length(1);
    });

    it('waits for the visitor, and leaves those alone who are registered', async () => {
      const session = new FakeSession();
      await setup({ session, attributes: { auto: '' } });
      session.signIn();
      await settle();

      expect(session.getCalls('register')).to.have.length(0);
    });

    it('can be refused by the page', async () => {
      const session = new FakeSession();
      session.signIn(UNREGISTERED);
      const refuse = (event: Event): void => event.preventDefault();
      document.addEventListener('imx-register-start', refuse);
      await setup({ session, attributes: { auto: '' } });
      document.removeEventListener('imx-register-start', refuse);

      expect(session.getCalls('register')).to.have.length(0);
    });

    it('row 151: knows a frame of another site, where nothing begins on its own', () => {
      const page = { origin: 'https://shop.example' };
      const create = (top: object) => ({ ...page, self: page, top }) as unknown as Window;
      const locked = Object.defineProperty({}, 'origin', { get() { throw new DOMException('', 'SecurityError'); } });

      expect(isInForeignFrame(create(page))).to.equal(false);
      expect(isInForeignFrame(create({ origin: 'https://shop.example' }))).to.equal(false);
      expect(isInForeignFrame(create(locked))).to.equal(true);
    });
  });
});
