import { expect } from '@open-wc/testing';
import { createRandom, pick } from '../support/random.js';
import { openTabHints } from '../../src/platform/tab-hints.js';

describe('openTabHints', () => {
  it('hears hints of other tabs, and not its own', async () => {
    const heard: string[] = [];
    const a = openTabHints('test.hints', { storageKey: 'key', onHint: () => heard.push('a') });
    const hint = new Promise<void>((resolve) => {
      const b = openTabHints('test.hints', {
        storageKey: 'key',
        onHint: () => {
          heard.push('b');
          b.close();
          resolve();
        },
      });
    });
    a.tell();
    await hint;
    a.close();

    expect(heard).to.deep.equal(['b']);
  });

  it('row 80: takes changes of its key, and clear(), as hints too', () => {
    let count = 0;
    const hints = openTabHints('test.storage', { storageKey: 'key', onHint: () => { count += 1; } });

    window.dispatchEvent(new StorageEvent('storage', { key: 'key' }));
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'other' }));
    expect(count).to.equal(2);

    hints.close();
    window.dispatchEvent(new StorageEvent('storage', { key: 'key' }));
    expect(count).to.equal(2);
  });

  it('row 79: gives its listener nothing of 1,000 forged messages but the hint', async () => {
    const random = createRandom(79);
    const shapes = [null, 'signed-out', { tokens: { idToken: 'forged' } }, [1], new Map([['a', 1]]), 7, { type: 'forget' }];
    const seen = new Set<number>();
    let count = 0;
    const done = Promise.withResolvers<void>();
    const hints = openTabHints('test.forged', {
      storageKey: 'key',
      onHint: (...rest: unknown[]) => {
        seen.add(rest.length);
        count += 1;
        if (count === 1_000) done.resolve();
      },
    });
    const forger = new BroadcastChannel('test.forged');
    for (let i = 0; i < 1_000; i += 1) forger.postMessage(pick(random, shapes));
    await done.promise;
    forger.close();
    hints.close();

    expect([...seen]).to.deep.equal([0]);
  });

  it('row 80: reads again when the window gets the focus', () => {
    let count = 0;
    const hints = openTabHints('test.focus', { storageKey: 'key', onHint: () => { count += 1; } });

    window.dispatchEvent(new Event('focus'));
    hints.close();
    window.dispatchEvent(new Event('focus'));

    expect(count).to.equal(1);
  });

  it('tells another document\'s writing from a message', () => {
    const heard: string[] = [];
    const hints = openTabHints('test.writer', {
      storageKey: 'key', onHint: () => heard.push('hint'), onOtherWriter: () => heard.push('writer'),
    });

    window.dispatchEvent(new StorageEvent('storage', { key: 'key' }));
    window.dispatchEvent(new Event('focus'));
    hints.close();

    expect(heard).to.deep.equal(['writer', 'hint', 'hint']);
  });

  it('row 81: opens no channel while the page is away, and hears again when it is back', async () => {
    const heard = Promise.withResolvers<void>();
    let count = 0;
    const hints = openTabHints('test.away', {
      storageKey: 'key',
      onHint: () => {
        count += 1;
        if (count === 2) heard.resolve();
      },
    });
    const other = openTabHints('test.away', { storageKey: 'key', onHint: () => {} });

    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(count).to.equal(1);
    other.tell();
    await heard.promise;
    hints.close();
    other.close();

    expect(count).to.equal(2);
  });

  it('row 73: works on where the page may open no channel', () => {
    let count = 0;
    const page = new Proxy(window, {
      get(target, name) {
        if (name === 'BroadcastChannel') return class { constructor() { throw new DOMException('denied', 'SecurityError'); } };
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) as unknown : value;
      },
    }) as Window & typeof globalThis;
    const hints = openTabHints('test.denied', { storageKey: 'key', onHint: () => { count += 1; }, window: page });

    hints.tell();
    window.dispatchEvent(new StorageEvent('storage', { key: 'key' }));
    hints.close();

    expect(count).to.equal(1);
  });

  it('row 142: hears on a page whose markup has the names of its members', () => {
    const forms = ['addEventListener', 'visibilityState'].map((name) => {
      const form = document.createElement('form');
      form.setAttribute('name', name);
      return form;
    });
    document.body.append(...forms);
    let count = 0;
    const hints = openTabHints('test.clobbered', { storageKey: 'key', onHint: () => { count += 1; } });
    document.dispatchEvent(new Event('visibilitychange'));
    hints.close();
    forms.forEach((form) => form.remove());

    expect(count).to.equal(1);
  });

  it('row 81: reads again when the page comes back from the back-forward cache', () => {
    let count = 0;
    const hints = openTabHints('test.pageshow', { storageKey: 'key', onHint: () => { count += 1; } });

    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    hints.close();

    expect(count).to.equal(1);
  });
});
