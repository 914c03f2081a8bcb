import 'axe-core/axe.min.js';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SCENES } from '../../scripts/scenes/scenes.js';
import { showScenes } from '../../scripts/scenes/show-scenes.js';
import { readAccessibilityTree } from '../support/accessibility-tree.js';
import { FakeSession, USER } from '../support/fake-session.js';
import { TREES } from './support/accessibility-trees.js';
import { mount, query, settle, unmountAll } from './support/mount.js';

/** A time of day and an address are those of the place where the test runs. */
const hidePlace = (line: string): string => line.replaceAll(/\d{1,2}:\d{2}(?:\s[AP]M)?/gu, '0:00').replace(location.href, 'PAGE');

/** What a doctor finds and says, and how much of it, has tests of its own. */
const leaveOutFindings = (tree: readonly string[]): string[] => tree
  .filter((line) => /^(?:region|button|group|heading)\b/u.test(line))
  .map((line) => line.replaceAll(/\d+ fine/gu, 'N fine'));

describe('what assistive technology is told', () => {
  const page = document.createElement('main');

  after(() => page.remove());

  it('is this, in every state of every element', async function check() {
    this.timeout(60_000);
    document.body.append(page);
    const shown = await showScenes(SCENES, page);

    const trees = Object.fromEntries(shown.map(({ id, element }) => {
      const tree = readAccessibilityTree(element).map(hidePlace);
      return [id, id.startsWith('passport-doctor') ? leaveOutFindings(tree) : tree];
    }));
    for (const id of new Set([...Object.keys(TREES), ...Object.keys(trees)])) expect(trees[id], id).to.deep.equal(TREES[id]);
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
