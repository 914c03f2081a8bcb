import { expect } from '@open-wc/testing';

import { parseAnnouncement, watchProviders } from '../../../src/immersve/signers/eip6963.js';
import { watchWallets } from '../../../src/immersve/signers/wallet-list.js';
import type { WalletWatch } from '../../../src/immersve/signers/wallet-list.js';
import { createRandom, pick } from '../../support/random.js';

const ICON = 'data:image/svg+xml,%3Csvg%3E%3C/svg%3E';

/** A window of its own for announcements. */
const createPage = (ethereum?: unknown): Window => Object.assign(new EventTarget(), { ethereum }) as unknown as Window;
/** A window that hands events straight to its listeners, so that what they throw is seen. */
function createBarePage(): Window {
  const listeners = new Set<(event: Event) => void>();
  return {
    addEventListener: (_type: string, listener: (event: Event) => void) => void listeners.add(listener),
    removeEventListener: (_type: string, listener: (event: Event) => void) => void listeners.delete(listener),
    dispatchEvent: (event: Event) => { for (const listener of listeners) listener(event); },
  } as unknown as Window;
}
const createProvider = (calls: unknown[] = []): object => ({ request: (call: unknown) => { calls.push(call); return Promise.resolve([]); } });
const announce = (page: Window, detail: unknown): void => void page.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
const info = (change: Record<string, unknown> = {}): Record<string, unknown> =>
  ({ uuid: 'a', name: 'Anemone', icon: ICON, rdns: 'com.anemone', ...change });

describe('EIP-6963 wallets', () => {
  let watches: WalletWatch[];
  beforeEach(() => { watches = []; });
  afterEach(() => watches.forEach((watch) => watch.close()));

  function watch(page: Window, options = {}): WalletWatch {
    const opened = watchWallets(page, options, () => {});
    watches.push(opened);
    return opened;
  }
  const names = ({ signers }: WalletWatch): string[] => signers.map(({ name }) => name);

  it('are found when they announce themselves, early or late, each with its identity kept', () => {
    const page = createPage();
    page.addEventListener('eip6963:requestProvider', () => announce(page, { info: info(), provider: createProvider() }));
    const wallets = watch(page);
    const [first] = wallets.signers;

    announce(page, Object.freeze({ info: Object.freeze(info({ uuid: 'b', name: 'Barnacle' })), provider: createProvider() }));

    expect(names(wallets)).to.deep.equal(['Anemone', 'Barnacle']);
    expect(wallets.signers[0]).to.equal(first);
  });

  it('row 134: count once per uuid: a later one does not take the place of the first', () => {
    const page = createPage();
    const wallets = watch(page);

    announce(page, { info: info(), provider: createProvider() });
    announce(page, { info: info({ name: 'Impostor' }), provider: createProvider() });
    announce(page, { info: info({ uuid: 'c', name: 'Namesake', rdns: 'com.anemone' }), provider: createProvider() });

    expect(names(wallets)).to.deep.equal(['Anemone', 'Namesake']);
  });

  it('row 134: stop at a hundred, and leave out what is excluded', () => {
    const page = createPage();
    const wallets = watch(page, { excludeRdns: ['com.excluded'] });
    const passport = watch(page);

    announce(page, { info: info({ uuid: 'p', rdns: 'com.immutable.passport' }), provider: createProvider() });
    announce(page, { info: info({ uuid: 'x', rdns: 'com.excluded' }), provider: createProvider() });
    for (let index = 0; index < 200; index += 1) announce(page, { info: info({ uuid: `u${index}` }), provider: createProvider() });

    expect(wallets.signers).to.have.length(99);
    expect(passport.signers).to.have.length(99);
  });

  it('row 134: have pictures only where nothing is fetched and nothing runs', () => {
    const icons = ['javascript:alert(1)', 'https://a.example/a.png', 'data:text/html,<script>', 'data:image/png', ` ${ICON}`, 7, null, `data:image/png,${'a'.repeat(300_000)}`];
    for (const icon of icons) {
      const parsed = parseAnnouncement(new CustomEvent('x', { detail: { info: info({ icon }), provider: createProvider() } }));
      expect(parsed?.icon, String(icon).slice(0, 40)).to.equal(undefined);
    }
    expect(parseAnnouncement(new CustomEvent('x', { detail: { info: info(), provider: createProvider() } }))?.icon).to.equal(ICON);
  });

  it('row 135: give way to window.ethereum where none announces itself, unless that is no wallet', () => {
    const hostile = new EventTarget() as unknown as Window;
    Object.defineProperty(hostile, 'ethereum', { get() { throw new Error('mine'); } });

    expect(names(watch(createPage(createProvider())))).to.deep.equal(['Browser wallet']);
    expect(names(watch(createPage({})))).to.deep.equal([]);
    expect(names(watch(hostile))).to.deep.equal([]);
    const page = createPage(createProvider());
    const wallets = watch(page);
    announce(page, { info: info(), provider: createProvider() });
    expect(names(wallets)).to.deep.equal(['Anemone']);
  });

  it('row 134: survive 10,000 fuzzed announcements, and none is chosen or asked', () => {
    const random = createRandom(6963);
    const page = createBarePage();
    const calls: unknown[] = [];
    let changes = 0;
    const watched = watchProviders(page, () => { changes += 1; });
    const wallets = watch(page);
    const throws = (): never => { throw new Error('mine'); };
    const proxy = new Proxy({}, { get: throws, has: throws, ownKeys: throws });
    const values = [undefined, null, 0, NaN, 1n, Symbol('x'), '', 'a', 'x'.repeat(1_000), '\u202e', '<img src=x>', {}, [], throws, proxy, ICON, 'javascript:1', new Date()];
    const create = (depth: number): unknown => {
      if (depth === 0 || random() < 0.3) return pick(random, values);
      const target: Record<string, unknown> = {};
      for (const key of ['info', 'provider', 'uuid', 'name', 'icon', 'rdns', 'request']) {
        if (random() < 0.1) Object.defineProperty(target, key, { get: throws, enumerable: true });
        else target[key] = key === 'provider' && random() < 0.5 ? createProvider(calls) : key === 'uuid' ? `u${Math.floor(random() * 50)}` : create(depth - 1);
      }
      return random() < 0.2 ? Object.freeze(target) : target;
    };

    let thrown = 0;
    for (let index = 0; index < 10_000; index += 1) {
      try {
        announce(page, create(3));
      } catch {
        thrown += 1;
      }
    }

    expect({ thrown, calls: calls.length }).to.deep.equal({ thrown: 0, calls: 0 });
    expect(changes).to.equal(watched.providers.length);
    expect(changes).to.be.above(5);
    for (const { id, name, icon } of wallets.signers) expect([typeof id, typeof name, icon?.startsWith('data:image/') ?? true]).to.deep.equal(['string', 'string', true]);
    watched.close();
  });
});
