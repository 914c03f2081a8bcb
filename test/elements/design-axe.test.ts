import 'axe-core/axe.min.js';
import { expect } from '@open-wc/testing';
import { SCENES } from '../../scripts/scenes/scenes.js';
import { showScenes } from '../../scripts/scenes/show-scenes.js';
import { findAxeProblems } from '../support/axe.js';

describe('accessibility of every element in every state', () => {
  const page = document.createElement('main');

  before(async function prepare() {
    this.timeout(60_000);
    document.documentElement.lang = 'en';
    document.title = 'Elements';
    // Colours on their way from one scheme to the other are no colours of either.
    page.style.setProperty('--passport-duration', '0s');
    document.body.append(page);
    await showScenes(SCENES, page);
  });

  after(() => {
    page.remove();
    document.documentElement.removeAttribute('style');
  });

  for (const [scheme, what] of [['light', 'everything'], ['dark', 'colours']] as const) {
    it(`is without violations of WCAG 2.2 AA in ${scheme} colours`, async function check() {
      this.timeout(120_000);
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: Canvas; color: CanvasText`;
      const found = await findAxeProblems(page, what);
      expect(found.map(({ rule, target }) => `${rule}: ${target}`)).to.deep.equal([]);
    });
  }

  it('reports what is wrong', async () => {
    const bad = document.createElement('div');
    bad.innerHTML = '<button></button>';
    document.body.append(bad);
    const found = await findAxeProblems(bad);
    bad.remove();
    expect(found.map(({ rule }) => rule)).to.deep.equal(['button-name']);
  });

  it('reports a colour that cannot be read, also where only colours are asked for', async () => {
    const bad = document.createElement('p');
    bad.style.cssText = 'color: #777; background: #888';
    bad.append('Grey on grey');
    document.body.append(bad);
    const found = await findAxeProblems(bad, 'colours');
    bad.remove();
    expect(found.map(({ rule }) => rule)).to.deep.equal(['color-contrast']);
  });
});
