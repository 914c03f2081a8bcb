import { expect } from '@open-wc/testing';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeSession, USER } from '../support/fake-session.js';
import { clearStages, getButton, getButtons, getStatus, getTag, stage } from './support/first-buttons.js';
import { record, settle } from './support/mount.js';

const { warn } = console;

describe('the first button', () => {
  afterEach(() => {
    clearStages();
    console.warn = warn;
  });

  describe('drawing', () => {
    it('draws the plain case, contributes its configuration, and loads nothing', async () => {
      const page = await stage('id="a" class="b" style="margin: 0"', 'Play');

      expect(getButton(getTag(page)).getAttribute('part')).to.equal('button');
      expect(page.session.getCalls('contribute')[0]?.args).to.deep.equal(
        [getTag(page), { clientId: 'client', redirectUri: '/callback.html', environment: 'sandbox' }]);
      expect(page.asked()).to.equal(0);
    });

    it('row 139: leaves a tag alone that other code has taken', async () => {
      const page = await stage('lang="en"', '', undefined, (tag) => customElements.define(tag, class extends HTMLElement {}));

      expect(getTag(page).shadowRoot).to.equal(null);
      expect(page.session.getCalls('contribute')).to.have.length(0);
    });

    const others: Record<string, readonly [attributes?: string, content?: string, session?: (session: FakeSession) => void]> = {
      methods: ['methods="google"'],
      disabled: ['disabled'],
      'a trigger': ['', '<b slot="trigger">In</b>'],
      'an account view': ['', '<b slot="signed-in">Hello</b>'],
      'a stored session': ['', '', (session) => session.set({ status: 'restoring' })],
      'somebody signed in': ['', '', (session) => session.signIn()],
      'a failure': ['', '', (session) => session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_BLOCKED') })],
      'no configuration': ['', '', (session) => { session.config = undefined; session.set({ status: 'unconfigured' }); }],
      'a contradiction': ['', '', (session) => { session.contributeError = new PassportError(ERROR_TABLE, 'INVALID_CONFIGURATION'); }],
    };
    for (const [name, [attributes, content, play]] of Object.entries(others)) {
      it(`draws nothing and asks for the element at once: ${name}`, async () => {
        const session = new FakeSession();
        play?.(session);
        const page = await stage(attributes, content, session);

        expect(getTag(page).shadowRoot).to.equal(null);
        expect(page.asked()).to.equal(1);
      });
    }

    it('draws at once on a page in another language, and asks for the element, which has its words', async () => {
      const page = await stage('lang="de"');

      expect(getButton(getTag(page)).textContent).to.equal('Sign in');
      expect(page.asked()).to.equal(1);
    });

    it('leaves a tag alone that has a shadow root of somebody else', async () => {
      const page = await stage();
      const element = document.createElement(page.tag);
      element.attachShadow({ mode: 'closed' });
      for (const { name, value } of getTag(page).attributes) element.setAttribute(name, value);
      page.place.replaceChildren(element);
      await settle();

      expect(page.asked()).to.equal(1);
    });

    it('row 142: markup that hides methods of the document changes nothing', async () => {
      document.body.insertAdjacentHTML('beforeend', '<p id="clobber"><img name="createElementNS"><img name="querySelectorAll"><img name="readyState"></p>');
      const page = await stage();
      document.getElementById('clobber')?.remove();

      expect(getButtons(getTag(page))).to.have.length(1);
    });

    it('draws a hundred tags without a request', async () => {
      const page = await stage();
      page.place.innerHTML = getTag(page).outerHTML.repeat(100);
      await settle();

      expect([...page.place.children].filter((element) => getButtons(element).length === 1)).to.have.length(100);
      expect(page.asked()).to.equal(0);
      await page.arrive();
      expect([...page.place.children].filter((element) => getButtons(element).length === 1)).to.have.length(100);
    });
  });

  describe('changes before the element is there', () => {
    for (const name of ['methods', 'disabled', 'lang']) {
      it(`asks for the element when ${name} is set`, async () => {
        const page = await stage();
        getTag(page).setAttribute(name, name === 'lang' ? 'fr' : 'google apple');
        await settle();

        expect(page.asked()).to.equal(1);
        await page.arrive();
        expect(getButton(getTag(page)).disabled).to.equal(name === 'disabled');
      });
    }

    it('contributes a configuration that is changed', async () => {
      const page = await stage();
      getTag(page).setAttribute('audience', 'other');
      await settle();

      expect(page.session.getCalls('contribute').at(-1)?.args[1]).to.include({ audience: 'other' });
    });

    it('withdraws what a tag stated that leaves, and draws it once when it is back', async () => {
      const page = await stage();
      const element = getTag(page);
      element.remove();
      await settle();
      const withdrawn = page.session.getCalls('contribute').at(-1)?.args;
      page.place.append(element);
      await settle();

      expect(withdrawn).to.deep.equal([element, {}]);
      getButton(element).click();
      expect(page.session.getCalls('login')).to.have.length(1);
      await page.arrive();
      expect(getButtons(element)).to.have.length(1);
    });

    it('a tag that is away while the element comes has one button when it is back', async () => {
      const page = await stage();
      const element = getTag(page);
      element.remove();
      await page.arrive();
      page.place.append(element);
      await settle();

      expect(getButton(element).className).to.contain('primary');
    });

    it('asks for the element when another tab signs in', async () => {
      const page = await stage();
      page.session.signIn();
      await settle();
      await page.arrive();

      expect(getTag(page).shadowRoot?.textContent).to.contain(USER.nickname);
    });

    it('draws a tag that is added, and upgrades it with the others', async () => {
      const page = await stage();
      const other = await page.add();

      expect(getButtons(other)).to.have.length(1);
      await page.arrive();
      expect(getButton(other).textContent).to.equal('Sign in');
    });
  });

  describe('a click', () => {
    it('row 39: starts the login within the click, and is told once by the element', async () => {
      const page = await stage();
      const events = record('passport-login-start', 'passport-login', 'passport-error');
      getButton(getTag(page)).click();

      expect(page.session.getCalls('login')[0]?.args).to.deep.equal([{ useRedirectFlow: false }]);
      page.session.set({ status: 'signing-in', loginWindow: 'watched' });
      expect(getButton(getTag(page)).classList.contains('held')).to.equal(true);
      await page.arrive();
      page.session.signIn();
      page.session.logins[0]?.resolve(USER);
      await settle();

      expect(events.map(({ type }) => type)).to.deep.equal(['passport-login-start', 'passport-login']);
    });

    it('does nothing when the page cancels it', async () => {
      const page = await stage();
      getTag(page).addEventListener('passport-login-start', (event) => event.preventDefault());
      getButton(getTag(page)).click();

      expect(page.session.getCalls('login')).to.have.length(0);
    });

    it('takes the flow that the tag states, or that suits the page', async () => {
      const page = await stage('flow="redirect"');
      getButton(getTag(page)).click();
      const auto = await stage();
      auto.session.loginFlow = 'redirect';
      getButton(getTag(auto)).click();

      expect([page, auto].map(({ session }) => session.getCalls('login')[0]?.args)).to.deep.equal(
        [[{ useRedirectFlow: true }], [{ useRedirectFlow: true }]]);
    });

    it('a failure before the element is there is told once and drawn, and tried again by its button', async () => {
      const page = await stage();
      const events = record('passport-error');
      getButton(getTag(page)).click();
      const error = new PassportError(ERROR_TABLE, 'POPUP_BLOCKED');
      page.session.set({ status: 'failed', error });
      page.session.logins[0]?.reject(error);
      await settle();
      const early = events.length;
      await page.arrive();
      getTag(page).shadowRoot?.querySelector<HTMLElement>('[part=retry]')?.click();

      expect([early, events.length]).to.deep.equal([0, 1]);
      expect(page.session.getCalls('login')).to.have.length(2);
    });

    it('row 39: is one within the click, whatever a framework has left on the tag', async () => {
      const page = await stage();
      Object.assign(getTag(page), { __fiber$1: {} });
      getButton(getTag(page)).click();

      expect(page.session.getCalls('login')).to.have.length(1);
    });

    it('while a login is under way brings its window back, and starts no other', async () => {
      const page = await stage();
      const events = record('passport-login-start');
      getButton(getTag(page)).click();
      page.session.set({ status: 'signing-in', loginWindow: 'watched' });
      getButton(getTag(page)).click();

      expect(page.session.getCalls('login')).to.have.length(1);
      expect(page.session.getCalls('reopenLogin')).to.have.length(1);
      expect(events).to.have.length(1);
    });

    it('on a tag that has left and come back holds the button that is seen', async () => {
      const page = await stage();
      const tag = getTag(page);
      tag.remove();
      await settle();
      page.place.append(tag);
      await settle();
      page.session.set({ status: 'signing-in', loginWindow: 'watched' });

      expect(getButton(tag).classList.contains('held')).to.equal(true);
    });

    it('on a tag that is more by now is given to the button of the element', async () => {
      const page = await stage();
      Object.assign(getTag(page), { disabled: true });
      getButton(getTag(page)).click();
      await page.arrive();

      expect(page.session.getCalls('login')).to.have.length(0);
      expect(getButton(getTag(page)).disabled).to.equal(true);
    });
  });

  describe('without the code of the element', () => {
    it('row 137: what changes elsewhere on the page asks for it no more, but the tag does', async () => {
      console.warn = () => {};
      const page = await stage('methods="google apple"');
      await page.lose();
      const lost = page.asked();
      for (let count = 0; count < 3; count += 1) {
        page.place.append(document.createElement('p'));
        await settle();
      }
      const elsewhere = page.asked();
      getTag(page).setAttribute('methods', 'google');
      await settle();

      expect([lost, elsewhere, page.asked()]).to.deep.equal([1, 1, 2]);
    });

    it('row 137: signs in all the same, tells the page once, says so, and asks again', async () => {
      console.warn = () => {};
      const page = await stage();
      const events = record('passport-login', 'passport-error');
      getButton(getTag(page)).click();
      await page.lose();
      page.session.signIn();
      page.session.logins[0]?.resolve(USER);
      await settle();

      expect(events.map(({ type }) => type)).to.deep.equal(['passport-login']);
      expect(getStatus(getTag(page))).to.equal('Signed in');
      expect(getButton(getTag(page)).textContent).to.equal('Sign in');
      expect(page.asked()).to.equal(2);
      await page.arrive();
      expect(getTag(page).shadowRoot?.textContent).to.contain(USER.nickname);
    });

    it('row 137: says in plain words that it cannot sign in, and tries again', async () => {
      console.warn = () => {};
      const page = await stage();
      const events = record('passport-login', 'passport-error');
      getButton(getTag(page)).click();
      await page.lose();
      const error = new PassportError(ERROR_TABLE, 'CODE_UNAVAILABLE');
      page.session.set({ status: 'failed', error });
      page.session.logins[0]?.reject(error);
      await page.lose();

      expect(events.map(({ type }) => type)).to.deep.equal(['passport-error']);
      expect(getStatus(getTag(page))).to.equal(error.message);
      getButton(getTag(page)).click();
      expect(page.session.getCalls('login')).to.have.length(2);
    });
  });
});
