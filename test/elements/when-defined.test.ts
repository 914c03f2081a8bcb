import { expect } from '@open-wc/testing';
import { whenElementsAreDefined } from '../../src/doctor/when-defined.js';
import { FakeClock, turn } from '../support/fake-clock.js';

/** A page that is still loading, with elements whose code has not come. */
function createPage(...tags: readonly string[]): { readonly page: Document; load(): void } {
  const view = new EventTarget();
  const box = document.createElement('div');
  box.append(...tags.map((tag) => document.createElement(tag)));
  const page = { readyState: 'loading', defaultView: view, querySelectorAll: (selector: string) => box.querySelectorAll(selector) } as unknown as Document;
  return { page, load: () => void view.dispatchEvent(new Event('load')) };
}

describe('whenElementsAreDefined', () => {
  let clock: FakeClock;
  let isOver: boolean;

  beforeEach(() => {
    clock = new FakeClock();
    isOver = false;
  });
  const wait = (page: Document): void => void whenElementsAreDefined(page, clock).then(() => { isOver = true; });
  const passes = async (ms: number): Promise<boolean> => {
    await turn();
    await clock.advance(ms);
    await turn();
    return isOver;
  };

  it('waits for the page, and then for the code of elements of ours alone', async () => {
    const { page, load } = createPage('passport-later', 'other-later');
    wait(page);
    expect(await passes(14_999)).to.equal(false);
    load();
    expect(await passes(4_999)).to.equal(false);
    customElements.define('passport-later', class extends HTMLElement {});
    expect(await passes(0)).to.equal(true);
    expect(clock.pending).to.equal(0);
  });

  it('waits five seconds for code that does not come', async () => {
    const { page, load } = createPage('passport-never');
    wait(page);
    load();
    expect(await passes(4_999)).to.equal(false);
    expect(await passes(1)).to.equal(true);
  });

  it('waits fifteen seconds for a page that never has loaded', async () => {
    wait(createPage().page);
    expect(await passes(14_999)).to.equal(false);
    expect(await passes(1)).to.equal(true);
  });
});
