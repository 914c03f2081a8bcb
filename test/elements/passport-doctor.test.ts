import { expect } from '@open-wc/testing';
import '../../src/define/passport-doctor.js';
import { CHECKS, FACTS, find } from '../../src/doctor/facts.js';
import type { FactName, Finding } from '../../src/doctor/facts.js';
import type { ExamineOptions } from '../../src/doctor/examine.js';
import { DETAILS } from '../../src/elements/passport-doctor/details.js';
import { readElements } from '../../src/elements/passport-doctor/read-elements.js';
import { FakeSession, USER } from '../support/fake-session.js';
import { getStates, mount, query, queryAll, settle, unmountAll } from './support/mount.js';

const HEALTHY = CHECKS.map((check) => find(`${check}.good` as FactName, { environment: 'sandbox', page: 'https://shop.example' }));
const ILL = [
  find('address.other', { page: 'https://shop.example', redirect: 'https://www.shop.example' }), find('opener.closed', { policy: 'same-origin' }),
  find('clock.unseen'), find('storage.good'),
];

/** A doctor whose looks a test ends. */
async function setup(attributes: Readonly<Record<string, string>> = {}) {
  const looks: { options: ExamineOptions; end: (findings: readonly Finding[]) => Promise<void> }[] = [];
  const element = document.createElement('passport-doctor');
  const session = new FakeSession();
  Object.assign(element, {
    session,
    examiner: (options: ExamineOptions) => new Promise<readonly Finding[]>((resolve) => {
      looks.push({ options, end: async (findings) => { resolve(findings); await settle(); } });
    }),
  });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  await settle();
  return { element, session, looks };
}

const read = (element: Element): string => element.shadowRoot?.textContent?.replaceAll(/\s+/gu, ' ') ?? '';
/** Lets a file of texts come. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tasks = 0; !isSo(); tasks += 1) {
    if (tasks > 500) throw new Error(`Never: ${isSo}`);
    await settle();
  }
}
const listFacts = (element: Element): (string | undefined)[] => queryAll(element, '[part=finding]').map(({ dataset }) => dataset['fact']);

describe('<passport-doctor>', () => {
  afterEach(() => {
    document.querySelectorAll('passport-doctor').forEach((element) => element.remove());
    unmountAll();
  });

  it('is clean for axe while it looks, when all is well, and when it is not, above the page too', async () => {
    const [waiting, healthy, ill] = [await setup(), await setup(), await setup({ floating: '' })];
    await healthy.looks[0]?.end(HEALTHY);
    await ill.looks[0]?.end(ILL);
    await expect(ill.element).to.be.accessible();
    ill.element.remove();

    for (const { element } of [waiting, healthy]) await expect(element).to.be.accessible();
    expect(getStates(waiting.element, ['examining', 'healthy', 'ill'])).to.deep.equal(['examining']);
    expect(getStates(healthy.element, ['examining', 'healthy', 'ill'])).to.deep.equal(['healthy']);
    expect(getStates(ill.element, ['examining', 'healthy', 'ill'])).to.deep.equal(['ill']);
  });

  it('tells what is to be mended first, with what it means and what to do, and counts', async () => {
    const { element, looks } = await setup();
    await looks[0]?.end(ILL);

    expect(listFacts(element)).to.deep.equal(['address.other', 'opener.closed', 'clock.unseen', 'storage.good']);
    expect(query(element, '[part=summary]').textContent).to.equal('1 to mend · 1 to know');
    const first = queryAll(element, '[part=finding]')[0]?.textContent ?? '';
    for (const words of ['To mend', 'This page is at https://shop.example', 'same scheme, host and port', 'Open the page at https://www.shop.example']) {
      expect(first).to.contain(words);
    }
  });

  it('has a sentence for each fact, and says what to do about each that is not good', () => {
    for (const [fact, status] of Object.entries(FACTS)) {
      expect(DETAILS).to.have.property(fact);
      if (status !== 'good') expect(DETAILS, fact).to.have.property(`${fact}.mend`);
    }
  });

  it('looks again when asked, and gives up a look that is under way', async () => {
    const { element, looks } = await setup();
    query(element, '[part=again]').click();
    await settle();
    await looks[0]?.end(ILL);
    const whileLooking = element.findings;
    await looks[1]?.end(HEALTHY);

    expect(looks[0]?.options.signal?.aborted).to.equal(true);
    expect(whileLooking).to.equal(undefined);
    expect(element.findings).to.deep.equal(HEALTHY);
  });

  it('stops when it leaves the page, and looks anew when it comes back', async () => {
    const { element, looks } = await setup();
    element.remove();
    await settle();
    document.body.append(element);
    await settle();

    expect(looks.map(({ options }) => options.signal?.aborted)).to.deep.equal([true, false]);
  });

  it('shows the report where it cannot be copied: how things stand, and nothing of the visitor', async () => {
    const { element, session, looks } = await setup();
    session.signIn();
    await looks[0]?.end(ILL);
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: () => Promise.reject(new Error('denied')) } });
    query(element, '[part=copy]').click();
    await settle();
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });

    const report = query(element, '[part=report]').textContent ?? '';
    expect(report).to.equal(element.getReport());
    for (const words of ['passport-widgets ', 'session: signed-in', 'environment: sandbox', 'redirect URI: http://localhost:8000/callback.html', 'bad     address.other: This page']) {
      expect(report).to.contain(words);
    }
    for (const secret of [USER.sub, USER.email ?? '', USER.nickname ?? '', '0x1111', location.search || '?wtr']) expect(report).not.to.contain(secret);
    await expect(element).to.be.accessible();
  });

  it('has headings, verdicts and buttons in the language of the page, details and the report in English', async () => {
    const place = document.createElement('section');
    place.lang = 'ar';
    document.body.append(place);
    const { element, looks } = await setup();
    place.append(element);
    await settle();
    await looks.at(-1)?.end(ILL);
    await until(() => query(element, '#title').textContent === 'طبيب Passport');

    expect(query(element, '[part=summary]').textContent).to.equal(`للإصلاح: \u2068${new Intl.NumberFormat('ar').format(1)}\u2069 · للعلم: \u2068${new Intl.NumberFormat('ar').format(1)}\u2069`);
    const first = queryAll(element, '[part=finding]')[0];
    expect([first?.querySelector('strong')?.textContent, first?.querySelector('.word')?.textContent]).to.deep.equal(['عنوان إعادة التوجيه', 'للإصلاح']);
    const english = [...first?.querySelectorAll('bdi[lang=en][dir=ltr]') ?? []].map(({ textContent }) => textContent);
    expect(english).to.have.length(3);
    expect(english[0]).to.equal('This page is at https://shop.example, the redirect URI at https://www.shop.example.');
    expect(element.getReport()).to.contain(english[0]).and.not.match(/[\u0600-\u06ff]/u);
    await expect(element).to.be.accessible();
    place.remove();
  });

  it('closes where it stands above the page, and has no such button in the page', async () => {
    const floating = await setup({ floating: '' });
    const inline = await setup();

    query(floating.element, '[part=close]').click();

    expect(floating.element.isConnected).to.equal(false);
    expect(queryAll(inline.element, '[part=close]')).to.have.length(0);
  });

  it('stands above the page where the address has brought it, once', async () => {
    const brought = document.createElement('passport-doctor');
    const second = document.createElement('passport-doctor');
    for (const element of [brought, second]) {
      Object.assign(element, { session: new FakeSession(), examiner: () => Promise.resolve(HEALTHY) });
      document.documentElement.append(element);
    }
    await settle();

    expect(brought.floating).to.equal(true);
    expect(second.isConnected).to.equal(false);
  });

  it('tells our elements from those of others, and which of them say that they are not set up', async () => {
    await mount('passport-login', { attributes: { environment: 'nowhere' } });
    await mount('immersve-login');
    const facts = readElements(document, { get: (tag) => (tag === 'immersve-login' ? class extends HTMLElement {} : customElements.get(tag)) });
    const undefinedFacts = readElements(document, { get: () => undefined });

    expect(facts.map(({ tag, owner }) => [tag, owner])).to.deep.equal([['passport-login', 'us'], ['immersve-login', 'others']]);
    expect(readElements().map(({ owner }) => owner)).to.deep.equal(['us', 'us']);
    expect(undefinedFacts.map(({ owner }) => owner)).to.deep.equal(['nobody', 'nobody']);
  });

  it('draws what it read as text', async () => {
    const { element, looks } = await setup();
    await looks[0]?.end([find('configuration.element', { tag: '<passport-login>', message: '<img src=x onerror=alert(1)>' })]);

    expect(read(element)).to.contain('<passport-login> says: <img src=x onerror=alert(1)>');
    expect(queryAll(element, 'img')).to.have.length(0);
  });
});
