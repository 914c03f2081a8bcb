import { expect } from '@open-wc/testing';
import { FakeSession } from '../support/fake-session.js';
import { getStates, mount, query, settle, unmountAll } from './support/mount.js';

const TAGS = ['passport-login', 'passport-callback', 'imx-register', 'imx-balances'] as const;

describe('SessionController', () => {
  afterEach(unmountAll);

  it('follows while connected, lets go after, and resumes with the state of then', async () => {
    const { element, session } = await mount('passport-login');
    const followed = session.listeners.size;

    element.remove();
    await settle();
    const released = session.listeners.size;
    session.signIn();
    document.body.append(element);
    await settle();

    expect([followed, released, session.listeners.size]).to.deep.equal([1, 0, 1]);
    expect(query(element, '[part=name]').textContent).to.equal('Ada Example');
  });

  it('takes a move within one task for no disconnect', async () => {
    const { element, session } = await mount('imx-balances');
    session.signIn();
    await settle();
    const undone = session.reads[0]?.options.signal;

    element.remove();
    document.body.prepend(element);
    await settle();

    expect(session.getCalls('fetchBalances')).to.have.length(1);
    expect(undone?.aborted).to.equal(false);
    expect(session.listeners.size).to.equal(1);
  });

  it('follows another session when it is given one', async () => {
    const { element, session } = await mount('passport-login');
    const other = new FakeSession();
    other.signIn();

    element.session = other;
    await settle();

    expect([session.listeners.size, other.listeners.size]).to.deep.equal([0, 1]);
    expect(getStates(element, ['signed-in'])).to.deep.equal(['signed-in']);
  });

  it('draws the restoring state first, whatever the session knows: a server has drawn that', async () => {
    const session = new FakeSession();
    session.signIn();
    const element = document.createElement('passport-login');
    element.session = session;
    document.body.append(element);

    await element.updateComplete;
    const first = getStates(element, ['restoring', 'signed-in']);
    await settle();

    expect(first).to.deep.equal(['restoring']);
    expect(getStates(element, ['restoring', 'signed-in'])).to.deep.equal(['signed-in']);
    element.remove();
  });

  it('row 140: elements made, moved and removed 1000 times leave nothing behind', async () => {
    const session = new FakeSession();
    session.signIn();
    for (let round = 0; round < 250; round += 1) {
      for (const tag of TAGS) {
        const element = document.createElement(tag);
        element.session = session;
        document.body.append(element);
        document.body.prepend(element);
        element.remove();
      }
    }
    await settle();

    expect(session.listeners.size).to.equal(0);
    expect(session.getCalls('login')).to.have.length(0);
    expect(session.reads.filter(({ options }) => !options.signal?.aborted)).to.have.length(0);
  });

  it('row 140: attributes set before the upgrade, in a template, cloned, in a closed root, all count', async () => {
    const template = document.createElement('template');
    template.innerHTML = '<imx-balances page-size="7" hide-zero></imx-balances>';
    const clone = document.importNode(template.content, true).firstElementChild as HTMLElementTagNameMap['imx-balances'];
    clone.session = new FakeSession();
    const host = document.createElement('div');
    // oxlint-disable-next-line wc/no-closed-shadow-root -- the row names closed roots
    host.attachShadow({ mode: 'closed' }).append(clone);
    document.body.append(host);
    await settle();

    expect(clone).to.include({ pageSize: 7, hideZero: true });
    expect(clone.shadowRoot?.childElementCount).to.be.greaterThan(0);
    host.remove();
  });
});
