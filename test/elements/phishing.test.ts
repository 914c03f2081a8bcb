import { expect } from '@open-wc/testing';
import { SCENES } from '../../scripts/scenes/scenes.js';
import { showScenes } from '../../scripts/scenes/show-scenes.js';
import { FakeSession } from '../support/fake-session.js';
import { mount, query, queryAll, settle, unmountAll } from './support/mount.js';

/** What could ask a visitor for a secret, or send what they type somewhere. */
const ASKING = 'form, iframe, object, embed, textarea, [contenteditable], input:not([type=search], [type=checkbox])';

/** What of that an element has drawn, and the fields of which a password manager could take one for its own. */
function findAsking(element: Element): string[] {
  const root = element.shadowRoot ?? element;
  const fields = [...root.querySelectorAll<HTMLInputElement>('input, select')].filter((field) => field.name || field.form);
  return [...root.querySelectorAll(ASKING), ...fields].map(({ outerHTML }) => outerHTML);
}

describe('nothing of ours asks for a secret', () => {
  const page = document.createElement('main');
  after(() => page.remove());
  afterEach(unmountAll);

  it('row 143: no element draws a password field, a form or a frame in any of its states, nor does the question before a signature', async function check() {
    this.timeout(60_000);
    document.body.append(page);
    const shown = await showScenes(SCENES, page);
    expect(new Set(shown.map(({ scene }) => scene.tag))).to.deep.equal(
      new Set(['passport-login', 'passport-callback', 'imx-register', 'imx-balances', 'immersve-login', 'passport-doctor', 'approval']),
    );
    expect(shown.flatMap(({ element }) => findAsking(element))).to.deep.equal([]);
    // The list has fields, or the look would have found nothing to judge.
    expect(shown.flatMap(({ element }) => queryAll(element, 'input, select'))).not.to.have.length(0);
  });

  for (const markup of ['<input type="password">', '<form></form>', '<input type="search" name="email">', '<iframe></iframe>', '<input>']) {
    it(`row 143: the look finds ${markup}`, () => {
      const host = document.createElement('div');
      host.attachShadow({ mode: 'open' }).innerHTML = `<div>${markup}</div>`;

      expect(findAsking(host)).to.have.length(1);
    });
  }

  it('row 143: what is typed into the filter of <imx-balances> stays there: in no event, attribute, request or storage', async () => {
    const session = new FakeSession();
    session.signIn();
    const { element } = await mount('imx-balances', { session, attributes: { toolbar: 'always' } });
    session.reads[0]?.resolve({ owner: `0x${'1'.repeat(40)}`, complete: true, loadedAtMs: 0, balances: [{ token: { symbol: 'ETH', address: 'ETH', decimals: 18 }, amount: 1n }] });
    await settle();
    await settle();
    const heard: string[] = [];
    const { dispatchEvent } = EventTarget.prototype;
    const calls = session.calls.length;
    EventTarget.prototype.dispatchEvent = function dispatch(event) {
      if (this === element) heard.push(event.type);
      return dispatchEvent.call(this, event);
    };
    try {
      const field = query<HTMLInputElement>(element, '[part=filter]');
      field.value = 'correct horse';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await settle();
    } finally {
      Object.assign(EventTarget.prototype, { dispatchEvent });
    }

    expect(query(element, '[part=status]').textContent).to.contain('No');
    expect([heard, session.calls.length - calls]).to.deep.equal([[], 0]);
    const stores = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }));
    for (const text of [element.outerHTML, element.shadowRoot?.innerHTML, location.href, ...stores]) expect(text).not.to.contain('correct horse');
  });
});
