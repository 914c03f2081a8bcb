import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { findNextItem } from '../../src/elements/passport-login/menu-keys.js';
import { getInitials } from '../../src/elements/passport-login/account-name.js';
import { PassportLogin } from '../../src/elements/passport-login/passport-login.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeSession } from '../support/fake-session.js';
import { mount, query, queryAll, settle, unmountAll } from './support/mount.js';

const METHODS = 'google apple facebook email';

async function setup(attributes: Readonly<Record<string, string>> = { methods: METHODS }) {
  const session = new FakeSession();
  const { element } = await mount('passport-login', { attributes, session });
  const trigger = query<HTMLButtonElement>(element, '[part=button]');
  const getMenu = (): HTMLElement | undefined => queryAll(element, '[part=menu]')[0];
  const isOpen = (): boolean => getMenu()?.matches(':popover-open') === true;
  const getFocused = (): string | undefined => element.shadowRoot?.activeElement?.textContent?.trim();
  const press = async (key: string): Promise<void> => {
    await sendKeys({ press: key });
    await settle();
  };
  const open = async (): Promise<void> => {
    trigger.click();
    await settle();
  };
  return { element, session, trigger, getMenu, isOpen, getFocused, press, open };
}

describe('<passport-login>: methods', () => {
  afterEach(unmountAll);

  it('is one button for all methods, and draws a menu once somebody asks for it', async () => {
    const { element, trigger, getMenu, open, isOpen } = await setup({ methods: 'google  apple,facebook email google nonsense' });
    expect([trigger.textContent.trim(), trigger.getAttribute('aria-haspopup')]).to.deep.equal(['Sign in', 'menu']);
    expect(getMenu()).to.equal(undefined);

    await open();

    expect(isOpen()).to.equal(true);
    expect(trigger.ariaExpanded).to.equal('true');
    expect(queryAll(element, '[role=menuitem]').map((item) => item.textContent.trim())).to.deep.equal(['Google', 'Apple', 'Facebook', 'Email']);
    expect(getMenu()?.getAttribute('aria-label')).to.equal('Sign in with');
    await expect(element).to.be.accessible();
  });

  it('works by keyboard alone: opens on either end, goes round, jumps, finds by letter, closes, signs in', async () => {
    const { session, trigger, press, getFocused, isOpen } = await setup();
    trigger.focus();
    const steps: readonly (readonly [key: string, focused: string])[] = [
      ['ArrowUp', 'Email'], ['ArrowDown', 'Google'], ['ArrowUp', 'Email'], ['Home', 'Google'], ['End', 'Email'],
      ['a', 'Apple'], ['f', 'Facebook'], ['x', 'Facebook'], ['Escape', 'Sign in'],
      ['ArrowDown', 'Google'], ['ArrowDown', 'Apple'],
    ];
    for (const [key, focused] of steps) {
      await press(key);
      expect(getFocused(), key).to.equal(focused);
      expect(isOpen(), key).to.equal(key !== 'Escape');
    }

    await press('Enter');

    expect(isOpen()).to.equal(false);
    expect(session.getCalls('login')[0]?.args[0]).to.deep.include({ directLoginOptions: { directLoginMethod: 'apple' } });
    session.set({ status: 'signing-in' });
    await settle();
    expect(getFocused()).to.equal('Cancel');
  });

  it('keeps Escape to itself: a dialog around it stays open', async () => {
    const { element, press, open } = await setup();
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => { heard.push(event.key); };
    document.addEventListener('keydown', listen);
    await open();
    await press('ArrowDown');
    await press('Escape');
    await press('Escape');
    document.removeEventListener('keydown', listen);

    // The second is not the menu's.
    expect(heard).to.deep.equal(['Escape']);
    expect(document.activeElement).to.equal(element);
  });

  it('closes when somebody clicks beside it, and when the focus goes on', async () => {
    const { isOpen, open } = await setup();
    const next = document.createElement('button');
    document.body.append(next);
    await open();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    const afterClick = isOpen();
    await open();
    next.focus();
    await settle();
    next.remove();

    expect([afterClick, isOpen()]).to.deep.equal([false, false]);
  });

  it('closes by its button, and signs in by the method that is clicked, within the click', async () => {
    const { element, session, open, isOpen } = await setup();
    await open();
    await open();
    const isClosed = !isOpen();
    await open();
    queryAll(element, '[role=menuitem]')[2]?.click();

    expect(isClosed).to.equal(true);
    expect(session.getCalls('login')[0]?.args[0]).to.deep.include({ directLoginOptions: { directLoginMethod: 'facebook' } });
  });

  it('goes with the state it belongs to, and leaves nothing on the page', async () => {
    const { element, session, trigger, open, isOpen } = await setup();
    await open();
    session.signIn();
    await settle();
    expect(isOpen()).to.equal(false);
    session.set({ status: 'signed-out' });
    await settle();
    await open();
    element.remove();

    expect(trigger.isConnected).to.equal(false);
    expect(document.querySelectorAll(':popover-open')).to.have.length(0);
    // A scroll after the end would place a menu that is not there.
    dispatchEvent(new Event('scroll'));
  });

  it('stands below its button on the side that text begins, inside of the window', async () => {
    const { element, trigger, getMenu, open } = await setup();
    const measure = async (direction: string): Promise<number> => {
      document.documentElement.dir = direction;
      await open();
      const [menu, button] = [getMenu()?.getBoundingClientRect(), trigger.getBoundingClientRect()];
      await open();
      document.documentElement.removeAttribute('dir');
      expect(menu?.top).to.be.at.least(button.bottom);
      return Math.abs(direction === 'rtl' ? (menu?.right ?? 0) - button.right : (menu?.left ?? 0) - button.left);
    };

    expect(element.isConnected).to.equal(true);
    expect([await measure('ltr'), await measure('rtl')].map(Math.round)).to.deep.equal([0, 0]);
  });

  it('row 142: stands there, too, where markup hides the document\'s own element', async () => {
    const markup = Object.assign(document.createElement('img'), { name: 'documentElement' });
    document.body.append(markup);
    try {
      const { trigger, getMenu, open } = await setup();
      await open();

      expect(document.documentElement === markup as Element, 'the markup hides it').to.equal(true);
      expect(Math.round((getMenu()?.getBoundingClientRect().left ?? 0) - trigger.getBoundingClientRect().left)).to.equal(0);
    } finally {
      markup.remove();
    }
  });

  it('with one method is a direct button that says so from the first drawing on', async () => {
    const { session, trigger } = await setup({ methods: 'google' });
    trigger.click();

    expect(trigger.textContent.trim()).to.equal('Continue with Google');
    expect(trigger.hasAttribute('aria-haspopup')).to.equal(false);
    expect(session.getCalls('login')).to.have.length(1);
  });
});

describe('<passport-login>: methods without the file of their menu', () => {
  const { loadView } = PassportLogin;
  let bring: () => void;
  let refuse = (): void => {};
  let asked = 0;

  beforeEach(() => {
    asked = 0;
    PassportLogin.loadView = (part) => (part !== 'menu' ? loadView(part) : new Promise((resolve, reject) => {
      asked += 1;
      bring = () => resolve(loadView(part));
      refuse = () => reject(new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE'));
    }));
  });

  afterEach(() => {
    PassportLogin.loadView = loadView;
    unmountAll();
  });

  it('row 137: the click that finds it out signs in, once, by the page of the service', async () => {
    const { session, trigger, open } = await setup();
    await open();
    await open();
    expect([session.getCalls('login').length, asked]).to.deep.equal([0, 1]);

    refuse();
    await settle();

    expect(session.getCalls('login').map(({ args }) => args[0])).to.deep.equal([{ useRedirectFlow: false }]);
    expect(trigger.hasAttribute('aria-haspopup')).to.equal(false);
  });

  it('row 137: where that click no longer opens a window, the next is offered, and the way without a window', async () => {
    const { element, session, open } = await setup();
    await open();
    refuse();
    await settle();
    session.logins[0]?.reject(new PassportError(ERROR_TABLE, 'POPUP_BLOCKED'));
    await settle();
    query(element, '[part=retry]').click();
    session.logins[1]?.reject(new PassportError(ERROR_TABLE, 'POPUP_BLOCKED'));
    await settle();
    query(element, '[part=button]').click();

    expect(session.getCalls('login').map(({ args }) => (args[0] as { useRedirectFlow: boolean }).useRedirectFlow)).to.deep.equal([false, false, true]);
  });

  const changes: Record<string, (element: PassportLogin, session: FakeSession) => void> = {
    'somebody has signed in': (_element, session) => session.signIn(),
    'the element is blocked': (element) => { element.disabled = true; },
    'the element has left': (element) => element.remove(),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`asks nobody to sign in once ${what}`, async () => {
      const { element, session, open } = await setup();
      await open();
      change(element, session);
      refuse();
      await settle();

      expect(session.getCalls('login')).to.have.length(0);
    });

    it(`opens no menu once ${what}`, async () => {
      const { element, session, open, isOpen } = await setup();
      await open();
      change(element, session);
      bring();
      await settle();

      expect(isOpen()).to.equal(false);
    });
  }

  it('opens at the first click after the element has left while its code came, and is back', async () => {
    const { element, trigger, open, isOpen } = await setup();
    const place = element.parentElement!;
    await open();
    element.remove();
    bring();
    await settle();
    place.append(element);
    await settle();

    trigger.click();
    await settle();

    expect(isOpen()).to.equal(true);
  });
});

describe('findNextItem', () => {
  const names = ['Google', 'Apple', 'Github', '电子邮件'];
  const cases: readonly (readonly [key: string, current: number, next: number | undefined])[] = [
    ['ArrowDown', -1, 0], ['ArrowDown', 3, 0], ['ArrowUp', 0, 3], ['ArrowUp', -1, 3], ['Home', 2, 0], ['End', 0, 3],
    ['g', 0, 2], ['G', 2, 0], ['电', 0, 3], ['z', 0, undefined], [' ', 0, undefined], ['Enter', 0, undefined], ['Shift', 0, undefined],
  ];
  for (const [key, current, next] of cases) {
    it(`leads ${JSON.stringify(key)} from ${current} to ${next}`, () => {
      expect(findNextItem(key, names, current)).to.equal(next);
    });
  }
});

describe('getInitials', () => {
  for (const [name, initials] of [
    ['Ada Example', 'AE'], ['ada', 'A'], ['Ada Maria van der Example', 'AE'], ['ada@example.com', 'A'], ['👩‍🚀 Zoe', '👩‍🚀Z'], ['李 明', '李明'], ['éa', 'É'],
  ] as const) {
    it(`are ${initials} of ${name}`, () => { expect(getInitials(name)).to.equal(initials); });
  }
});
