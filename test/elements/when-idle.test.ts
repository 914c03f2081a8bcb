import { expect } from '@open-wc/testing';
import { whenIdle } from '../../src/define/when-idle.js';

/** What the browser of a test is asked for, and what the test answers in its place. */
function setup({ readyState = 'complete', idle }: { readyState?: DocumentReadyState; idle?: unknown } = {}) {
  const asked: string[] = [];
  const runs: (() => void)[] = [];
  const own = Object.getOwnPropertyDescriptors(window);
  const state = Object.getOwnPropertyDescriptor(Document.prototype, 'readyState') as PropertyDescriptor;
  const note = (name: string) => (run: () => void, options?: unknown): void => {
    asked.push([name, JSON.stringify(options)].join(' ').trim());
    runs.push(run);
  };
  const set = (name: string, value: unknown): void => void Object.defineProperty(window, name, { value, configurable: true, writable: true });
  Object.defineProperty(Document.prototype, 'readyState', { get: () => readyState, configurable: true });
  set('requestIdleCallback', idle ?? note('idle'));
  set('setTimeout', note('timer'));
  restore = () => {
    Object.defineProperty(Document.prototype, 'readyState', state);
    for (const name of ['requestIdleCallback', 'setTimeout'] as const) {
      if (own[name]) Object.defineProperty(window, name, own[name]);
      else Reflect.deleteProperty(window, name);
    }
  };
  return { asked, runs };
}

let restore = (): void => {};

describe('whenIdle', () => {
  afterEach(() => restore());

  it('on a page that has loaded waits until the browser has nothing else to do, and no longer than two seconds', () => {
    const { asked, runs } = setup();
    let calls = 0;
    whenIdle(() => { calls += 1; });
    const before = calls;
    for (const run of runs) run();

    expect([asked, before, calls]).to.deep.equal([['idle {"timeout":2000}'], 0, 1]);
  });

  it('waits for a page that is loading, and begins once', () => {
    const { asked } = setup({ readyState: 'interactive' });
    whenIdle(() => {});
    const before = [...asked];
    window.dispatchEvent(new Event('load'));
    window.dispatchEvent(new Event('load'));

    expect(before).to.deep.equal([]);
    expect(asked).to.deep.equal(['idle {"timeout":2000}']);
  });

  it('row 142: takes a timer where markup stands under the name, as in a browser that does not tell', () => {
    const { asked } = setup({ idle: document.createElement('form') });
    whenIdle(() => {});

    expect(asked).to.deep.equal(['timer']);
  });

  it('row 142: markup that hides the state of the document changes nothing', () => {
    const { asked } = setup();
    document.body.insertAdjacentHTML('beforeend', '<img id="hidden-state" name="readyState" alt="">');
    whenIdle(() => {});
    document.getElementById('hidden-state')?.remove();

    expect(asked).to.deep.equal(['idle {"timeout":2000}']);
  });
});
