import { expect } from '@open-wc/testing';
import type { PassportErrorEvent } from '../../src/elements/support/error.events.js';
import { resolveConfig } from '../../src/shared/config.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeSession } from '../support/fake-session.js';
import { getStates, mount, query, record, settle, unmountAll } from './support/mount.js';

function createUnconfigured(): FakeSession {
  const session = new FakeSession();
  session.config = undefined;
  session.set({ status: 'unconfigured' });
  return session;
}

const PAGE = { origin: location.origin, hostname: location.hostname, href: location.href };

describe('configuration by attributes', () => {
  afterEach(unmountAll);

  it('contributes what the element states, and only that', async () => {
    const { element, session } = await mount('passport-login', {
      attributes: { 'client-id': 'abc', 'redirect-uri': '/callback.html', 'logout-mode': 'silent' },
    });

    expect(session.getCalls('contribute').at(-1)?.args).to.deep.equal(
      [element, { clientId: 'abc', redirectUri: '/callback.html', logoutMode: 'silent' }],
    );
  });

  it('contributes again when an attribute changes, and not for other attributes', async () => {
    const { element, session } = await mount('passport-login', { attributes: { 'client-id': 'abc' } });
    const before = session.getCalls('contribute').length;

    element.setAttribute('methods', 'google');
    await settle();
    const afterOther = session.getCalls('contribute').length;
    element.setAttribute('client-id', 'def');
    await settle();

    expect(afterOther).to.equal(before);
    expect(session.getCalls('contribute').at(-1)?.args[1]).to.deep.equal({ clientId: 'def' });
  });

  it('contributes what was set before the element was connected, to the session it was given', async () => {
    const element = document.createElement('imx-register');
    const session = new FakeSession();
    element.session = session;
    element.clientId = 'early';

    expect(session.calls).to.have.length(0);
    document.body.append(element);

    expect(session.getCalls('contribute')[0]?.args[1]).to.deep.equal({ clientId: 'early' });
    element.remove();
  });

  it('row 140: withdraws what it stated once it is released, not when moved, and states it again on reconnect', async () => {
    const { element, session } = await mount('imx-register', { attributes: { 'client-id': 'abc' } });
    const read = (): unknown[] => session.getCalls('contribute').map(({ args }) => args);

    const other = document.createElement('div');
    document.body.append(other);
    other.append(element);
    await settle();
    const moved = read();
    other.remove();
    await settle();
    const released = read();
    document.body.append(element);
    await settle();

    expect(moved).to.deep.equal([[element, { clientId: 'abc' }], [element, { clientId: 'abc' }], [element, { clientId: 'abc' }]]);
    expect(released.slice(moved.length)).to.deep.equal([[element, {}]]);
    expect(read().slice(released.length)).to.deep.equal([[element, { clientId: 'abc' }]]);
  });

  it('row 140: leaves the session alone when an element is released that stated nothing', async () => {
    const { element, session } = await mount('imx-register');

    element.remove();
    await settle();

    expect(session.getCalls('contribute')).to.deep.equal([]);
  });

  it('row 140: withdraws from the session that it leaves for another', async () => {
    const { element, session } = await mount('imx-register', { attributes: { 'client-id': 'abc' } });
    const next = new FakeSession();

    element.session = next;
    await settle();

    expect(session.getCalls('contribute').at(-1)?.args).to.deep.equal([element, {}]);
    expect(next.getCalls('contribute').at(-1)?.args).to.deep.equal([element, { clientId: 'abc' }]);
  });

  it('row 140: lets an element that contradicted another work once the other has left', async () => {
    const session = new FakeSession();
    const { element: old } = await mount('imx-register', { session, attributes: { 'client-id': 'a' } });
    session.contributeError = new PassportError(ERROR_TABLE, 'INVALID_CONFIGURATION', { message: 'A contradiction.' });
    const { element } = await mount('passport-login', { session, attributes: { 'client-id': 'b' } });
    const before = element.error?.code;

    session.contributeError = undefined;
    old.remove();
    await settle();

    expect(before).to.equal('INVALID_CONFIGURATION');
    expect(element.error).to.equal(undefined);
  });

  it('draws and tells a contradiction between two elements', async () => {
    const session = new FakeSession();
    session.contributeError = new PassportError(ERROR_TABLE, 'INVALID_CONFIGURATION', { message: 'client-id is "a" here but "b" on another element.' });
    const events = record('passport-error');

    const { element } = await mount('passport-login', { session, attributes: { 'client-id': 'a' } });

    expect(element.error).to.equal(session.contributeError);
    expect(query(element, '[role=alert]').textContent).to.contain('on another element');
    expect(events.map((event) => (event as PassportErrorEvent).error.code)).to.deep.equal(['INVALID_CONFIGURATION']);
  });

  it('fails at once when a part is stated, naming each missing attribute', async () => {
    const events = record('passport-error');
    const { element } = await mount('passport-login', { session: createUnconfigured(), attributes: { environment: 'sandbox' } });

    expect(getStates(element, ['failed', 'unknown'])).to.deep.equal(['failed']);
    expect(element.error).to.include({ code: 'INVALID_CONFIGURATION' });
    expect(element.error?.message).to.contain('client-id').and.to.contain('redirect-uri').and.to.contain('configure()');
    expect(events).to.have.length(1);
    await element.login().then(() => expect.fail('resolved'), (error: unknown) => {
      expect(error).to.include({ code: 'INVALID_CONFIGURATION' });
    });
  });

  it('takes an empty attribute for a missing one', async () => {
    const { element } = await mount('passport-callback', { session: createUnconfigured(), attributes: { 'client-id': '' } });

    expect(element.error?.message).to.contain('client-id');
  });

  it('waits while nobody has said anything, and goes on when somebody has', async () => {
    const session = createUnconfigured();
    const { element } = await mount('passport-login', { session });
    const before = getStates(element, ['unknown', 'signed-out']);

    session.config = resolveConfig({ clientId: 'late', redirectUri: '/' }, PAGE);
    session.set({ status: 'signed-out' });
    await settle();

    expect(before).to.deep.equal(['unknown']);
    expect(element.error).to.equal(undefined);
    expect(getStates(element, ['unknown', 'signed-out'])).to.deep.equal(['signed-out']);
  });

  it('recovers from a partial configuration when the rest comes from elsewhere', async () => {
    const session = createUnconfigured();
    const { element } = await mount('imx-register', { session, attributes: { environment: 'sandbox' } });
    const before = element.error?.code;

    session.config = resolveConfig({ clientId: 'late', redirectUri: '/' }, PAGE);
    session.set({ status: 'signed-out' });
    await settle();

    expect(before).to.equal('INVALID_CONFIGURATION');
    expect(element.error).to.equal(undefined);
  });

  describe('the console line', () => {
    const { setTimeout: realSetTimeout } = window;
    const realWarn = console.warn;
    let waits: (() => void)[] = [];
    let lines: string[] = [];

    beforeEach(() => {
      waits = [];
      lines = [];
      console.warn = (line: string) => { lines.push(line); };
      window.setTimeout = ((run: () => void, ms?: number) => {
        if (ms !== 3_000) return realSetTimeout(run, ms);
        waits.push(run);
        return 0;
      }) as typeof window.setTimeout;
    });

    afterEach(() => {
      window.setTimeout = realSetTimeout;
      console.warn = realWarn;
    });

    it('says once, 3 s after load, that an element still waits', async () => {
      const { element } = await mount('imx-register', { session: createUnconfigured() });
      element.requestUpdate();
      await settle();

      expect(waits).to.have.length(1);
      waits[0]?.();
      element.requestUpdate();
      await settle();

      expect(waits).to.have.length(1);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.contain('<imx-register>').and.to.contain('client-id').and.to.contain('configure()');
    });

    it('says nothing about an element that has what it needs', async () => {
      await mount('passport-login');

      expect(waits).to.have.length(0);
    });
  });

  it('rows 141, 145: hostile attributes are text, and nothing of them runs or is asked for', async () => {
    const hostile = ['"><img src=x onerror="globalThis.__pwn=1">', 'javascript:globalThis.__pwn=1', '\u0000', '//evil.example', 'x'.repeat(1_000_000)];
    const names = ['client-id', 'environment', 'redirect-uri', 'methods', 'email', 'flow', 'lang', 'return-to', 'owner', 'tokens', 'sort', 'page-size', 'network'];
    for (const tag of ['passport-login', 'passport-callback', 'imx-register', 'imx-balances'] as const) {
      for (const value of hostile) {
        const { element, session } = await mount(tag, { attributes: Object.fromEntries(names.map((name) => [name, value])) });
        session.signIn();
        await settle();

        expect(element.shadowRoot?.querySelectorAll('img, script, iframe, [onerror], [href^="javascript:"]')).to.have.length(0);
        expect(element.shadowRoot?.textContent?.length).to.be.lessThan(2_000);
        element.remove();
      }
    }
    expect((globalThis as { __pwn?: number }).__pwn).to.equal(undefined);
  });

  it('row 142: clobbered globals change nothing', async () => {
    const clobber = document.createElement('div');
    clobber.innerHTML = '<form id="passport" name="config"><input name="session"></form><a id="location"></a><a id="customElements"></a>';
    document.body.prepend(clobber);

    const { element, session } = await mount('passport-login');
    query(element, 'button').click();

    expect(session.getCalls('login')).to.have.length(1);
    clobber.remove();
  });

  it('row 143: no element ever draws a password field or a form', async () => {
    for (const tag of ['passport-login', 'passport-callback', 'imx-register', 'imx-balances'] as const) {
      const { element } = await mount(tag);
      expect(element.shadowRoot?.querySelectorAll('input, form')).to.have.length(0);
    }
  });
});
