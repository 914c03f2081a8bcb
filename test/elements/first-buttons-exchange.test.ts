import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { clearStages, getButton, getButtons, getTag, stage } from './support/first-buttons.js';
import type { Stage } from './support/first-buttons.js';
import { settle } from './support/mount.js';
import { ResourceWatch } from './support/resource-watch.js';

const isDefined = ({ tag }: Stage): boolean => customElements.get(tag) !== undefined;

const tell = (target: EventTarget, type: string): boolean => target.dispatchEvent(
  new (type.startsWith('key') ? KeyboardEvent : PointerEvent)(type, { bubbles: true, composed: true }));

/** What can be seen of a button: where it and its parts stand, and how they look. */
function look(element: HTMLElement): unknown {
  const parts = [element, getButton(element), ...getButton(element).querySelectorAll('*')] as HTMLElement[];
  return parts.filter((part) => !part.matches('slot')).map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    const { color, backgroundColor, font, opacity, fill, borderRadius, padding, direction } = getComputedStyle(part);
    return { name: part.localName, x, y, width, height, color, backgroundColor, font, opacity, fill, borderRadius, padding, direction };
  });
}

describe('the first button and the element', () => {
  afterEach(clearStages);

  describe('a press', () => {
    for (const [down, up] of [['pointerdown', 'pointerup'], ['keydown', 'keyup']] as const) {
      it(`${down}: the button stays until its click has come, and the click counts`, async () => {
        const page = await stage();
        const button = getButton(getTag(page));
        tell(button, down);
        await page.arrive();
        const before = isDefined(page);
        tell(button, up);
        await settle();
        const between = isDefined(page);
        button.click();
        await page.clock.advance(0);
        await settle();

        expect([before, between, isDefined(page)]).to.deep.equal([false, false, true]);
        expect(page.session.getCalls('login')).to.have.length(1);
        expect(getButtons(getTag(page))).to.have.length(1);
      });
    }

    it('one that leads to no click delays the element by no more than a browser may wait with it', async () => {
      const page = await stage();
      tell(getButton(getTag(page)), 'pointerdown');
      tell(window, 'pointerup');
      await page.arrive();
      await page.clock.advance(399);
      const before = isDefined(page);
      await page.clock.advance(1);
      await settle();

      expect([before, isDefined(page)]).to.deep.equal([false, true]);
    });

    for (const end of ['pointercancel', 'blur']) {
      it(`is over with ${end}`, async () => {
        const page = await stage();
        tell(getButton(getTag(page)), 'pointerdown');
        await page.arrive();
        window.dispatchEvent(new Event(end));
        await page.clock.advance(0);
        await settle();

        expect(isDefined(page)).to.equal(true);
      });
    }

    it('leaves no listener behind, however many there are', async () => {
      const page = await stage();
      const watch = new ResourceWatch();
      watch.start();
      for (const end of ['click', 'pointercancel', 'click']) {
        tell(getButton(getTag(page)), 'pointerdown');
        tell(window, end);
        await page.clock.advance(0);
      }
      watch.stop();

      expect([watch.held.listeners, page.clock.pending]).to.deep.equal([0, 0]);
    });

    it('a second one that begins before the element could come is waited for, too', async () => {
      const page = await stage();
      const button = getButton(getTag(page));
      tell(button, 'pointerdown');
      await page.arrive();
      tell(window, 'pointercancel');
      tell(button, 'pointerdown');
      await page.clock.advance(0);
      await settle();
      const between = isDefined(page);
      button.click();
      await page.clock.advance(0);
      await settle();

      expect([between, isDefined(page)]).to.deep.equal([false, true]);
    });
  });

  describe('the keyboard', () => {
    // What each driver calls it.
    for (const [name, key] of [['Enter', 'Enter'], ['Space', ' ']] as const) {
      it(`${name} signs in before the element is there`, async () => {
        const page = await stage();
        getTag(page).focus();
        await sendKeys({ press: key });

        expect(page.session.getCalls('login')).to.have.length(1);
      });
    }

    it('the focus is handed over: no blur, and the same ring as before', async () => {
      const page = await stage();
      const element = getTag(page);
      let left = 0;
      element.addEventListener('blur', () => { left += 1; });
      getTag(page).focus();
      const first = getButton(element);
      const hadRing = first.matches(':focus-visible');
      await page.arrive();

      expect(getButton(element)).not.to.equal(first);
      expect(element.shadowRoot?.activeElement).to.equal(getButton(element));
      expect(getButton(element).matches(':focus-visible')).to.equal(hadRing);
      expect([document.activeElement, left]).to.deep.equal([element, 0]);
    });

    it('the focus of a button that has begun to sign in stays with the element', async () => {
      const page = await stage();
      getTag(page).focus();
      getButton(getTag(page)).click();
      page.session.set({ status: 'signing-in', loginWindow: 'watched' });
      await page.arrive();

      expect(document.activeElement).to.equal(getTag(page));
      expect(getTag(page).shadowRoot?.activeElement?.getAttribute('part')).to.equal('cancel');
    });

    it('the focus elsewhere stays there', async () => {
      const page = await stage();
      await page.arrive();

      expect(document.activeElement).to.equal(document.body);
    });

    it('asks for the element when the focus or a pointer is near', async () => {
      const [focused, near] = [await stage(), await stage()];
      getTag(focused).focus();
      tell(getButton(getTag(near)), 'pointerenter');

      expect([focused.asked(), near.asked()]).to.deep.equal([1, 1]);
    });
  });

  describe('pictures', () => {
    const pages: Record<string, readonly [attributes: string, content?: string]> = {
      plain: [''],
      label: ['', 'Play with Passport'],
      'right to left': ['dir="rtl"', 'Play'],
      dark: ['style="color-scheme: dark"'],
      'of the page': ['style="--passport-accent: teal; --passport-radius: 0; --passport-space: 3px; --passport-font-size: 20px; display: block"'],
      narrow: ['style="inline-size: 90px"', 'A label that takes several lines'],
      hidden: ['hidden'],
    };
    for (const [name, [attributes, content]] of Object.entries(pages)) {
      it(`nothing moves by a part of a pixel: ${name}`, async () => {
        const page = await stage(attributes, content);
        const element = getTag(page);
        const first = look(element);
        await page.arrive();

        expect(look(element)).to.deep.equal(first);
        expect(element.hasAttribute('data-passport-drawn')).to.equal(false);
      });
    }

    it('in forced colours, too: the same markup finds the same style sheets', async () => {
      const page = await stage();
      const element = getTag(page);
      const read = (): unknown => [getButton(element), ...getButton(element).querySelectorAll('*')].map(({ localName, attributes }) => (
        [localName, [...attributes].map(({ name, value }) => `${name}=${value.trim()}`).filter((text) => text !== 'class=').sort()]));
      const [sheets, first] = [[...element.shadowRoot?.adoptedStyleSheets ?? []], read()];
      await page.arrive();

      expect(read()).to.deep.equal(first);
      expect(sheets.every((sheet, index) => element.shadowRoot?.adoptedStyleSheets[index] === sheet)).to.equal(true);
    });

    it('each frame shows one button that can be used', async () => {
      const page = await stage();
      const element = getTag(page);
      const frames: string[] = [];
      let isOver = false;
      const watch = (): void => {
        frames.push(getButtons(element).map(({ className, disabled }) => `${className.trim()} ${disabled}`).join());
        if (!isOver) requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
      await page.arrive();
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
      isOver = true;

      expect([...new Set(frames)]).to.deep.equal(['button primary false']);
    });
  });
});
