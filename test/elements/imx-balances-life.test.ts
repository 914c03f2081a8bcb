import { expect } from '@open-wc/testing';
import type { ImxBalances } from '../../src/elements/imx-balances/imx-balances.js';
import type { BalanceList, TokenBalance } from '../../src/shared/network.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { mount, query, queryAll, settle, unmountAll } from './support/mount.js';
import { ResourceWatch } from './support/resource-watch.js';

const MANY = Array.from({ length: 30 }, (_, index): TokenBalance => ({
  token: { symbol: `T${index}`, decimals: 0, address: `0x${(index + 1).toString(16).padStart(40, '0')}` }, amount: BigInt(index),
}));
const LIST: BalanceList = { owner: ACCOUNT.address, balances: MANY, complete: true, loadedAtMs: 1_000 };

/** An element whose visitor has filtered, opened a row and gone on to the second page. */
async function setup() {
  const session = new FakeSession();
  session.signIn();
  const { element } = await mount('imx-balances', { session, attributes: { 'page-size': '5', 'refresh-interval': '60' } });
  session.reads[0]?.resolve(LIST);
  await settle();
  await settle();
  const field = query<HTMLInputElement>(element, '[part=filter]');
  field.value = 't1';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  query(element, '[part=more]').click();
  await settle();
  query(element, '.token').click();
  await settle();
  return { element, session };
}

/** What the visitor sees of what they did. */
const look = (element: ImxBalances) => ({
  rows: queryAll(element, '[part=row]').length, open: queryAll(element, 'dl').length, filter: query<HTMLInputElement>(element, '[part=filter]').value,
});
const SEEN = { rows: 10, open: 1, filter: 't1' };

describe('the life of <imx-balances>', () => {
  afterEach(unmountAll);

  it('row 140: moved 1,000 times it keeps its state and its one subscription, and asks nobody again', async () => {
    const { element, session } = await setup();
    const boxes = [document.createElement('div'), document.createElement('section')] as const;
    document.body.append(...boxes);

    for (let move = 0; move < 1_000; move += 1) boxes[move % 2]!.append(element);
    await settle();
    for (let move = 0; move < 20; move += 1) {
      boxes[move % 2]!.append(element);
      await element.updateComplete;
    }
    await settle();

    expect(look(element)).to.deep.equal(SEEN);
    expect([session.listeners.size, session.reads.length]).to.deep.equal([1, 1]);
    boxes.forEach((box) => box.remove());
  });

  it('row 140: 200 elements that came and went leave no listener, timer, subscription or request', async () => {
    const watch = new ResourceWatch();
    watch.start();
    try {
      const session = new FakeSession();
      session.signIn();
      const before = watch.held;
      for (let round = 0; round < 200; round += 1) {
        const element = document.createElement('imx-balances');
        element.session = session;
        element.setAttribute('refresh-interval', '5');
        document.body.append(element);
        // Drawn as a server would have, and then as it is.
        while (session.reads.length === round) await element.updateComplete;
        if (round % 2 === 0) {
          session.reads.at(-1)?.resolve(LIST);
          await element.updateComplete;
        }
        element.remove();
      }
      await settle();
      await settle();

      expect([watch.held, session.listeners.size, session.reads.length]).to.deep.equal([before, 0, 200]);
      expect(session.reads.filter(({ options }) => options.signal?.aborted).length).to.equal(100);
    } finally {
      watch.stop();
    }
  });

  it('row 140: a clone has the attributes and nothing else: it asks for itself', async () => {
    const { element, session } = await setup();

    const clone = element.cloneNode(true) as ImxBalances;
    clone.session = session;
    document.body.append(clone);
    await settle();
    session.reads[1]?.resolve(LIST);
    await settle();
    await settle();

    expect([clone.pageSize, look(clone)]).to.deep.equal([5, { rows: 5, open: 0, filter: '' }]);
    expect(look(element)).to.deep.equal(SEEN);
    clone.remove();
  });

  it('row 140: works in a template, with properties from before it was defined, in a closed shadow root', async () => {
    const session = new FakeSession();
    session.signIn();
    const template = document.createElement('template');
    template.innerHTML = '<imx-balances page-size="3" hide-zero></imx-balances>';
    const element = template.content.firstElementChild as ImxBalances;
    // The element of a template is not upgraded yet.
    Object.assign(element, { session, sort: 'symbol' });
    const host = document.createElement('div');
    document.body.append(host);

    host.attachShadow({ mode: 'closed' }).append(document.adoptNode(template.content));
    await settle();
    session.reads[0]?.resolve(LIST);
    await settle();

    expect(queryAll(element, '[part=symbol]').map((node) => node.textContent)).to.deep.equal(['T1', 'T2', 'T3']);
    host.remove();
  });

  it('row 140: adopted by another document and back it keeps its state, and its look', async () => {
    const { element, session } = await setup();
    const getBorder = (where: ImxBalances): string => getComputedStyle(query(where, '.card')).borderTopWidth;
    const frame = document.createElement('iframe');
    document.body.append(frame);

    frame.contentDocument!.body.append(element);
    await settle();
    const there = [look(element), getBorder(element)];
    document.body.append(element);
    await settle();

    expect([there, [look(element), getBorder(element)], session.listeners.size]).to.deep.equal([[SEEN, '1px'], [SEEN, '1px'], 1]);
    frame.remove();
  });
});
