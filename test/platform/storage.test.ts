import { expect } from '@open-wc/testing';
import { openStore } from '../../src/platform/storage.js';

const KEY = 'passport-widgets.test';

describe('openStore', () => {
  afterEach(() => {
    localStorage.removeItem(KEY);
    sessionStorage.removeItem(KEY);
  });

  it('keeps text in the browser\'s storage of its kind', () => {
    openStore('local').set(KEY, 'a');
    openStore('session').set(KEY, 'b');

    expect([localStorage.getItem(KEY), sessionStorage.getItem(KEY)]).to.deep.equal(['a', 'b']);
    expect(openStore('local').keys()).to.include(KEY);
  });

  it('keeps nothing in the browser when it is to stay in memory', () => {
    const store = openStore('memory');
    store.set(KEY, 'a');

    expect(store.get(KEY)).to.equal('a');
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  const broken: readonly [string, () => unknown][] = [
    ['throws in its getter', () => { throw new DOMException('denied', 'SecurityError'); }],
    ['is null', () => null],
    ['throws when written', () => fakeArea({ setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } })],
    ['forgets what is written', () => fakeArea({ setItem: () => {} })],
  ];
  for (const [name, getArea] of broken) {
    it(`row 73: falls back to memory when storage ${name}`, () => {
      const page = Object.defineProperty({}, 'localStorage', { get: getArea }) as Window;
      const store = openStore('local', { window: page });

      store.set(KEY, 'a');
      expect(store.get(KEY)).to.equal('a');
      expect(store.keys()).to.deep.equal([KEY]);

      store.remove(KEY);
      expect(store.get(KEY)).to.equal(null);
    });
  }

  it('row 73: warns once', () => {
    let warnings = 0;
    const page = Object.defineProperty({}, 'localStorage', { get: () => { throw new Error('denied'); } }) as Window;
    const store = openStore('local', { window: page, onFallback: () => { warnings += 1; } });

    store.set(KEY, 'a');
    store.set(KEY, 'b');

    expect(warnings).to.equal(1);
  });
});

function fakeArea(change: Partial<Storage>): Storage {
  return { length: 0, key: () => null, getItem: () => null, setItem: () => {}, removeItem: () => {}, clear: () => {}, ...change };
}
