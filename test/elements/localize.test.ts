import { expect } from '@open-wc/testing';
import { describeError } from '../../src/elements/support/describe-error.js';
import { loadTranslation } from '../../src/elements/support/load-translation.js';
import { registerTranslation } from '../../src/elements/support/register-translation.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeSession } from '../support/fake-session.js';
import { mount, query, settle, unmountAll } from './support/mount.js';

/** A signed-out login element inside of a page's component: `outer` is in the document, `inner` in its shadow root. */
async function setup(lang: string) {
  const outer = document.createElement('section');
  outer.lang = lang;
  const inner = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
  const session = new FakeSession();
  session.set({ status: 'signed-out' });
  const { element } = await mount('passport-login', { session });
  inner.append(element);
  document.body.append(outer);
  await settle();
  return { outer, inner, element, session, getLabel: () => query(element, '[part="button"]').textContent.trim() };
}

async function setLanguage(place: HTMLElement, lang: string): Promise<void> {
  place.lang = lang;
  await settle();
}

describe('languages of elements', () => {
  before(async () => {
    await Promise.all(['de', 'fr', 'pt-BR', 'zh-TW', 'ar'].map((tag) => loadTranslation(tag)));
  });

  afterEach(() => {
    unmountAll();
    document.querySelectorAll('section').forEach((section) => section.remove());
  });

  it('an element speaks the language of the closest ancestor, through shadow roots, and changes with it', async () => {
    const { outer, inner, element, getLabel } = await setup('de');
    const labels = [getLabel()];

    await setLanguage(outer, 'fr');
    labels.push(getLabel());
    await setLanguage(inner, 'de');
    labels.push(getLabel());
    element.lang = 'fr';
    await settle();
    labels.push(getLabel());
    element.removeAttribute('lang');
    await setLanguage(inner, '');
    labels.push(getLabel());

    expect(labels).to.deep.equal(['Anmelden', 'Se connecter', 'Anmelden', 'Se connecter', 'Sign in']);
  });

  it('an element that moves speaks the language of its new place', async () => {
    const { element, getLabel } = await setup('de');
    const place = document.createElement('section');
    place.lang = 'fr';
    document.body.append(place);

    place.append(element);
    await settle();

    expect(getLabel()).to.equal('Se connecter');
  });

  it('a variant is read in its language, and Chinese and Portuguese in the script and country that we have', async () => {
    const { outer, getLabel } = await setup('de-AT');
    const labels = [getLabel()];

    for (const lang of ['pt', 'zh-Hant', 'zh-HK', 'DE-ch']) {
      await setLanguage(outer, lang);
      labels.push(getLabel());
    }

    expect(labels).to.deep.equal(['Anmelden', 'Entrar', '登入', '登入', 'Anmelden']);
  });

  it('on a page in another language, and where the tag is nonsense, English stands and is marked as such', async () => {
    const { outer, element, getLabel } = await setup('de');

    await setLanguage(outer, 'sv');
    expect([getLabel(), element.shadowRoot?.firstElementChild?.getAttribute('lang')]).to.deep.equal(['Sign in', 'en']);
    await setLanguage(outer, 'no such tag');
    expect([getLabel(), element.shadowRoot?.firstElementChild?.getAttribute('lang')]).to.deep.equal(['Sign in', null]);
    await setLanguage(outer, 'de');

    expect([getLabel(), element.shadowRoot?.firstElementChild?.getAttribute('lang')]).to.deep.equal(['Anmelden', null]);
  });

  it('the direction is that of the closest ancestor, and changes with it', async () => {
    const { outer, inner, element } = await setup('ar');
    const isIconFirst = (): boolean => {
      const icon = query(element, '.icon').getBoundingClientRect();
      const label = query(element, '.label').getBoundingClientRect();
      return icon.left - label.left < label.right - icon.right;
    };
    const seen = [isIconFirst()];

    outer.dir = 'rtl';
    seen.push(isIconFirst());
    inner.dir = 'ltr';
    seen.push(isIconFirst());

    expect(seen).to.deep.equal([true, false, true]);
  });

  it('what a site says goes before our words, in a language of its own too, and stands at once', async () => {
    const { outer, getLabel } = await setup('fr');

    registerTranslation('fr', { 'sign-in': 'Entrez <b>donc</b>' });
    await settle();
    expect(getLabel()).to.equal('Entrez <b>donc</b>');
    registerTranslation('sv', { 'sign-in': 'Logga in' });
    await setLanguage(outer, 'sv-FI');
    expect(getLabel()).to.equal('Logga in');
    registerTranslation('en', { 'sign-in': 'Come in' });
    await setLanguage(outer, 'en-GB');
    expect(getLabel()).to.equal('Come in');
    registerTranslation('en', { 'sign-in': 'Sign in' });
  });

  it('a translation that is none is refused', () => {
    expect(() => registerTranslation('no such tag', {})).to.throw(TypeError, '"no such tag" is no language tag');
    expect(() => registerTranslation('de', { retry: 7 as unknown as string })).to.throw(TypeError, 'the text "retry" is no string');
  });

  it('a failure is described in the language: headline, what happened, and the way out', async () => {
    const { session, element } = await setup('de');

    session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'POPUP_CLOSED') });
    await settle();
    await settle();
    const alert = query(element, '[role="alert"]');

    expect(alert.querySelector('strong')?.textContent).to.equal('Anmeldung nicht abgeschlossen');
    expect(alert.querySelector('p')?.textContent).to.equal('Das Anmeldefenster wurde vor dem Ende der Anmeldung geschlossen.');
    expect(alert.querySelector('[lang]')).to.equal(null);
    expect(alert.textContent).to.contain('schließen Sie die Anmeldung im geöffneten Fenster ab');
    await expect(element).to.be.accessible();
  });

  it('what only whoever builds the page can mend stays English, and is marked as that', async () => {
    const { session, element } = await setup('ar');

    session.set({ status: 'failed', error: new PassportError(ERROR_TABLE, 'SESSION_CONFLICT') });
    await settle();
    await settle();
    const marked = [...query(element, '[role="alert"]').querySelectorAll('bdi[lang="en"][dir="ltr"]')].map(({ textContent }) => textContent);

    expect(marked).to.deep.equal([ERROR_TABLE.SESSION_CONFLICT.message, ERROR_TABLE.SESSION_CONFLICT.resolution]);
    expect(query(element, '[role="alert"] strong').textContent).to.equal('الإعداد غير صحيح');
  });

  it('a site puts words of its own in the place of ours for what happened, in English too', async () => {
    const error = new PassportError(ERROR_TABLE, 'LOGIN_FAILED', { message: 'The sign-in service refused: unauthorized_client' });

    expect(describeError(error).detail).to.equal(error.message);
    expect(describeError(error, 'de').detail).to.equal('Der Anmeldedienst hat mit einem Fehler geantwortet.');
    registerTranslation('fr', { 'detail-LOGIN_FAILED': 'Oups.' });
    registerTranslation('en', { 'detail-ID_TOKEN_MISSING': 'Oops.' });
    expect(describeError(error, 'fr').detail).to.equal('Oups.');
    expect(describeError(new PassportError(ERROR_TABLE, 'ID_TOKEN_MISSING')).detail).to.equal('Oops.');
    registerTranslation('en', { 'detail-ID_TOKEN_MISSING': ERROR_TABLE.ID_TOKEN_MISSING.message });
  });

  it('describeError speaks a loaded language, English for what is for authors or not loaded, and never throws', async () => {
    const error = new PassportError(ERROR_TABLE, 'SESSION_EXPIRED');
    const forAuthors = new PassportError(ERROR_TABLE, 'SESSION_CONFLICT');

    expect(describeError(error, 'de').resolution).to.equal('Melden Sie sich erneut an.');
    expect(describeError(error, 'zh-HK').title).to.equal('您尚未登入');
    expect(describeError(error, 'sv').resolution).to.equal('Sign in again.');
    expect(describeError(error, 'no such tag')).to.deep.equal(describeError(error));
    expect(describeError(forAuthors, 'de').resolution).to.equal(forAuthors.resolution);
    expect(await loadTranslation('sv')).to.equal(false);
    expect(await loadTranslation('no such tag')).to.equal(false);
  });
});
