import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import type { RegistrationStep } from '../../src/shared/network.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';
import type { MountOptions } from './support/mount.js';

const STATES = ['unknown', 'unregistered', 'registering', 'registered', 'failed'];
const UNREGISTERED = { account: undefined, registration: 'unregistered' } as const;

async function setup(options: MountOptions = {}) {
  const session = options.session ?? new FakeSession();
  session.signIn(UNREGISTERED);
  const { element } = await mount('imx-register', { ...options, session });
  const step = (registrationStep: RegistrationStep): void => {
    session.signIn({ account: undefined, registration: 'registering', registrationStep });
  };
  /** Ends the last registration as a session does, at a step. */
  const fail = async (code: ErrorCode, at?: RegistrationStep): Promise<void> => {
    if (at) step(at);
    const error = new PassportError(ERROR_TABLE, code);
    session.signIn({ account: undefined, registration: 'failed', error });
    session.registrations.at(-1)?.reject(error);
    await settle();
  };
  const getButtons = (): string[] => queryAll(element, 'button').map((button) => button.textContent.trim());
  const getFocused = (): string | null | undefined => element.shadowRoot?.activeElement?.getAttribute('part');
  return { element, session, step, fail, getButtons, getFocused };
}

describe('<imx-register> endings', () => {
  afterEach(unmountAll);

  const WAYS_OUT: readonly (readonly [ErrorCode, readonly string[]])[] = [
    ['WALLET_TIMEOUT', ['Try again']], ['WALLET_CLOSED', ['Try again']], ['API_UNAVAILABLE', ['Try again']],
    ['API_RATE_LIMITED', ['Try again']], ['API_REFUSED', ['Try again']], ['CODE_UNAVAILABLE', ['Try again']],
    ['REGISTRATION_PENDING', ['Check again']],
    ['API_UNAUTHORIZED', ['Sign out', 'Try again']], ['WALLET_ADDRESS_MISMATCH', ['Sign out', 'Try again']],
    ['STARK_KEY_MISMATCH', ['Sign out', 'Try again']], ['WALLET_NOT_DETERMINISTIC', ['Sign out', 'Try again']],
  ];
  for (const [code, buttons] of WAYS_OUT) {
    it(`row 131: has words and a way out for ${code}`, async () => {
      const { element, fail, getButtons } = await setup();
      query(element, 'button').click();
      await fail(code, 'sign');

      expect(getStates(element, STATES)).to.deep.equal(['failed']);
      expect(query(element, '[role=alert]').textContent).to.contain(ERROR_TABLE[code].resolution);
      expect(getButtons()).to.deep.equal(buttons);
      await expect(element).to.be.accessible();
    });
  }

  it('row 131: says where a retry goes on, and goes on there', async () => {
    const { element, session, fail } = await setup();
    query(element, 'button').click();
    await fail('API_UNAVAILABLE', 'submit');

    expect(query(element, '.actions [part=status]').textContent).to.equal('Goes on with: Registering the account');
    query(element, '[part=retry]').click();
    await settle();
    expect(session.getCalls('register')).to.have.length(2);
    expect(getStates(element, STATES)).to.deep.equal(['registering']);
  });

  it('says nothing of the kind where it begins anew', async () => {
    const { element, fail } = await setup();
    query(element, 'button').click();
    await fail('WALLET_TIMEOUT', 'connect-wallet');

    expect(queryAll(element, '.actions [part=status]')).to.have.length(0);
  });

  it('signs out where another account is the way on, and draws what keeps it from that', async () => {
    const { element, session, fail } = await setup();
    query(element, 'button').click();
    await fail('WALLET_ADDRESS_MISMATCH', 'connect-wallet');
    query(element, '[part=sign-out]').click();
    session.logouts[0]?.reject(new PassportError(ERROR_TABLE, 'LOGOUT_ERROR'));
    await settle();

    expect(session.getCalls('logout')).to.have.length(1);
    expect(element.error?.code).to.equal('LOGOUT_ERROR');
  });

  it('shows progress at once, while code loads and before the session says anything', async () => {
    const { element } = await setup();
    query(element, 'button').click();
    await element.updateComplete;

    expect(getStates(element, STATES)).to.deep.equal(['registering']);
    expect(query(element, '[part=progress] [part=status]').textContent).to.contain('Step 1 of 5');
  });

  it('row 131: says that another tab is at it, to everybody', async () => {
    const { element, session } = await setup();
    session.signIn({ account: undefined, registration: 'registering', isRegisteringElsewhere: true });
    await settle();

    const words = 'Another tab is doing this already';
    expect(query(element, '[part=progress] [part=status]').textContent).to.contain(words);
    expect(query(element, '[role=progressbar]').getAttribute('aria-valuetext')).to.contain(words);
    expect(query(element, '.sr-only').textContent).to.contain(words);
    await expect(element).to.be.accessible();
  });

  it('row 131: one registration of two elements is one, shown by both and ended by the one that began it', async () => {
    const session = new FakeSession();
    const { element: first } = await setup({ session });
    const { element: second, step } = await setup({ session });
    query(first, 'button').click();
    step('sign');
    await settle();

    expect([first, second].map((element) => getStates(element, STATES)[0])).to.deep.equal(['registering', 'registering']);
    expect([first, second].map((element) => queryAll(element, '[part=cancel]').length)).to.deep.equal([1, 0]);
    session.signIn();
    session.registrations[0]?.resolve(ACCOUNT);
    await settle();
    expect([first, second].map((element) => getStates(element, STATES)[0])).to.deep.equal(['registered', 'registered']);
    expect(session.registrations).to.have.length(1);
  });

  it('row 131: a failure on one network is none on the next, where nothing was tried', async () => {
    const { element, session, fail } = await setup();
    query(element, 'button').click();
    await fail('API_UNAVAILABLE', 'submit');

    session.config = { ...session.config!, network: 'immutable-x' };
    session.signIn(UNREGISTERED);
    await settle();
    expect([getStates(element, STATES), element.error]).to.deep.equal([['unregistered'], undefined]);

    // Nor does the next one go on at a step of the one before.
    session.signIn({ account: undefined, registration: 'failed', error: new PassportError(ERROR_TABLE, 'API_UNAVAILABLE') });
    await settle();
    expect(queryAll(element, '.actions [part=status]')).to.have.length(0);
  });

  it('row 131: nor is one that the session was never told of, as of code that did not load', async () => {
    const { element, session } = await setup();
    query(element, 'button').click();
    session.registrations.at(-1)?.reject(new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE'));
    await settle();
    session.signIn(UNREGISTERED);
    await settle();
    expect(element.error?.code, 'on the same network').to.equal('CODE_UNAVAILABLE');

    session.config = { ...session.config!, network: 'immutable-x' };
    session.signIn(UNREGISTERED);
    await settle();
    expect([getStates(element, STATES), element.error]).to.deep.equal([['unregistered'], undefined]);
  });

  it('a failure ends with the one that the session has taken back', async () => {
    const { element, session, fail } = await setup();
    query(element, 'button').click();
    await fail('API_UNAVAILABLE', 'submit');

    session.signIn(UNREGISTERED);
    await settle();
    expect([getStates(element, STATES), element.error]).to.deep.equal([['unregistered'], undefined]);
  });

  it('an account that was made elsewhere ends a failure', async () => {
    const { element, session, fail } = await setup();
    query(element, 'button').click();
    await fail('REGISTRATION_PENDING', 'confirm');
    session.signIn();
    await settle();

    expect(getStates(element, STATES)).to.deep.equal(['registered']);
    expect(element.error).to.equal(undefined);
  });

  describe('focus', () => {
    it('goes to the progress and not to its Cancel, on to the retry, and to the account', async () => {
      const { element, session, step, fail, getFocused } = await setup();
      query(element, 'button').focus();
      await sendKeys({ press: 'Enter' });
      step('connect-wallet');
      await settle();
      const whileRunning = getFocused();
      await sendKeys({ press: 'Enter' });
      await fail('API_UNAVAILABLE', 'sign');
      const whenFailed = getFocused();
      await sendKeys({ press: 'Enter' });
      await settle();
      session.signIn();
      session.registrations[1]?.resolve(ACCOUNT);
      await settle();

      expect([whileRunning, whenFailed, getFocused()]).to.deep.equal(['progress', 'retry', 'status']);
      expect(session.registrations.map(({ options }) => options.signal?.aborted)).to.deep.equal([false, false]);
    });

    it('reaches Cancel by the Tab key, and comes back to the button', async () => {
      const { element, session, step, getFocused } = await setup();
      query(element, 'button').focus();
      await sendKeys({ press: 'Enter' });
      step('sign');
      await settle();
      await sendKeys({ press: 'Tab' });
      const atCancel = getFocused();
      await sendKeys({ press: 'Enter' });
      session.signIn(UNREGISTERED);
      await settle();

      expect([atCancel, getFocused()]).to.deep.equal(['cancel', 'button']);
      expect(session.registrations[0]?.options.signal?.aborted).to.equal(true);
    });

    it('goes to the progress from a trigger of the page, and back to it', async () => {
      const { element, session, step, getFocused } = await setup({ content: '<button slot="trigger">Begin</button>' });
      const trigger = element.querySelector('button');
      trigger?.focus();
      await sendKeys({ press: 'Enter' });
      step('sign');
      await settle();
      const whileRunning = getFocused();
      element.cancel();
      session.signIn(UNREGISTERED);
      await settle();

      expect(whileRunning).to.equal('progress');
      expect(document.activeElement).to.equal(trigger);
    });

    it('stays where it is on the page otherwise', async () => {
      const { session, step, fail } = await setup();
      const field = document.createElement('input');
      document.body.append(field);
      field.focus();
      step('sign');
      await fail('API_UNAVAILABLE');
      session.signIn();
      await settle();

      expect(document.activeElement).to.equal(field);
      field.remove();
    });
  });

  describe('leaving the page', () => {
    it('row 131: ends what the element began, and not when it is moved', async () => {
      const { element, session } = await setup();
      const events = record('passport-error');
      query(element, 'button').click();
      const parent = document.createElement('div');
      document.body.append(parent);
      parent.append(element);
      await settle();
      const afterMove = session.registrations[0]?.options.signal?.aborted;
      parent.remove();
      await settle();

      expect([afterMove, session.registrations[0]?.options.signal?.aborted]).to.deep.equal([false, true]);
      expect(events).to.have.length(0);
    });

    it('begins on its own again where an automatic registration was ended by leaving', async () => {
      const session = new FakeSession();
      const { element } = await setup({ session, attributes: { auto: '' } });
      element.remove();
      await settle();
      session.signIn(UNREGISTERED);
      await setup({ session, attributes: { auto: '' } });

      expect(session.getCalls('register')).to.have.length(2);
    });
  });
});
