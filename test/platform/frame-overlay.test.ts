import { expect } from '@open-wc/testing';

import { createFrameOverlay } from '../../src/platform/frame-overlay.js';
import type { FrameOverlay } from '../../src/platform/frame-overlay.js';
import { FakeClock } from '../support/fake-clock.js';

describe('createFrameOverlay', () => {
  let parts: Element[] = [];
  let overlay: FrameOverlay | undefined;
  afterEach(() => {
    overlay?.end();
    for (const part of parts) part.remove();
    parts = [];
  });

  function add<Name extends keyof HTMLElementTagNameMap>(name: Name, parent: ParentNode = document.body): HTMLElementTagNameMap[Name] {
    const element = document.createElement(name);
    parts.push(element);
    parent.append(element);
    return element;
  }

  function setup() {
    const frame = add('iframe', document.documentElement);
    Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100%', height: '100%' });
    const clock = new FakeClock();
    const seen = { escapes: 0, obstructions: 0 };
    const made = createFrameOverlay(frame, {
      document, clock,
      onEscape: () => { seen.escapes += 1; },
      onObstructed: () => {
        seen.obstructions += 1;
        made.hide();
      },
    });
    overlay = made;
    return { frame, clock, seen, overlay: made };
  }

  const press = (key: string): boolean => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

  it('row 108: takes the focus back when it leaves the shown frame, and not when it is hidden', () => {
    const button = add('button');
    const { overlay: made, frame } = setup();

    made.show();
    button.focus();
    expect(document.activeElement).to.equal(frame);

    made.hide();
    button.focus();
    expect(document.activeElement).to.equal(button);
  });

  it('row 108: gives the focus back that the frame took before it was shown', () => {
    const button = add('button');
    button.focus();
    const { overlay: made, frame } = setup();
    // An inert frame cannot be focused from the page; its own script can take the focus.
    frame.inert = false;
    frame.focus();

    made.show();
    made.hide();

    expect(document.activeElement).to.equal(button);
  });

  it('row 108: ends with a page that keeps the focus in the same way', () => {
    const button = add('button');
    let moves = 0;
    const keep = (): void => {
      moves += 1;
      button.focus();
    };
    const { overlay: made, frame } = setup();
    frame.addEventListener('focus', keep);

    made.show();
    button.blur();
    button.focus();

    expect(moves).to.be.at.most(10);
  });

  it('row 108: says that Escape was pressed in the page, while it is shown', () => {
    const { overlay: made, seen } = setup();

    press('Escape');
    made.show();
    press('Enter');
    expect(seen.escapes).to.equal(0);
    press('Escape');
    made.hide();
    press('Escape');

    expect(seen.escapes).to.equal(1);
  });

  it('row 108: keeps the page from scrolling, and gives back what the page had said', () => {
    const { style } = document.documentElement;
    const { overlay: made } = setup();
    for (const [value, priority] of [['', ''], ['scroll', 'important'], ['auto', '']] as const) {
      style.setProperty('overflow', value, priority);

      made.show();
      expect(getComputedStyle(document.documentElement).overflowY).to.equal('hidden');
      made.hide();

      expect([style.getPropertyValue('overflow'), style.getPropertyPriority('overflow')]).to.deep.equal([value, priority]);
    }
    style.removeProperty('overflow');
  });

  it('row 153: tells when a modal dialog of the page stays over it for three seconds', async () => {
    const dialog = add('dialog');
    dialog.showModal();
    const { overlay: made, clock, seen } = setup();

    made.show();
    await clock.advance(2_900);
    expect(seen.obstructions).to.equal(0);
    await clock.advance(200);

    expect(seen.obstructions).to.equal(1);
    expect(clock.pending).to.equal(0);
    dialog.close();
  });

  it('row 153: waits for a page that closes its dialog in time, and takes the focus then', async () => {
    const dialog = add('dialog');
    dialog.append(add('button'));
    dialog.showModal();
    const { overlay: made, frame, clock, seen } = setup();
    made.show();
    expect(document.activeElement).not.to.equal(frame);

    await clock.advance(1_000);
    dialog.close();
    await clock.advance(60_000);

    expect(seen.obstructions).to.equal(0);
    expect(document.activeElement).to.equal(frame);
    made.hide();
    expect(clock.pending).to.equal(0);
  });

  it('row 153: notices a dialog that is opened while it is shown', async () => {
    const { overlay: made, clock, seen } = setup();
    made.show();
    await clock.advance(60_000);
    const dialog = add('dialog');

    dialog.showModal();
    await clock.advance(3_500);

    expect(seen.obstructions).to.equal(1);
    dialog.close();
  });

  it('row 142: works in a page whose markup has the names of what it uses', () => {
    const clobber = add('div');
    clobber.innerHTML = ['documentElement', 'elementFromPoint', 'activeElement', 'addEventListener']
      .map((name) => `<form name="${name}"></form>`).join('');
    const { overlay: made, frame } = setup();

    made.show();

    expect(Reflect.get(Document.prototype, 'activeElement', document)).to.equal(frame);
  });
});
