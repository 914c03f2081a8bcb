import { expect } from '@open-wc/testing';
import { whenIdle } from '../../src/define/when-idle.js';
import { FakeClock } from '../support/fake-clock.js';

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
  restore = () => {
    Object.defineProperty(Document.prototype, 'readyState', state);
    const { requestIdleCallback } = own;
    if (requestIdleCallback) Object.defineProperty(window, 'requestIdleCallback', requestIdleCallback);
    else Reflect.deleteProperty(window, 'requestIdleCallback');
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

  it('waits for a page that is loading, and begins once', async () => {
    const { asked } = setup({ readyState: 'interactive' });
    const clock = new FakeClock();
    whenIdle(() => {}, clock);
    const before = [...asked];
    window.dispatchEvent(new Event('load'));
    window.dispatchEvent(new Event('load'));
    await clock.advance(5_000);

    expect(before).to.deep.equal([]);
    expect(asked).to.deep.equal(['idle {"timeout":2000}']);
  });

  it('does not wait for a page that loads without end', async () => {
    const { asked } = setup({ readyState: 'interactive' });
    const clock = new FakeClock();
    whenIdle(() => {}, clock);
    await clock.advance(4_999);
    const before = [...asked];
    await clock.advance(1);
    window.dispatchEvent(new Event('load'));

    expect(before).to.deep.equal([]);
    expect(asked).to.deep.equal(['idle {"timeout":2000}']);
  });

  it('row 142: takes a timer where markup stands under the name, as in a browser that does not tell', async () => {
    setup({ idle: document.createElement('form') });
    const clock = new FakeClock();
    let calls = 0;
    whenIdle(() => { calls += 1; }, clock);
    const before = calls;
    await clock.advance(0);

    expect([before, calls]).to.deep.equal([0, 1]);
  });

  it('row 142: markup that hides the state of the document changes nothing', () => {
    const { asked } = setup();
    document.body.insertAdjacentHTML('beforeend', '<img id="hidden-state" name="readyState" alt="">');
    whenIdle(() => {});
    document.getElementById('hidden-state')?.remove();

    expect(asked).to.deep.equal(['idle {"timeout":2000}']);
  });
});
