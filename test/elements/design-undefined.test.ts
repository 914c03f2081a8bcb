import { expect } from '@open-wc/testing';
import { FakeSession } from '../support/fake-session.js';
import { mount, settle, unmountAll } from './support/mount.js';

const STYLES = '/src/elements/undefined.css';

/** An element as it is before any script has defined it, with `undefined.css`. */
async function measureUndefined(markup: string): Promise<DOMRect> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'inline-size: 900px; border: 0';
  // The same page without a script: a fragment, so that no parser of another engine's mind is asked.
  document.body.append(frame);
  const page = frame.contentDocument!;
  const css = await (await fetch(STYLES)).text();
  const sheet = page.createElement('style');
  sheet.textContent = css;
  page.head.append(sheet);
  page.body.style.margin = '0';
  page.body.innerHTML = markup;
  const rect = page.body.firstElementChild!.getBoundingClientRect();
  frame.remove();
  return rect;
}

const CASES: readonly (readonly [tag: keyof HTMLElementTagNameMap, attributes: Readonly<Record<string, string>>, content: string])[] = [
  ['passport-login', {}, ''],
  ['passport-login', {}, ' Play with Passport '],
  ['passport-login', { methods: 'google' }, ''],
  ['passport-login', { methods: 'google apple email' }, ''],
  ['imx-register', {}, ''],
  ['immersve-login', {}, ''],
];

describe('undefined.css', () => {
  afterEach(unmountAll);

  for (const [tag, attributes, content] of CASES) {
    const stated = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`).join('');
    const markup = `<${tag}${stated}>${content}</${tag}>`;

    it(`keeps the place of ${markup}: as large before it is defined as while it is restored and when it is ready`, async () => {
      const before = await measureUndefined(markup);
      const session = new FakeSession();
      session.set({ status: 'restoring' });
      session.immersve.set({ status: 'restoring' });
      const { element } = await mount(tag, { attributes, content, session });
      const restoring = element.getBoundingClientRect();
      if (tag === 'imx-register') session.signIn({ account: undefined, registration: 'unregistered' });
      else session.set({ status: 'signed-out' });
      session.immersve.set({ status: 'signed-out' });
      await settle();
      const ready = element.getBoundingClientRect();

      expect(before.width).to.be.above(60);
      for (const now of [restoring, ready]) {
        expect(Math.abs(now.width - before.width), `width ${before.width} ${now.width}`).to.be.below(1);
        expect(Math.abs(now.height - before.height), `height ${before.height} ${now.height}`).to.be.below(1);
      }
    });
  }

  it('shows what the page puts in the place of the button, and nothing of later states', async () => {
    const trigger = await measureUndefined('<passport-login><button slot="trigger" style="all:unset;display:block;width:70px;height:30px"></button><b slot="signed-in">Hello</b></passport-login>');

    expect([Math.round(trigger.width), Math.round(trigger.height)]).to.deep.equal([70, 30]);
  });
});
