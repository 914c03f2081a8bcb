import { expect } from '@open-wc/testing';
import { SCENES } from '../../scripts/scenes/scenes.js';
import { showScenes } from '../../scripts/scenes/show-scenes.js';
import type { ShownScene } from '../../scripts/scenes/show-scenes.js';
import { ENGLISH } from '../../scripts/locales/english.js';
import { registerTranslation } from '../../src/elements/support/register-translation.js';
import { FakeSession } from '../support/fake-session.js';
import { findGeometryProblems } from '../support/geometry.js';
import { query, settle } from './support/mount.js';

const WIDTHS_PX = [200, 320, 560, 1200];

/** One page for all widths, directions and texts: only the measures change. */
let shown: readonly ShownScene[] = [];
const page = document.createElement('main');

/** A language whose texts are 40 % longer: English with words of its own after each text. */
const LONG_LOCALE = 'en-XA';

function lengthen(text: string): string {
  const more = Math.ceil(text.replace(/\{\w+\}/g, '').length * 0.4);
  return `${text} ${'lorem ipsum dolor sit amet '.repeat(12).slice(0, more - 1)}`;
}

function measure(): string[] {
  return shown.flatMap(({ id, element }) =>
    findGeometryProblems(element).map(({ fault, where }) => `${id} at ${page.style.width} ${page.dir}: ${fault}: ${where}`));
}

describe('drawings of every element in every state', () => {
  before(async function prepare() {
    this.timeout(60_000);
    page.lang = 'en';
    document.body.append(page);
    const style = new CSSStyleSheet();
    style.replaceSync('figure { margin: 0 } *, ::before, ::after { animation: none !important; transition: none !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    shown = await showScenes(SCENES, page);
    for (const texts of Object.values(ENGLISH)) {
      registerTranslation(LONG_LOCALE, Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, lengthen(text)])));
    }
  });

  after(() => {
    page.remove();
    document.documentElement.lang = 'en';
  });

  for (const width of WIDTHS_PX) {
    for (const direction of ['ltr', 'rtl']) {
      it(`fit into ${width} px ${direction}: nothing overlaps, is cut off, sticks out, or is too small`, function check() {
        this.timeout(60_000);
        page.style.width = `${width}px`;
        page.dir = direction;
        expect(measure()).to.deep.equal([]);
      });
    }
  }

  it('fit with texts that are 40 % longer', async function check() {
    this.timeout(60_000);
    page.lang = LONG_LOCALE;
    page.dir = 'ltr';
    // The question before a signature is asked once, in the language that the document has then.
    document.documentElement.lang = LONG_LOCALE;
    const questions = shown.filter(({ scene }) => scene.tag === 'approval');
    for (const { scene, element } of questions) await scene.play(new FakeSession(), element);
    await settle();
    for (const width of WIDTHS_PX) {
      page.style.width = `${width}px`;
      expect(measure()).to.deep.equal([]);
    }
    // The language is drawn at all.
    expect(query(shown[0]!.element, 'button').textContent).to.match(/Sign in lo/);
    expect(query(questions[0]!.element, 'h1').textContent).to.match(/transfer lo/);
    expect(query(shown.find(({ scene }) => scene.tag === 'passport-doctor')!.element, '#title').textContent).to.match(/doctor lo/);
  });
});

describe('findGeometryProblems', () => {
  const FAULTS = {
    'zero-size': '<button style="padding:0;border:0;width:0;height:20px;overflow:hidden"></button>',
    'small-target': '<a href="#" style="display:inline-block;width:20px;height:20px"></a>',
    'overflow': '<div style="width:300px">wide</div>',
    'clipped-text': '<div style="width:40px;overflow:hidden;white-space:nowrap;text-overflow:clip">much more than forty pixels</div>',
    'overlap': '<div style="height:10px;line-height:20px">one</div><div style="margin-top:-8px;line-height:20px">two</div>',
  };

  function draw(markup: string): HTMLElement {
    const host = document.createElement('div');
    host.style.cssText = 'display:block;width:200px;font:16px sans-serif';
    host.attachShadow({ mode: 'open' }).innerHTML = markup;
    document.body.append(host);
    return host;
  }

  for (const [fault, markup] of Object.entries(FAULTS)) {
    it(`reports ${fault}`, () => {
      const host = draw(markup);
      const found = findGeometryProblems(host).map((problem) => problem.fault);
      host.remove();
      expect(found).to.include(fault);
    });
  }

  it('reports nothing of a good drawing: an ellipsis whose whole is given on demand is one', () => {
    const host = draw('<button style="height:32px">OK</button><p title="much more than forty pixels" style="width:40px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">much more than forty pixels</p>');
    const found = findGeometryProblems(host);
    host.remove();
    expect(found).to.deep.equal([]);
  });
});
