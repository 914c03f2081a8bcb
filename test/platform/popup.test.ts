import { expect } from '@open-wc/testing';
import { openPopup } from '../../src/platform/popup.js';
import { FakeClock } from '../support/fake-clock.js';

/** A page whose windows are objects, each with a document of its own in this page. */
function setup(): { page: Window; opened: string[][]; visited: string[]; frame: HTMLIFrameElement; clock: FakeClock } {
  const opened: string[][] = [];
  const visited: string[] = [];
  // A document that is drawn: animations run in those only.
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const popup = {
    closed: false,
    document: frame.contentDocument,
    location: { replace: (url: string) => visited.push(url) },
    close() { this.closed = true; },
    focus: () => {},
  };
  const page = {
    screenX: 0, screenY: 0, outerWidth: 1000, outerHeight: 800,
    open: (...args: string[]) => {
      opened.push(args);
      return popup;
    },
  } as unknown as Window;
  return { page, opened, visited, frame, clock: new FakeClock() };
}

describe('openPopup', () => {
  afterEach(() => document.querySelector('iframe')?.remove());

  it('row 38: gives null when the browser blocks the window', () => {
    expect(openPopup({ window: { open: () => null } as unknown as Window })).to.equal(null);
  });

  it('row 52: opens each window under a new random name', () => {
    const { page, opened, clock } = setup();
    openPopup({ window: page, clock });
    openPopup({ window: page, clock });

    const names = opened.map(([, name]) => name);
    expect(new Set(names).size).to.equal(2);
    expect(names[0]).to.match(/^[0-9a-f]{32}$/);
    expect(opened[0]?.[2]).to.contain('width=410,height=450,left=295,top=175');
  });

  it('shows its words until the window navigates', () => {
    const { page, frame, visited, clock } = setup();
    const popup = openPopup({ window: page, text: 'Opening', farewell: 'You may close', clock });

    expect(frame.contentDocument?.title).to.equal('Opening');
    expect(frame.contentDocument?.body.innerText.trim()).to.equal('Opening');
    expect(popup?.isNavigated).to.equal(false);
    popup?.navigate('https://login.example/');
    expect(popup?.isNavigated).to.equal(true);
    expect(visited).to.deep.equal(['https://login.example/']);
    expect(clock.pending, 'no heartbeat is left').to.equal(0);
  });

  it('row 48: says that it may be closed once the page that opened it tells nothing any more', async () => {
    const { page, frame, clock } = setup();
    const popup = openPopup({ window: page, text: 'Opening', farewell: 'You may close', clock });
    const last = frame.contentDocument?.querySelector('p') ?? document.body;
    const [hiding] = last.getAnimations();
    if (!hiding) throw new Error('Nothing hides the words.');
    // The window's own time, which does not stand still with the clock of the page.
    hiding.currentTime = 3_900;
    await clock.advance(1_000);
    expect(Number(hiding.currentTime)).to.be.lessThan(3_000);
    expect(getComputedStyle(last).visibility).to.equal('hidden');

    // The page is gone: nobody winds the time back.
    hiding.currentTime = 4_000;
    expect(getComputedStyle(last).visibility).to.equal('visible');
    popup?.close();
    expect(clock.pending).to.equal(0);
  });

  it('opens where the browser gives no access to the new window', () => {
    const { page, clock } = setup();
    const closed = { closed: false, get document(): never { throw new DOMException('no', 'SecurityError'); } };

    expect(openPopup({ window: { ...page, open: () => closed } as unknown as Window, clock })).not.to.equal(null);
    expect(clock.pending).to.equal(0);
  });
});
