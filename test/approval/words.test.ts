import { expect } from '@open-wc/testing';
import { bringWords, getWords } from '../../src/approval/words.js';
import { registerTranslation } from '../../src/elements/support/register-translation.js';
import { translator } from '../../src/locales/translator.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import { REQUEST, approve, readDialog, setup, until } from './support/setup.js';

const RECEIVER = '0x0000000000000000000000000000000000000abc';

describe('the words of the question', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
    document.documentElement.removeAttribute('dir');
    Reflect.deleteProperty(translator, 'load');
    expect(readDialog(), 'dialog left').to.equal(undefined);
  });

  it('row 150: are in the language of the page; amounts, addresses and names are as they were, each in its own direction', async () => {
    document.documentElement.lang = 'ar-EG';
    const { approval, windows, clock } = setup({ isRequired: false });
    const confirmed = approve(approval);
    await until(() => windows[0]?.has('.go') === true);
    const shown = windows[0]!.frame.contentDocument!;
    const panel = windows[0]!.find('.panel');

    expect([panel.lang, panel.dir, shown.documentElement.lang, shown.title]).to.deep.equal(['ar-EG', 'rtl', 'ar-EG', 'تأكيد هذا التحويل']);
    expect(windows[0]!.find('p').textContent).to.contain(`يطلب \u2068${location.host}\u2069 توقيعك.`);
    const lines = [...shown.querySelectorAll('dt, dd')].map(({ textContent }) => textContent);
    expect(lines).to.deep.equal(['المبلغ', '0.5 ETH', 'إلى', RECEIVER]);
    for (const value of shown.querySelectorAll('dd')) {
      const { direction, unicodeBidi } = shown.defaultView!.getComputedStyle(value);
      expect([direction, unicodeBidi]).to.deep.equal(['ltr', 'isolate']);
    }
    windows[0]!.find('.go').click();
    await confirmed;
    expect(clock.pending).to.equal(0);
  });

  it('offer a window that was blocked, and say what a window waits for, in the language of the page', async () => {
    document.documentElement.lang = 'de';
    await bringWords(document, new FakeClock());
    const { approval, windows } = setup({ isRequired: false });
    const first = approve(approval);
    expect(windows[0]?.text).to.contain('Ihre Transaktion wird vorbereitet…');
    await until(() => windows[0]?.has('.go') === true);
    windows[0]?.find('.go').click();
    await first;
    const blocked = setup();
    blocked.browser.isBlocking = true;
    const second = approve(blocked.approval, REQUEST).catch(() => 'given up');
    await until(() => readDialog() !== undefined);

    expect(readDialog()?.text).to.contain('Ihre Bestätigung wird gebraucht').and.to.contain('Transaktion abbrechen');
    readDialog()?.go.click();
    expect(readDialog()?.text).to.contain('Der Browser hat das Fenster erneut blockiert.');
    readDialog()?.harmless.click();
    expect(await second).to.equal('given up');
  });

  it('are English where the language has none, where its file fails, and where it does not come within two seconds', async () => {
    const clock = new FakeClock();
    const read = (): string[] => [getWords(document).lang, getWords(document).dir, getWords(document).say('approval-reject')];
    document.documentElement.lang = 'he';
    await bringWords(document, clock);
    expect(read()).to.deep.equal(['en', 'ltr', 'Reject']);

    document.documentElement.lang = 'th';
    translator.load = () => Promise.reject(new Error('The file is gone.'));
    await bringWords(document, clock);
    expect(read()).to.deep.equal(['en', 'ltr', 'Reject']);

    translator.load = () => new Promise(() => {});
    let isOver = false;
    void bringWords(document, clock).then(() => { isOver = true; });
    await flush();
    await clock.advance(1_999);
    expect(isOver).to.equal(false);
    await clock.advance(1);
    expect([isOver, clock.pending, ...read()]).to.deep.equal([true, 0, 'en', 'ltr', 'Reject']);
  });

  it('row 142: are those of the page, whatever its markup is called', async () => {
    document.documentElement.lang = 'de';
    await bringWords(document, new FakeClock());
    const box = document.createElement('div');
    box.innerHTML = '<form name="documentElement" lang="th"><input name="closest"></form>';
    document.body.append(box);
    try {
      await bringWords(document, new FakeClock());
      expect(getWords(document).lang).to.equal('de');
    } finally {
      box.remove();
    }
  });

  it('ask for nothing on a page in English, and are those of the site where it has its own', async () => {
    let loads = 0;
    translator.load = async () => { loads += 1; return true; };
    const clock = new FakeClock();
    document.documentElement.lang = 'en-GB';
    await bringWords(document, clock);
    registerTranslation('en', { 'approval-reject': 'No, thanks' });
    registerTranslation('he', { 'approval-confirm': 'אישור' });

    expect([loads, getWords(document).say('approval-reject')]).to.deep.equal([0, 'No, thanks']);
    registerTranslation('en', { 'approval-reject': 'Reject' });
    document.documentElement.lang = 'he';
    const { lang, dir, say } = getWords(document);
    expect([lang, dir, say('approval-confirm')]).to.deep.equal(['he', 'rtl', 'אישור']);
  });
});
