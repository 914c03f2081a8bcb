import { expect } from '@open-wc/testing';
import { defineOnSight } from '../../src/define/on-sight.js';
import { settle } from './support/mount.js';

function setup() {
  const defined: string[] = [];
  const root = document.implementation.createHTMLDocument('page');
  const define = async (tag: string): Promise<void> => { defined.push(tag); };
  return { root, defined, define };
}

describe('defineOnSight', () => {
  it('defines what is there, waits for what is not, and does each once', async () => {
    const { root, defined, define } = setup();
    root.body.innerHTML = '<main><x-here></x-here></main>';

    const stop = defineOnSight(['x-here', 'x-later', 'x-never'], define, root);
    const atOnce = [...defined];
    root.body.insertAdjacentHTML('beforeend', 'text <p><x-later></x-later></p>');
    await settle();
    root.body.insertAdjacentHTML('beforeend', '<x-later></x-later><x-here></x-here>');
    await settle();
    stop();

    expect(atOnce).to.deep.equal(['x-here']);
    expect(defined).to.deep.equal(['x-here', 'x-later']);
  });

  it('row 137: tries again with the next element when the code could not be loaded, and says so', async () => {
    const { root, defined, define } = setup();
    const { warn } = console;
    const lines: string[] = [];
    console.warn = (line: string) => { lines.push(line); };
    let isOffline = true;
    const stop = defineOnSight(['x-here'], (tag) => (isOffline ? Promise.reject(new Error('offline')) : define(tag)), root);

    root.body.insertAdjacentHTML('beforeend', '<x-here></x-here>');
    await settle();
    isOffline = false;
    root.body.insertAdjacentHTML('beforeend', '<x-here></x-here>');
    await settle();
    stop();
    console.warn = warn;

    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('<x-here>');
    expect(defined).to.deep.equal(['x-here']);
  });

  it('row 137: a new element asks again for code that could not be loaded, and the network that is back; whatever else comes does not', async () => {
    const { root } = setup();
    const { warn } = console;
    let warnings = 0;
    console.warn = () => { warnings += 1; };
    let asked = 0;
    root.body.innerHTML = '<x-here></x-here><p><x-here></x-here></p>';
    const stop = defineOnSight(['x-here'], () => Promise.reject(new Error(`offline ${asked += 1}`)), root);
    await settle();

    for (let tick = 0; tick < 5; tick += 1) {
      root.body.insertAdjacentHTML('beforeend', '<p>a ticker</p>');
      await settle();
    }
    // One that moves is none that comes.
    root.body.append(root.querySelector('x-here')!);
    await settle();
    const counts = [asked];
    root.body.insertAdjacentHTML('beforeend', '<section><x-here></x-here></section>');
    await settle();
    counts.push(asked);
    window.dispatchEvent(new Event('online'));
    await settle();
    counts.push(asked);
    stop();
    window.dispatchEvent(new Event('online'));
    await settle();
    console.warn = warn;

    expect([...counts, asked, warnings]).to.deep.equal([1, 2, 3, 3, 3]);
  });
});
