import { expect } from '@open-wc/testing';
import { configure, getSession } from '../../src/session/page-session.js';
import { reflectState, toWords } from '../../src/session/reflect.js';
import type { SessionState } from '../../src/session/session-types.js';
import { resolveConfig } from '../../src/shared/config.js';
import { FakeSession } from '../support/fake-session.js';

const PAGE = { origin: 'https://shop.example', hostname: 'shop.example', href: 'https://shop.example/' };

function setup(reflect = true) {
  const page = document.implementation.createHTMLDocument();
  const session = new FakeSession();
  session.config = resolveConfig({ clientId: 'client', reflect }, PAGE);
  return { page, session, read: () => page.documentElement.getAttribute('data-passport') };
}

describe('toWords', () => {
  const cases: readonly [SessionState['status'], SessionState['registration'], string][] = [
    ['unconfigured', 'unknown', 'unknown'],
    ['restoring', 'unknown', 'restoring'],
    ['signed-out', 'unknown', 'signed-out'],
    ['signing-in', 'unknown', 'signed-out signing-in'],
    ['failed', 'unknown', 'signed-out failed'],
    ['signing-out', 'registered', 'signed-out signing-out'],
    ['signed-in', 'unknown', 'signed-in'],
    ['signed-in', 'unregistered', 'signed-in unregistered'],
    ['signed-in', 'registering', 'signed-in unregistered registering'],
    ['signed-in', 'registered', 'signed-in registered'],
    ['signed-in', 'failed', 'signed-in unregistered registration-failed'],
  ];
  for (const [status, registration, words] of cases) {
    it(`says "${words}" while ${status}, ${registration}`, () => {
      expect(toWords({ status, registration })).to.equal(words);
    });
  }
});

describe('reflectState', () => {
  it('writes the state of now and every one after', () => {
    const { page, session, read } = setup();
    reflectState(session, page);
    const first = read();
    session.signIn();

    expect([first, read()]).to.deep.equal(['signed-out', 'signed-in registered']);
  });

  it('writes nothing unless it is configured', () => {
    const { page, session, read } = setup(false);
    reflectState(session, page);
    expect([read(), session.listeners.size]).to.deep.equal([null, 0]);
  });

  it('has one writer per page, however often it is asked', () => {
    const { page, session, read } = setup();
    const other = setup().session;
    other.signIn();
    for (const one of [session, session, other]) reflectState(one, page);

    expect([read(), session.listeners.size, other.listeners.size]).to.deep.equal(['signed-out', 1, 0]);
  });

  it('takes the attribute away when it is no longer wanted, and begins anew when it is', () => {
    const { page, session, read } = setup();
    reflectState(session, page);
    const wanted = session.config;
    session.config = undefined;
    reflectState(session, page);
    const after = [read(), session.listeners.size];
    session.config = wanted;
    reflectState(session, page);

    expect([...after, read()]).to.deep.equal([null, 0, 'signed-out']);
  });

  it('row 142: writes under markup that has the names of document\'s members', () => {
    const { session } = setup();
    const root = document.documentElement;
    const form = document.createElement('form');
    form.name = 'documentElement';
    document.body.append(form);

    try {
      expect(document.documentElement).to.equal(form);
      reflectState(session);
      expect(root.getAttribute('data-passport')).to.equal('signed-out');
    } finally {
      form.remove();
      session.config = undefined;
      reflectState(session);
    }
  });
});

describe('configure({reflect: true})', () => {
  /** Lets code in memory be imported. */
  async function settle(): Promise<void> {
    for (let task = 0; task < 3; task += 1) await new Promise((resolve) => { setTimeout(resolve); });
  }
  const read = (): string | null => document.documentElement.getAttribute('data-passport');

  it('writes on this page until it is replaced without, or the session is disposed of', async () => {
    const config = { clientId: 'reflect', storage: 'memory', reflect: true } as const;
    configure(config);
    await settle();
    const during = read();
    configure({ clientId: 'reflect', storage: 'memory' }, { replace: true });
    await settle();
    const without = read();
    configure(config, { replace: true });
    await settle();
    const again = read();
    getSession().dispose();
    await settle();

    expect([during, without, again, read()]).to.deep.equal(['signed-out', null, 'signed-out', null]);
  });
});
