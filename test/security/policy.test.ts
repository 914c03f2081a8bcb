import { expect } from '@open-wc/testing';
import { html, render } from 'lit';
import { takeRefusals } from '../support/policy-hook.js';

/** Does something, and waits until the browser has told what it thinks of it. */
async function isReported(act: () => void): Promise<SecurityPolicyViolationEvent> {
  const told = new Promise<SecurityPolicyViolationEvent>((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true }));
  act();
  return told;
}

/** An element in a shadow tree. */
function createHost(tag: string): { readonly inner: HTMLElement; remove(): void } {
  const host = document.createElement(tag);
  const inner = document.createElement('p');
  host.attachShadow({ mode: 'open' }).append(inner);
  document.body.append(host);
  return { inner, remove: () => host.remove() };
}

describe('the count of what a strict page would refuse', () => {
  for (const tag of ['passport-canary', 'imx-canary', 'immersve-canary']) {
    it(`has a style in the markup of <${tag}>, once`, async () => {
      const { inner, remove } = createHost(tag);

      const { disposition } = await isReported(() => inner.setAttribute('style', 'color: red'));
      const found = takeRefusals();
      remove();

      expect(disposition).to.equal('report');
      expect(found).to.have.length(1);
      expect(found[0]).to.match(/^style-src/);
      expect(takeRefusals()).to.deep.equal([]);
    });
  }

  it('has what a package that our code is built of does on a page', async () => {
    const page = document.createElement('p');
    document.body.append(page);

    const text = 'planted';
    const { sourceFile } = await isReported(() => render(html`<i .innerHTML=${text}></i>`, page));
    const found = takeRefusals();
    page.remove();

    expect(sourceFile).to.match(/\/node_modules\/lit-html\//);
    expect(found).to.have.length(1);
    expect(found[0]).to.match(/^require-trusted-types-for/);
  });

  it('leaves out what a page does, and a style that a script sets', async () => {
    const page = createHost('page-canary');
    const own = createHost('passport-canary');

    await isReported(() => page.inner.setAttribute('style', 'color: red'));
    own.inner.style.color = 'red';
    await isReported(() => page.inner.setAttribute('style', 'color: blue'));
    page.remove();
    own.remove();

    expect(takeRefusals()).to.deep.equal([]);
  });
});
