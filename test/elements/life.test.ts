import { expect } from '@open-wc/testing';
import '../../src/define/passport-doctor.js';
import { find } from '../../src/doctor/facts.js';
import type { PassportDoctor } from '../../src/elements/passport-doctor/passport-doctor.js';
import { createFakeSigner } from '../support/fake-immersve.js';
import { ACCOUNT, FakeSession, USER } from '../support/fake-session.js';
import { query, queryAll, record, settle } from './support/mount.js';
import { ResourceWatch } from './support/resource-watch.js';

const UNREGISTERED = { account: undefined, registration: 'unregistered' } as const;
const CONFIGURATION = { 'client-id': 'client', 'redirect-uri': `${location.origin}/callback.html`, environment: 'sandbox' };

/** What an element is in the middle of, and how that ends well. */
interface Life {
  readonly tag: keyof HTMLElementTagNameMap;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly properties?: object;
  /** Begins something. */
  readonly begin: (session: FakeSession, element: HTMLElement) => void | Promise<void>;
  /** What there must be one of: a request, a look. */
  readonly count: (session: FakeSession, element: HTMLElement) => number;
  /** Whether what was begun has been given up. */
  readonly isGivenUp: (session: FakeSession, element: HTMLElement) => boolean;
  readonly end: (session: FakeSession, element: HTMLElement) => void;
  /** What is drawn in between, and in the end. */
  readonly drawn: readonly [between: string, after: string];
}

/** The looks of all doctors. */
const looks: { readonly signal?: AbortSignal; readonly end: () => void }[] = [];
const examiner: PassportDoctor['examiner'] = ({ signal }) => new Promise((resolve) => {
  looks.push({ signal, end: () => resolve([find('storage.good')]) });
});
const callbackPage = { origin: location.origin, isFramed: false, isOpened: false, close() {}, navigate() {} };

const LIVES: readonly Life[] = [
  {
    tag: 'passport-login', attributes: CONFIGURATION,
    begin(session, element) {
      query(element, 'button').click();
      session.set({ status: 'signing-in', loginWindow: 'watched' });
    },
    count: (session) => session.logins.length,
    isGivenUp: (session) => session.getCalls('cancelLogin').length > 0,
    end(session) {
      session.signIn();
      session.logins[0]?.resolve(USER);
    },
    drawn: ['Finish in the window that opened', 'Ada Example'],
  },
  {
    tag: 'imx-register', attributes: { ...CONFIGURATION, auto: '' },
    begin: (session) => session.signIn(UNREGISTERED),
    count: (session) => session.registrations.length,
    isGivenUp: (session) => session.registrations[0]?.options.signal?.aborted === true,
    end(session) {
      session.signIn();
      session.registrations[0]?.resolve(ACCOUNT);
    },
    drawn: ['Setting up your account', 'Account ready'],
  },
  {
    tag: 'imx-balances',
    begin: (session) => session.signIn(),
    count: (session) => session.reads.length,
    isGivenUp: (session) => session.reads[0]?.options.signal?.aborted === true,
    end: (session) => session.reads[0]?.resolve({ owner: ACCOUNT.address, balances: [], complete: true, loadedAtMs: 0 }),
    drawn: ['Loading', 'No tokens yet'],
  },
  {
    tag: 'passport-callback', attributes: CONFIGURATION, properties: { page: callbackPage },
    begin() {},
    count: (session) => session.callbacks.length,
    isGivenUp: () => false,
    end: (session) => session.callbacks[0]?.resolve({ kind: 'already-finished', user: USER }),
    drawn: ['Finishing sign-in', 'Continue'],
  },
  {
    tag: 'immersve-login',
    async begin({ immersve }, element) {
      immersve.setWallets(createFakeSigner('Anemone'), createFakeSigner('Barnacle'));
      query(element, 'button').click();
    },
    count: ({ immersve }) => immersve.walletListeners.size,
    isGivenUp: ({ immersve }) => immersve.walletListeners.size === 0,
    end: (_, element) => queryAll(element, '.wallet')[1]?.click(),
    drawn: ['Choose a wallet', 'Barnacle'],
  },
  {
    tag: 'passport-doctor', properties: { examiner },
    begin() {},
    count: () => looks.length,
    isGivenUp: () => looks[0]?.signal?.aborted === true,
    end: () => looks[0]?.end(),
    drawn: ['Looking', 'Nothing stands in the way'],
  },
];

function create({ tag, attributes = {}, properties }: Life, session: FakeSession): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return Object.assign(element, { session, ...properties });
}

const countListeners = ({ listeners, immersve }: FakeSession): number => listeners.size + immersve.listeners.size;
const read = (element: HTMLElement): string => element.shadowRoot?.textContent?.replaceAll(/\s+/gu, ' ') ?? '';

/** Puts an element on the page, in the middle of something. */
async function beginIn(box: HTMLElement, life: Life): Promise<{ readonly session: FakeSession; readonly element: HTMLElement }> {
  const session = new FakeSession();
  const element = create(life, session);
  box.append(element);
  await settle();
  await life.begin(session, element);
  await settle();
  return { session, element };
}

describe('the life of every element', () => {
  const boxes = [document.createElement('div'), document.createElement('section')] as const;

  beforeEach(() => {
    document.body.append(...boxes);
    looks.length = 0;
  });
  afterEach(() => boxes.forEach((box) => box.replaceChildren()));
  after(() => boxes.forEach((box) => box.remove()));

  for (const life of LIVES) {
    it(`row 140: <${life.tag}> moved 1,000 times in the middle of something keeps that, its state and one subscription`, async () => {
      const { session, element } = await beginIn(boxes[0], life);
      await settle();
      const subscriptions = countListeners(session);
      const errors = record('passport-error', 'immersve-error');

      for (let move = 0; move < 980; move += 1) boxes[move % 2]!.append(element);
      // Drawn between two moves, and a few times with a task in which a removed element would be let go.
      for (let move = 0; move < 20; move += 1) {
        boxes[move % 2]!.append(element);
        await (move % 5 === 0 ? settle() : Promise.resolve());
      }
      await settle();

      expect([read(element).includes(life.drawn[0]), life.count(session, element), life.isGivenUp(session, element)]).to.deep.equal([true, 1, false]);
      expect([countListeners(session), subscriptions > 1]).to.deep.equal([subscriptions, false]);
      // What an element states, it takes back from nobody by a move.
      expect(session.getCalls('contribute').every(({ args }) => Object.keys(args[1] as object).length > 0)).to.equal(true);

      life.end(session, element);
      await settle();
      await settle();
      expect(read(element)).to.contain(life.drawn[1]);
      expect(errors).to.deep.equal([]);
    });

    it(`row 140: <${life.tag}> adopted by another document and back goes on; a clone in a closed tree has its attributes, and begins nothing for it`, async () => {
      const { session, element } = await beginIn(boxes[0], life);
      const before = [countListeners(session), life.count(session, element), element.getAttributeNames()];
      const frame = document.createElement('iframe');
      boxes[1].append(frame);

      const clone = Object.assign(element.cloneNode(true) as HTMLElement, { session: new FakeSession(), ...life.properties });
      const host = document.createElement('div');
      // oxlint-disable-next-line wc/no-closed-shadow-root -- the row names closed roots
      host.attachShadow({ mode: 'closed' }).append(clone);
      boxes[0].append(host);
      await settle();
      const drawn = read(clone);
      host.remove();
      await settle();
      const looked = looks.length;
      for (const to of [frame.contentDocument!.body, boxes[0]]) {
        to.append(element);
        await settle();
      }

      expect(drawn).not.to.equal('');
      expect([countListeners(session), life.count(session, element) - Math.max(0, looked - 1), clone.getAttributeNames()]).to.deep.equal(before);
      expect([read(element).includes(life.drawn[0]), life.isGivenUp(session, element)]).to.deep.equal([true, false]);
    });
  }
});

describe('what elements leave behind', () => {
  const watch = new ResourceWatch();
  let before = watch.held;

  beforeEach(async () => {
    // Code that is loaded once a page, and what it holds from then on.
    for (const life of LIVES) {
      const element = create(life, new FakeSession());
      document.body.append(element);
      await settle();
      element.remove();
    }
    await settle();
    watch.start();
    before = watch.held;
  });
  afterEach(() => watch.stop());

  for (const life of LIVES) {
    it(`row 140: 100 <${life.tag}> that came and went leave no listener, timer, frame, subscription or work`, async () => {
      const sessions: FakeSession[] = [];
      looks.length = 0;
      for (let round = 0; round < 100; round += 1) {
        const session = new FakeSession();
        sessions.push(session);
        const element = create(life, session);
        document.body.append(element);
        // Gone before it was drawn, after the first drawing, or in the middle of something.
        if (round % 3 > 0) for (let drawing = 0; drawing < 4; drawing += 1) await (element as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
        if (round % 3 > 1) await life.begin(session, element);
        element.remove();
      }
      await settle();
      await settle();

      expect(watch.held).to.deep.equal(before);
      expect(sessions.map((session) => countListeners(session) + session.immersve.walletListeners.size).filter(Boolean)).to.deep.equal([]);
      const going = [
        ...sessions.flatMap(({ reads, registrations }) => [...reads, ...registrations].map(({ options }) => options.signal)), ...looks.map(({ signal }) => signal),
      ];
      expect(going.filter((signal) => !signal?.aborted)).to.deep.equal([]);
      const begun = life.tag === 'passport-doctor' ? [looks.length / 100] : sessions.map((session) => life.count(session, document.body));
      expect(Math.max(...begun)).to.be.at.most(1);
    });
  }

  /** Each keeps hold of one thing of the page when it is gone. */
  const LEAKS: Readonly<Record<string, () => () => void>> = {
    timers: () => {
      const timer = setInterval(() => {}, 60_000);
      return () => clearInterval(timer);
    },
    listeners: () => {
      const listener = (): void => {};
      addEventListener('resize', listener);
      return () => removeEventListener('resize', listener);
    },
    frames: () => {
      const frame = document.createElement('iframe');
      document.documentElement.append(frame);
      return () => frame.remove();
    },
  };
  for (const [kind, leak] of Object.entries(LEAKS)) {
    it(`row 140: is seen: ${kind} that an element does not give back`, async () => {
      const undo: (() => void)[] = [];
      class LeakyElement extends HTMLElement {
        connectedCallback(): void {
          undo.push(leak());
        }
      }
      customElements.define(`leaky-${kind}`, LeakyElement);
      for (let round = 0; round < 3; round += 1) {
        const element = document.createElement(`leaky-${kind}`);
        document.body.append(element);
        element.remove();
      }
      await settle();
      const leaked = { ...watch.held };
      for (const end of undo) end();

      expect(leaked).to.deep.equal({ ...before, [kind]: before[kind as keyof typeof before] + 3 });
      expect(watch.held).to.deep.equal(before);
    });
  }
});
