import { expect } from '@open-wc/testing';

import { createFrameHost } from '../../src/platform/frame-host.js';
import type { FrameHost } from '../../src/platform/frame-host.js';
import { FakeClock, flush } from '../support/fake-clock.js';

const SRC = 'about:blank#frame-host-test';

const QUIET = { onLoad: () => {}, onRemoved: () => {}, onGaveUp: () => {}, onEscape: () => {}, onObstructed: () => {} };

describe('createFrameHost', () => {
  let host: FrameHost | undefined;
  afterEach(() => {
    host?.remove();
    expect(find()).to.equal(null);
  });

  function setup() {
    const clock = new FakeClock();
    const seen = { loads: 0, removals: 0, gaveUp: 0 };
    const made = createFrameHost({
      ...QUIET, src: SRC, title: 'A frame', clock,
      onLoad: () => { seen.loads += 1; },
      onRemoved: () => { seen.removals += 1; },
      onGaveUp: () => { seen.gaveUp += 1; },
    });
    host = made;
    return { host: made, frame: find()!, seen, clock };
  }

  it('puts the frame under <html>: laid out, unseen, out of reach, named', () => {
    const { frame } = setup();
    const style = getComputedStyle(frame);

    expect(frame.parentNode).to.equal(document.documentElement);
    expect([style.display, style.visibility, style.position, style.zIndex]).to.deep.equal(['block', 'hidden', 'fixed', '-1']);
    expect(frame.offsetWidth).to.equal(document.documentElement.clientWidth);
    expect(frame.inert).to.equal(true);
    expect(frame.getAttribute('aria-hidden')).to.equal('true');
    expect(frame.title).to.equal('A frame');
  });

  it('is not met by the page\'s rules for frames', () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('iframe { display: none !important; visibility: visible !important; width: 1px !important; max-width: 1px !important }');
    document.adoptedStyleSheets.push(sheet);
    const { frame } = setup();

    const { display, visibility, width } = getComputedStyle(frame);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);

    expect([display, visibility]).to.deep.equal(['block', 'hidden']);
    expect(width).not.to.equal('1px');
  });

  it('row 88: is back in the microtask after its removal', async () => {
    const { frame, host: made, seen } = setup();

    frame.remove();
    expect(made.window).to.equal(null);
    await Promise.resolve();

    expect(frame.isConnected).to.equal(true);
    expect(made.window).to.equal(frame.contentWindow);
    expect(seen).to.include({ removals: 1, gaveUp: 0 });
  });

  it('row 88: is not touched when the body is emptied or replaced', async () => {
    const { host: made, seen } = setup();
    const before = made.window;
    const body = document.body;
    const children = [...body.childNodes];

    body.replaceChildren();
    document.body = document.createElement('body');
    await flush();

    document.body = body;
    body.replaceChildren(...children);
    expect(made.window).to.equal(before);
    expect(seen.removals).to.equal(0);
  });

  it('row 89: comes home when the page moves it', async () => {
    const { frame, seen } = setup();
    const other = document.createElement('div');
    document.body.append(other);

    other.append(frame);
    await Promise.resolve();

    expect(frame.parentNode).to.equal(document.documentElement);
    expect(seen.removals).to.equal(1);
    other.remove();
  });

  it('row 90: gives up after five removals in ten seconds', async () => {
    const { frame, seen } = setup();
    for (let i = 0; i < 5; i += 1) {
      frame.remove();
      await Promise.resolve();
    }

    expect(frame.isConnected).to.equal(false);
    expect(seen).to.include({ removals: 4, gaveUp: 1 });
  });

  it('row 90: bears with removals that are far apart, or that follow a sign of life', async () => {
    const { frame, host: made, clock, seen } = setup();
    for (let i = 0; i < 20; i += 1) {
      frame.remove();
      await Promise.resolve();
      if (i < 10) made.markAlive();
      else await clock.advance(2_500);
    }

    expect(frame.isConnected).to.equal(true);
    expect(seen).to.include({ removals: 20, gaveUp: 0 });
  });

  it('row 91: is known by reference, whatever the page adds', async () => {
    const decoy = document.createElement('iframe');
    decoy.src = SRC;
    document.documentElement.append(decoy);
    const clock = new FakeClock();
    host = createFrameHost({ src: SRC, title: '', clock, ...QUIET });

    expect(host.window).not.to.equal(null);
    expect(host.window).not.to.equal(decoy.contentWindow);
    decoy.remove();
    await Promise.resolve();
    expect(host.window).not.to.equal(null);
  });

  it('row 92: waits for a document that has no root yet', async () => {
    const empty = document.implementation.createHTMLDocument();
    const root = empty.documentElement;
    root.remove();
    const made = createFrameHost({ src: SRC, title: '', document: empty, ...QUIET });

    expect(empty.querySelector('iframe')).to.equal(null);
    empty.append(root);
    await Promise.resolve();

    expect(empty.querySelector('iframe')?.parentNode).to.equal(root);
    made.remove();
  });

  it('row 142: works in a page whose markup has the names of what it uses', async () => {
    const clobber = document.createElement('div');
    clobber.innerHTML = ['documentElement', 'createElement', 'activeElement']
      .map((name) => `<form name="${name}" tabindex="0"><input name="focus"></form>`).join('');
    document.body.append(clobber);
    const [form] = clobber.children;
    const root = clobber.closest('html');
    HTMLElement.prototype.focus.call(form);

    try {
      expect(document.createElement, 'the page is clobbered').to.equal(clobber.children[1]);
      const { host: made, frame, seen } = setup();
      made.show();
      frame.remove();
      await Promise.resolve();

      expect(frame.parentNode).to.equal(root);
      expect(seen).to.include({ removals: 1, gaveUp: 0 });
      expect(form?.matches(':focus')).to.equal(true);
    } finally {
      clobber.remove();
    }
  });

  it('row 108: takes the focus when it is shown and gives it back when it is hidden', () => {
    const shadowHost = document.createElement('div');
    const button = document.createElement('button');
    shadowHost.attachShadow({ mode: 'open' }).append(button);
    document.body.append(shadowHost);
    button.focus();
    const { host: made, frame } = setup();

    made.show();
    const shown = getComputedStyle(frame);
    expect([shown.visibility, shown.opacity, shown.zIndex]).to.deep.equal(['visible', '1', '2147483647']);
    expect(frame.inert).to.equal(false);
    expect(frame.hasAttribute('aria-hidden')).to.equal(false);
    expect(document.activeElement).to.equal(frame);

    made.hide();
    expect(getComputedStyle(frame).visibility).to.equal('hidden');
    expect(frame.inert).to.equal(true);
    expect(shadowHost.shadowRoot?.activeElement).to.equal(button);
    shadowHost.remove();
  });

  it('row 108: gives the focus back when the page removes it while it is shown', async () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    const { host: made, frame } = setup();
    made.show();

    frame.remove();
    await Promise.resolve();

    expect(document.activeElement).to.equal(button);
    expect(getComputedStyle(frame).visibility).to.equal('hidden');
    button.remove();
  });

  it('stays away once it is removed here', async () => {
    const { host: made, frame, seen } = setup();

    made.remove();
    await flush();

    expect(frame.isConnected).to.equal(false);
    expect(seen.removals).to.equal(0);
  });
});

function find(): HTMLIFrameElement | null {
  return document.querySelector<HTMLIFrameElement>(`iframe[src="${SRC}"]`);
}
