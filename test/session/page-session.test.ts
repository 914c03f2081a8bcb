import { expect } from '@open-wc/testing';
import { configure, createSession, getSession, isPageOwner } from '../../src/session/page-session.js';
import type { PassportSessionChangeEvent } from '../../src/session/session.events.js';
import { VERSION } from '../../src/shared/version.js';
import { expectThrownCode } from '../support/rejection.js';

const SLOT = Symbol.for('passport-widgets/session@1');

describe('the page\'s session', () => {
  it('is one for the whole page, under a symbol that cannot be taken over', () => {
    const session = getSession();

    expect(getSession()).to.equal(session);
    expect(isPageOwner()).to.equal(true);
    const slot = Object.getOwnPropertyDescriptor(window, SLOT);
    expect(slot).to.include({ writable: false, configurable: false, enumerable: false });
    expect(slot?.value).to.deep.include({ protocol: 1, version: VERSION, session });
  });

  it('is configured by code, and tells changes on window', async () => {
    const events: PassportSessionChangeEvent[] = [];
    window.addEventListener('passport-session-change', (event) => events.push(event), { once: true });
    const session = configure({ clientId: 'page-session-test', storage: 'memory' });
    await session.ready;
    expect(session.state.status).to.equal('signed-out');
    expect(events.length).to.equal(0);

    expect(() => configure('id' as unknown as object)).to.throw(TypeError);
  });

  it('leaves room for independent ones', () => {
    const session = createSession({ clientId: 'independent', storage: 'memory' });

    expect(session).not.to.equal(getSession());
    session.dispose();
    expectThrownCode(() => createSession({ environment: 'nowhere' as 'sandbox' }), 'INVALID_CONFIGURATION');
    expect(() => createSession(null as unknown as object)).to.throw(TypeError);
  });
});

describe('a page whose place is taken', () => {
  // A frame is a page of its own; its copy of the modules is made there.
  async function openPage(occupant: string): Promise<{ code?: string; isOwner?: boolean; made?: unknown; warnings: string[] }> {
    const frame = document.createElement('iframe');
    const source = new URL('../../src/session/page-session.ts', import.meta.url);
    frame.srcdoc = `<script>window[Symbol.for('passport-widgets/session@1')] = ${occupant};</script>
      <script type="module">
        const warnings = [];
        console.warn = (text) => warnings.push(text);
        const { createSession, getSession, isPageOwner } = await import(${JSON.stringify(source.href)});
        let code, isOwner, made;
        try {
          getSession(); isOwner = isPageOwner(); isPageOwner();
          made = createSession({ clientId: 'independent', storage: 'memory' }).madeBy;
        } catch (error) { code = error.code; }
        parent.postMessage({ code, isOwner, made, warnings }, '*');
      </script>`;
    const answer = new Promise<MessageEvent>((resolve) => {
      window.addEventListener('message', (event) => {
        if (event.source === frame.contentWindow) resolve(event);
      });
    });
    document.body.append(frame);
    const { data } = await answer;
    frame.remove();
    return data as { code?: string; isOwner?: boolean; made?: unknown; warnings: string[] };
  }

  it('row 152: refuses what is no session', async () => {
    expect((await openPage('{}')).code).to.equal('SESSION_CONFLICT');
    expect((await openPage('"text"')).code).to.equal('SESSION_CONFLICT');
    expect((await openPage('{protocol: 1, version: "1", session: {}}')).code).to.equal('SESSION_CONFLICT');
  });

  it('row 78: leaves the page to the copy that came first, and warns once with both versions', async () => {
    const { isOwner, made, warnings } = await openPage(
      '{protocol: 1, version: "0.0.1", session: {login() {}, subscribe() {}}, createSession: () => ({madeBy: "the first copy"})}',
    );

    expect(made).to.equal('the first copy');

    expect(isOwner).to.equal(false);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('0.0.1').and.to.contain(VERSION);
  });
});
