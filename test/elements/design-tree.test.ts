import 'axe-core/axe.min.js';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SCENES } from '../../scripts/scenes/scenes.js';
import { showScenes } from '../../scripts/scenes/show-scenes.js';
import { readAccessibilityTree } from '../support/accessibility-tree.js';
import { FakeSession, USER } from '../support/fake-session.js';
import { mount, query, settle, unmountAll } from './support/mount.js';

const NOTHING_SAID = 'status';

/** What assistive technology is told, by scene. */
const TREES: Readonly<Record<string, readonly string[]>> = {
  'passport-login--restoring': [NOTHING_SAID, 'button "Sign in" busy=true'],
  'passport-login--signed-out': [NOTHING_SAID, 'button "Sign in"'],
  'passport-login--methods': [NOTHING_SAID, 'button "Sign in" haspopup=menu'],
  'passport-login--methods-open': [NOTHING_SAID, 'button "Sign in" expanded=true haspopup=menu', 'menu "Sign in with"',
    'menuitem "Google"', 'menuitem "Apple"', 'menuitem "Facebook"', 'menuitem "Email"'],
  'passport-login--signing-in': ['status "Signing in… Finish in the window that opened."', 'Signing in…', 'Finish in the window that opened.', 'button "Cancel"'],
  'passport-login--signed-in': [NOTHING_SAID, 'Ada Example', '0x1111…0000', 'button "Copy address"', NOTHING_SAID, 'button "Sign out"'],
  'passport-login--closed': [NOTHING_SAID,
    'alert "Sign-in did not finish The sign-in window was closed before sign-in finished. Sign in again and finish in the window that opens."', 'button "Try again"'],
  'passport-callback--finishing': ['status "Finishing sign-in…"', 'Finishing sign-in…'],
  'imx-register--unregistered': [NOTHING_SAID, 'button "Set up your account"'],
  'imx-register--registering': ['status "Setting up your account. Step 3 of 5: Signing the request"', 'group "Setting up your account"', 'Setting up your account',
    'button "Cancel"', 'progressbar "Setting up your account" valuenow=2 valuemax=5 valuetext=Step 3 of 5: Signing the request', 'Step 3 of 5: Signing the request'],
  'immersve-login--choosing-one-kind': ['status "4 wallets found"', 'group "Choose a wallet"', 'Choose a wallet', 'button "Close"',
    'group "Ethereum"', 'button "Anemone"', 'button "A wallet whose name is longer than any …"'],
  'approval--transfer': ['dialog "Confirm this transfer"', 'heading "Confirm this transfer"', 'shop.example asks for your signature. Check that this is what you want.',
    'term "Amount"', 'Amount', 'definition', '1.25 ETH', 'term "To"', 'To', 'definition',
    '0x9999888877776666555544443333222211110000', 'term "Network"', 'Network', 'definition', 'Immutable X', 'button "Reject"', 'button "Confirm"'],
};

describe('what assistive technology is told', () => {
  const page = document.createElement('main');

  after(() => page.remove());

  it('is this, in these states', async function check() {
    this.timeout(60_000);
    document.body.append(page);
    const shown = await showScenes(SCENES.filter(({ tag, name }) => TREES[`${tag}--${name}`]), page);

    const trees = Object.fromEntries(shown.map(({ id, element }) => [id, readAccessibilityTree(element)]));
    expect(trees).to.deep.equal(TREES);
  });
});

describe('the way through a page by keyboard alone', () => {
  afterEach(unmountAll);

  it('signs in, registers, copies, signs out, and never loses its place', async function travel() {
    this.timeout(30_000);
    const session = new FakeSession();
    const { element: login } = await mount('passport-login', { session, attributes: { methods: 'google email' } });
    const { element: register } = await mount('imx-register', { session });
    const getPlace = (): string => {
      const { activeElement } = document;
      return `${activeElement?.localName}: ${(activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? activeElement?.shadowRoot?.activeElement?.textContent?.trim())}`;
    };
    const press = async (key: string): Promise<string> => {
      await sendKeys({ press: key });
      await settle();
      return getPlace();
    };

    expect(await press('Tab')).to.equal('passport-login: Sign in');
    expect(await press('Enter')).to.equal('passport-login: Google');
    expect(await press('Enter')).to.equal('passport-login: Sign in');
    session.set({ status: 'signing-in', loginWindow: 'watched' });
    await settle();
    expect(getPlace()).to.equal('passport-login: Cancel');
    session.signIn({ account: undefined, registration: 'unregistered' });
    session.logins[0]?.resolve(USER);
    await settle();
    expect(getPlace()).to.equal('passport-login: Sign out');
    expect(query(login, '[role=status]').textContent).to.equal('Signed in as Ada Example');

    expect(await press('Tab')).to.equal('imx-register: Set up your account');
    await press('Enter');
    session.signIn({ account: undefined, registration: 'registering', registrationStep: 'sign' });
    await settle();
    expect(query(register, ':focus').getAttribute('role')).to.equal('group');
    expect(await press('Tab')).to.equal('imx-register: Cancel');
    session.signIn();
    await settle();
    expect(document.activeElement).to.equal(register);

    login.focus();
    expect(await press('Tab')).to.equal('passport-login: Sign out');
    await press('Enter');
    session.set({ status: 'signing-out', user: USER });
    session.set({ status: 'signed-out' });
    session.logouts[0]?.resolve();
    await settle();
    expect(getPlace()).to.equal('passport-login: Sign in');
    expect(query(login, '[role=status]').textContent).to.equal('You are signed out.');
  });

  it('tells a restored session by its drawing alone, and a new one once', async () => {
    const session = new FakeSession();
    session.signIn();
    const { element } = await mount('passport-login', { session });
    const said: string[] = [];
    const status = query(element, '[role=status]');
    new MutationObserver(() => { said.push(status.textContent); }).observe(status, { childList: true, characterData: true, subtree: true });

    session.signIn({ trust: 'restored' });
    await settle();
    session.signIn({ trust: 'verified' });
    await settle();
    expect(said).to.deep.equal([]);

    session.set({ status: 'signing-out', user: USER });
    await settle();
    session.set({ status: 'signed-out' });
    await settle();
    session.set({ status: 'signed-out' });
    await settle();
    expect(said).to.deep.equal(['Signing out…', 'You are signed out.']);
  });
});
