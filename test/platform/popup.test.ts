import { expect } from '@open-wc/testing';
import { openPopup } from '../../src/platform/popup.js';
import { FakeClock } from '../support/fake-clock.js';

/** A page whose windows are objects. */
function setup(): { page: Window; opened: string[][]; target: { closed: boolean; href: string | undefined }; clock: FakeClock } {
  const opened: string[][] = [];
  const target = { closed: false, href: 'about:blank' as string | undefined };
  const popup = {
    get closed() { return target.closed; },
    document: document.implementation.createHTMLDocument(),
    location: {
      get href() {
        if (target.href === undefined) throw new DOMException('cross-origin', 'SecurityError');
        return target.href;
      },
      replace: () => { target.href = undefined; },
    },
    close: () => { target.closed = true; },
    focus: () => {},
  };
  const page = {
    screenX: 0, screenY: 0, outerWidth: 1000, outerHeight: 800,
    open: (...args: string[]) => {
      opened.push(args);
      return popup;
    },
  } as unknown as Window;
  return { page, opened, target, clock: new FakeClock() };
}

describe('openPopup', () => {
  it('row 38: gives null when the browser blocks the window', () => {
    expect(openPopup({ window: { open: () => null } as unknown as Window })).to.equal(null);
  });

  it('row 52: opens each window under a new random name', () => {
    const { page, opened } = setup();
    openPopup({ window: page });
    openPopup({ window: page });

    const names = opened.map(([, name]) => name);
    expect(new Set(names).size).to.equal(2);
    expect(names[0]).to.match(/^[0-9a-f]{32}$/);
    expect(opened[0]?.[2]).to.contain('width=410,height=450,left=295,top=175');
  });

  it('shows its words until the login page appears', () => {
    const { page } = setup();

    expect(openPopup({ window: page, text: 'Opening' })?.window.document.body.textContent).to.equal('Opening');
  });

  it('row 40: tells when the visitor closes the window', async () => {
    const { page, target, clock } = setup();
    let closed = 0;
    const popup = openPopup({ window: page, clock });
    popup?.onClosed(() => { closed += 1; });
    popup?.navigate('https://login.example/');
    await clock.advance(1000);
    expect(closed).to.equal(0);

    target.closed = true;
    await clock.advance(1000);
    expect(closed).to.equal(1);
    expect(clock.pending).to.equal(0);
  });

  it('row 41: does not take a window that was cut off for a closed one', async () => {
    const { page, target, clock } = setup();
    let closed = 0;
    const popup = openPopup({ window: page, clock });
    popup?.onClosed(() => { closed += 1; });
    popup?.navigate('https://login.example/');
    // Cut off by COOP: it reads as closed without ever having been seen elsewhere.
    target.href = 'about:blank';
    target.closed = true;
    await clock.advance(60_000);

    expect(closed).to.equal(0);
    expect(clock.pending).to.equal(0);
  });

  it('row 40: tells when a window is closed before it was sent anywhere', async () => {
    const { page, target, clock } = setup();
    let closed = 0;
    openPopup({ window: page, clock })?.onClosed(() => { closed += 1; });
    target.closed = true;
    await clock.advance(1000);

    expect(closed).to.equal(1);
  });

  it('stops watching when asked to', async () => {
    const { page, target, clock } = setup();
    const popup = openPopup({ window: page, clock });
    const stop = popup?.onClosed(() => { throw new Error('must not be called'); });
    popup?.navigate('https://login.example/');
    await clock.advance(300);

    stop?.();
    target.closed = true;
    await clock.advance(1000);
    expect(clock.pending).to.equal(0);
  });
});
