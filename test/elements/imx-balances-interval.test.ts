import { expect } from '@open-wc/testing';
import type { BalanceList } from '../../src/shared/network.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { mount, queryAll, settle, unmountAll } from './support/mount.js';

const LIST: BalanceList = {
  owner: ACCOUNT.address, complete: true, loadedAtMs: 1_000, balances: [{ token: { symbol: 'ETH', decimals: 0, address: 'ETH' }, amount: 1n }],
};
const INTERVAL_MS = 5_000;

/** The timers of the interval, which come due when a test says so. */
class Timers {
  readonly #runs = new Map<unknown, () => void>();
  readonly #real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };

  constructor() {
    const { setTimeout: set, clearTimeout: clear } = this.#real;
    const hold = (run: () => void, ms?: number): number => {
      if (ms !== INTERVAL_MS) return set(run, ms);
      const timer = set(() => {});
      this.#runs.set(timer, run);
      return timer;
    };
    const release = (timer?: number): void => {
      this.#runs.delete(timer);
      clear(timer);
    };
    Object.assign(window, { setTimeout: hold, clearTimeout: release });
  }

  get waiting(): number {
    return this.#runs.size;
  }

  async fire(): Promise<void> {
    const runs = [...this.#runs.values()];
    this.#runs.clear();
    for (const run of runs) run();
    await settle();
  }

  restore(): void {
    Object.assign(window, this.#real);
  }
}

async function setup() {
  const session = new FakeSession();
  session.signIn();
  const { element } = await mount('imx-balances', { session, attributes: { 'refresh-interval': '5' } });
  const answer = async (): Promise<void> => {
    session.reads.at(-1)?.resolve(LIST);
    await settle();
  };
  return { element, session, answer };
}

/** Says to the page that it is hidden, or seen again. */
async function show(visibilityState: DocumentVisibilityState): Promise<void> {
  const real = Object.getOwnPropertyDescriptors(Document.prototype);
  Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => visibilityState });
  Object.defineProperty(Document.prototype, 'hidden', { configurable: true, get: () => visibilityState === 'hidden' });
  try {
    EventTarget.prototype.dispatchEvent.call(document, new Event('visibilitychange'));
    await timers.fire();
  } finally {
    Object.defineProperty(Document.prototype, 'visibilityState', real.visibilityState);
    Object.defineProperty(Document.prototype, 'hidden', real.hidden);
  }
}

let timers: Timers;

describe('the interval of <imx-balances>', () => {
  beforeEach(() => { timers = new Timers(); });
  afterEach(() => {
    unmountAll();
    timers.restore();
  });

  it('does not come due while a visitor’s refresh runs: it is answered, and the interval begins anew', async () => {
    const { element, session, answer } = await setup();
    await answer();

    const refreshed = element.refresh();
    await timers.fire();
    expect([session.reads.length, session.reads[1]?.options.signal?.aborted]).to.deep.equal([2, false]);
    await answer();

    expect(await refreshed).to.equal(LIST);
    await timers.fire();
    expect([session.reads.length, session.reads[2]?.options.refresh]).to.deep.equal([3, false]);
  });

  it('lets a read end that takes longer than it, and a change of it as well', async () => {
    const { element, session, answer } = await setup();
    await timers.fire();
    element.refreshInterval = 0;
    await settle();
    element.refreshInterval = 5;
    await settle();
    await timers.fire();
    const whileReading = [session.reads.length, session.reads[0]?.options.signal?.aborted];
    await answer();

    expect([whileReading, queryAll(element, '[part=row]').length, timers.waiting]).to.deep.equal([[1, false], 1, 1]);
  });

  it('waits for a hidden page to be seen again, and asks then', async () => {
    const { session, answer } = await setup();
    await answer();

    await show('hidden');
    await timers.fire();
    const whileHidden = session.reads.length;
    await show('visible');

    expect([whileHidden, session.reads.length]).to.deep.equal([1, 2]);
  });

  it('row 142: goes on in a document whose names markup has taken', async () => {
    const taken = document.createElement('div');
    taken.innerHTML = ['addEventListener', 'removeEventListener', 'hidden', 'visibilityState'].map((name) => `<img name="${name}">`).join('');
    document.body.append(taken);
    try {
      expect(document.addEventListener, 'the document is clobbered').to.equal(taken.children[0]);
      const { element, session, answer } = await setup();
      await answer();
      await timers.fire();
      await answer();
      await show('hidden');
      await show('visible');
      await answer();
      const onPage = [session.reads.length, queryAll(element, '[part=row]').length];
      element.remove();
      await settle();
      await show('visible');

      expect([onPage, session.reads.length]).to.deep.equal([[3, 1], 3]);
    } finally {
      taken.remove();
    }
  });
});
