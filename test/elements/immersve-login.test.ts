import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import '../../src/elements/immersve-login/immersve-login.js';
import type { ImmersveErrorEvent, ImmersveStateEvent } from '../../src/elements/immersve-login/immersve-login.events.js';
import type { ImmersveLogin } from '../../src/elements/immersve-login/immersve-login.js';
import { IMMERSVE_ERRORS } from '../../src/shared/errors/immersve.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { createFakeSigner, PROFILE } from '../support/fake-immersve.js';
import { FakeSession } from '../support/fake-session.js';
import { expectCode } from '../support/rejection.js';
import { getStates, mount, query, queryAll, record, settle, unmountAll } from './support/mount.js';

const STATES = [
  'unknown', 'restoring', 'signed-out', 'choosing', 'connecting', 'checking', 'signing', 'completing', 'signed-in', 'signing-out', 'failed',
];
const ICON = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E';
const WALLETS = [createFakeSigner('Anemone', 'siwe', ICON), createFakeSigner('Barnacle', 'siwe', 'https://a.example/x.png'), createFakeSigner('Conch', 'xrpl')];

describe('immersve-login', () => {
  afterEach(unmountAll);

  async function open(attributes: Record<string, string> = {}, content = ''): Promise<{ element: ImmersveLogin; session: FakeSession }> {
    const session = new FakeSession();
    session.immersve.setWallets(...WALLETS);
    const mounted = await mount('immersve-login', { attributes, content, session });
    return { ...mounted, session };
  }
  const click = async (element: ImmersveLogin, selector: string): Promise<void> => {
    query(element, selector).click();
    await settle();
  };
  const choose = async (element: ImmersveLogin, index = 0): Promise<void> => {
    await click(element, '.button');
    queryAll(element, '.wallet')[index]?.click();
    await settle();
  };

  it('is accessible while signed out, and with the chooser open', async () => {
    const { element } = await open();
    await expect(element).to.be.accessible();
    await click(element, '.button');
    await expect(element).to.be.accessible();
  });

  for (const status of ['connecting', 'signing', 'signed-in', 'failed'] as const) {
    it(`is accessible while ${status}`, async () => {
      const { element, session: { immersve } } = await open();
      immersve.set({
        status, signer: { id: 'a', name: 'Anemone', method: 'siwe' },
        ...(status === 'signed-in' ? { profile: PROFILE } : {}),
        ...(status === 'failed' ? { error: new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_ACCOUNT_DOES_NOT_EXIST') } : {}),
      });
      await settle();

      await expect(element).to.be.accessible();
    });
  }

  it('works by keyboard alone: opens, chooses, closes, with the focus where it belongs', async () => {
    const { element, session: { immersve } } = await open();
    query(element, '.button').focus();
    await sendKeys({ press: 'Enter' });
    await settle();
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Anemone');
    await sendKeys({ press: 'Escape' });
    await settle();
    expect(element.shadowRoot?.activeElement).to.equal(query(element, '.button.primary'));

    await sendKeys({ press: 'Enter' });
    await settle();
    await sendKeys({ press: 'Enter' });
    await settle();

    expect(immersve.logins[0]?.options.signer).to.equal(WALLETS[0]);
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Cancel');
  });

  it('signs in: start, states, login, each told once and by this element', async () => {
    const events = record('immersve-login-start', 'immersve-state', 'immersve-login', 'immersve-error', 'passport-error');
    const { element, session: { immersve } } = await open({ 'siwe-network': 'base-sepolia', 'auto-signup': '' });
    await choose(element);
    const { options, resolve } = immersve.logins[0] ?? expect.fail();
    expect(options).to.include({ network: 'base-sepolia', autoSignup: true, mode: 'login' });
    immersve.set({ status: 'signing', signer: options.signer });
    await settle();
    immersve.set({ status: 'signed-in', profile: PROFILE });
    resolve(PROFILE);
    await settle();

    expect(events.map((event) => event.type === 'immersve-state' ? (event as ImmersveStateEvent).state : event.type)).to.deep.equal([
      'choosing', 'immersve-login-start', 'connecting', 'signing', 'immersve-login', 'signed-in',
    ]);
    expect(getStates(element, STATES)).to.deep.equal(['signed-in']);
    expect(query(element, '[part=address]').textContent).to.equal('0xDB7B…c27A');
    await click(element, '[part=button]');
    expect(immersve.logouts).to.equal(1);
  });

  it('chooses nobody: a single wallet is offered, not taken (row 134)', async () => {
    const { element, session: { immersve } } = await open();
    immersve.setWallets(WALLETS[0] as (typeof WALLETS)[number]);
    await click(element, '.button');

    expect(getStates(element, STATES)).to.deep.equal(['choosing']);
    expect(immersve.logins).to.have.length(0);
  });

  it('row 134: draws strangers\' names as text and only pictures that are data', async () => {
    const { element, session: { immersve } } = await open();
    immersve.setWallets(...WALLETS, createFakeSigner('<img src=x onerror=alert(1)>\u202e'), createFakeSigner('x'.repeat(500)));
    await click(element, '.button');

    expect(queryAll(element, 'img').map((image) => image.getAttribute('src'))).to.deep.equal([ICON]);
    expect(queryAll(element, 'bdi').map(({ textContent }) => textContent)).to.deep.equal([
      'Anemone', 'Barnacle', '<img src=x onerror=alert(1)>', `${'x'.repeat(39)}…`, 'Conch',
    ]);
  });

  it('asks the site\'s own wallet in the click, without a chooser', async () => {
    const { element, session: { immersve } } = await open();
    const own = createFakeSigner('Own', 'algorand');
    element.signer = own;
    query(element, '.button').click();

    expect(immersve.logins[0]?.options.signer).to.equal(own);
  });

  it('does nothing when the start or the challenge is refused', async () => {
    const { element, session: { immersve } } = await open();
    element.addEventListener('immersve-login-start', (event) => event.preventDefault(), { once: true });
    expect(await element.login({ signer: WALLETS[0] })).to.equal(null);
    expect(immersve.logins).to.have.length(0);

    element.addEventListener('immersve-challenge', (event) => event.preventDefault());
    element.login({ signer: WALLETS[0] }).catch(() => {});
    expect(immersve.logins[0]?.options.onChallenge?.({ message: 'm' }, 'polygon-amoy')).to.equal(false);
  });

  for (const code of Object.keys(IMMERSVE_ERRORS) as ErrorCode[]) {
    it(`draws ${code} as an alert with a way on, and tells it once`, async () => {
      const { element, session: { immersve } } = await open();
      const errors = record('immersve-error');
      await choose(element);
      immersve.fail(code);
      await settle();

      expect(errors.map((event) => (event as ImmersveErrorEvent).error.code)).to.deep.equal([code]);
      expect(getStates(element, STATES)).to.deep.equal(['failed']);
      expect(query(element, '[role=alert]').textContent).to.contain(IMMERSVE_ERRORS[code as keyof typeof IMMERSVE_ERRORS].message);
      expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('retry');
      query(element, '[part=retry]').click();
      await settle();
      expect(getStates(element, ['choosing', 'connecting'])).to.have.length(1);
    });
  }

  it('offers the other mode where an account is missing, or there already', async () => {
    const { element, session: { immersve } } = await open();
    await choose(element);
    for (const [code, mode] of [['IMMERSVE_ACCOUNT_DOES_NOT_EXIST', 'signup'], ['IMMERSVE_ACCOUNT_EXISTS', 'login']] as const) {
      immersve.fail(code);
      await settle();
      await click(element, '[part=retry]');
      expect(immersve.logins.at(-1)?.options.mode).to.equal(mode);
    }
  });

  it('says that the visitor declined, without an alarm', async () => {
    const { element, session: { immersve } } = await open();
    await choose(element);
    immersve.logins[0]?.reject(new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_USER_REJECTED'));
    immersve.set({ status: 'signed-out' });
    await settle();

    expect(getStates(element, STATES)).to.deep.equal(['signed-out']);
    expect(query(element, '[role=status]').textContent).to.contain('declined');
  });

  it('cancels by its button and by its method, and when it leaves the page for good', async () => {
    const { element, session: { immersve } } = await open();
    await choose(element);
    await click(element, '[part=cancel]');
    expect(immersve.cancelled).to.equal(1);
    const running = expectCode(element.login({ signer: WALLETS[0] }), 'ABORTED');
    element.cancel();
    await running;
    await choose(element);
    const parent = element.parentElement;
    element.remove();
    parent?.append(element);
    await settle();
    expect(immersve.logins.at(-1)?.options.signal?.aborted).to.equal(false);
    element.remove();
    await settle();
    expect(immersve.logins.at(-1)?.options.signal?.aborted).to.equal(true);
    expect([immersve.listeners.size, immersve.walletListeners.size]).to.deep.equal([0, 0]);
  });

  it('states what its attributes say, and takes it back when it goes', async () => {
    const { element, session: { immersve } } = await open({ environment: 'sandbox', 'client-application-id': 'a', 'exclude-rdns': 'com.a COM.B', methods: 'xrpl siwe nonsense' });
    await click(element, '.button');
    expect(immersve.walletOptions.at(-1)?.excludeRdns).to.deep.equal(['com.a', 'com.b']);
    expect(queryAll(element, '.heading').map(({ textContent }) => textContent)).to.deep.equal(['Xahau', 'Ethereum']);
    element.remove();
    await settle();

    expect(immersve.contributions.at(0)).to.deep.equal({ environment: 'sandbox', clientApplicationId: 'a' });
    expect(immersve.contributions.at(-1)).to.deep.equal({});
  });

  it('draws a contradiction with another element, and does not sign in', async () => {
    const { element, session: { immersve } } = await open();
    immersve.contributeError = new PassportError({ INVALID_CONFIGURATION: { type: 'INVALID_CONFIGURATION', message: 'Two.', resolution: 'One.', retryable: false } }, 'INVALID_CONFIGURATION');
    element.clientApplicationId = 'b';
    await settle();

    expect(getStates(element, STATES)).to.deep.equal(['failed']);
    await expectCode(element.login({ signer: WALLETS[0] }), 'INVALID_CONFIGURATION');
  });

  it('opens by what the page puts in its slot, and not while disabled', async () => {
    const { element } = await open({ disabled: '' }, '<button slot="trigger">Cards</button>');
    element.querySelector('button')?.click();
    await settle();
    expect(getStates(element, STATES)).to.deep.equal(['signed-out']);
    element.disabled = false;
    element.querySelector('button')?.click();
    await settle();

    expect(getStates(element, STATES)).to.deep.equal(['choosing']);
  });
});
