import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { AttributeConfig } from '../../src/shared/config.js';
import { resolveConfig } from '../../src/shared/config.js';
import type { TokenBalance } from '../../src/shared/network.js';
import { createFakeSigner } from '../support/fake-immersve.js';
import { ACCOUNT, FakeSession, USER } from '../support/fake-session.js';
import { createRandom, pick } from '../support/random.js';
import { HOSTILE_VALUES } from './support/hostile-values.js';
import { mount, query, queryAll, settle, unmountAll } from './support/mount.js';

/** As many values as each element is given. */
const COUNT = 1_500;
const CALLBACK = `${location.origin}/callback.html`;
const OTHER = `0x${'9'.repeat(40)}`;

/** Judges what elements state as the session does. */
class JudgingSession extends FakeSession {
  override contribute(source: object, attributes: AttributeConfig): void {
    super.contribute(source, attributes);
    this.config = resolveConfig({ clientId: 'client', redirectUri: CALLBACK, environment: 'sandbox', ...attributes }, location);
  }
}

/** Attributes that make sense, and what an element does with them. */
interface Sense {
  readonly tag: keyof HTMLElementTagNameMap;
  readonly begin?: (session: FakeSession) => void;
  readonly attributes: Readonly<Record<string, string>>;
  readonly properties?: object;
  /** What comes of a visitor's next step. */
  readonly use: (element: HTMLElement, session: FakeSession) => Promise<unknown>;
  readonly result: unknown;
}

const BALANCES: readonly TokenBalance[] = ['1', '2', '3'].map((digit) => ({
  token: { symbol: 'ETH', decimals: 0, address: `0x${digit.repeat(40)}` }, amount: BigInt(digit),
}));

const SENSES: readonly Sense[] = [
  {
    tag: 'passport-login', attributes: { 'client-id': 'mine', 'redirect-uri': '/callback.html', methods: 'google', lang: 'en' },
    async use(element, session) {
      const button = query(element, 'button');
      button.click();
      session.logins.at(-1)?.resolve(null);
      return [button.textContent.trim(), session.getCalls('login').at(-1)?.args[0], session.config?.clientId, session.config?.redirectUri];
    },
    result: ['Continue with Google', { directLoginOptions: { directLoginMethod: 'google' }, useRedirectFlow: false }, 'mine', CALLBACK],
  },
  {
    tag: 'imx-register', begin: (session) => session.signIn({ account: undefined, registration: 'unregistered' }),
    attributes: { 'client-id': 'mine', 'redirect-uri': CALLBACK, network: 'immutable-x', lang: 'en' },
    async use(element, session) {
      // One that a value has begun may be under way: `auto` is a mere presence.
      (element as HTMLElementTagNameMap['imx-register']).cancel();
      await settle();
      const before = session.registrations.length;
      query(element, '[part=button]').click();
      const began = session.registrations.length - before;
      (element as HTMLElementTagNameMap['imx-register']).cancel();
      await settle();
      return [began, session.config?.network, session.config?.clientId];
    },
    result: [1, 'immutable-x', 'mine'],
  },
  {
    tag: 'imx-balances', begin: (session) => session.signIn(),
    attributes: { owner: OTHER, tokens: 'ETH', 'page-size': '2', sort: 'symbol', lang: 'en' },
    async use(element, session) {
      const { options, resolve } = session.reads.at(-1)!;
      resolve({ owner: ACCOUNT.address, balances: BALANCES, complete: true, loadedAtMs: 0 });
      await settle();
      return [options.owner, options.tokens, queryAll(element, '[part=row]').length];
    },
    result: [OTHER, ['ETH'], 2],
  },
  {
    tag: 'passport-callback', begin: (session) => session.callbacks[0]?.resolve({ kind: 'already-finished', user: USER }),
    properties: { page: { origin: location.origin, isFramed: false, isOpened: false, close() {}, navigate() {} } },
    attributes: { 'client-id': 'mine', 'return-to': '/account?tab=1', lang: 'en' },
    use: async (element, session) => [query<HTMLAnchorElement>(element, '[part=link]').href, session.callbacks.length],
    result: [`${location.origin}/account?tab=1`, 1],
  },
  {
    tag: 'immersve-login', begin: ({ immersve }) => immersve.setWallets(createFakeSigner('Anemone'), createFakeSigner('Conch', 'xrpl')),
    attributes: { methods: 'xrpl', 'client-application-id': 'mine', environment: 'sandbox', lang: 'en' },
    async use(element, { immersve }) {
      query(element, 'button').click();
      await settle();
      const wallets = queryAll(element, '.wallet').map((wallet) => wallet.textContent.trim().split(/\s+/).at(-1));
      query(element, '[part=close]').click();
      return [wallets, immersve.contributions.at(-1)];
    },
    result: [['Conch'], { environment: 'sandbox', clientApplicationId: 'mine' }],
  },
];

describe('hostile attributes', () => {
  const errors: unknown[] = [];
  const note = (event: ErrorEvent | PromiseRejectionEvent): void => { errors.push('reason' in event ? event.reason : event.error); };
  before(() => {
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });
  after(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
  });
  afterEach(unmountAll);

  for (const { tag, begin, attributes, properties, use, result } of SENSES) {
    it(`row 141: ${COUNT} values of attributes of <${tag}> neither throw nor run, and those among them that make sense work`, async () => {
      const random = createRandom(141);
      const session = new JudgingSession();
      const { element } = await mount(tag, { session, attributes, properties }) as { element: LitElement & { readonly error?: Error } };
      begin?.(session);
      await settle();
      const names = [...(customElements.get(tag) as typeof LitElement).observedAttributes, 'lang', 'dir'];
      const used: unknown[] = [];
      for (let given = 0; given < COUNT; given += 1) {
        element.setAttribute(pick(random, names), pick(random, HOSTILE_VALUES));
        if (random() < 0.3) element.removeAttribute(pick(random, names));
        if (random() < 0.1) {
          await element.updateComplete;
          expect(queryAll(element, 'script, img, style, iframe, [onerror], [onload], [href^="javascript:"], [href*="evil.example"]').length).to.equal(0);
          expect([(element.error?.message.length ?? 0) < 400, (element.shadowRoot?.textContent?.length ?? 0) < 2_000]).to.deep.equal([true, true]);
        }
        if (random() > 0.01) continue;
        for (const name of names) element.removeAttribute(name);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        await settle();
        used.push(await use(element, session));
      }

      expect(used.length).to.be.above(5);
      expect(used.filter((what) => JSON.stringify(what) !== JSON.stringify(result))).to.deep.equal([]);
      expect([errors, (globalThis as { __pwn?: unknown }).__pwn]).to.deep.equal([[], undefined]);
    });
  }
});
