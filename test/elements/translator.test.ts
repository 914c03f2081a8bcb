import { expect } from '@open-wc/testing';
import { takeAdded } from '../../src/locales/added-files.js';
import { Translator } from '../../src/locales/translator.js';
import { PARTS } from '../../src/locales/text-files.js';
import type { TextFiles, TextPart } from '../../src/locales/text-files.js';
import { formatNumber, getPlural } from '../../src/elements/support/plurals.js';
import { addTexts, findText, getText, readers } from '../../src/shared/texts.js';
import type { Texts } from '../../src/shared/texts.js';
import { settle } from './support/mount.js';

/** A translator whose file of Ukrainian fails as often as is said, and what it waits for. */
function setup(failures: number) {
  const waits: { ms: number; run: () => void }[] = [];
  const calls: string[] = [];
  let left = failures;
  const load = (part: string, texts: Texts) => async () => {
    calls.push(part);
    left -= 1;
    if (left >= 0) throw new Error('The file is gone.');
    return { default: texts };
  };
  const texts: Partial<Record<TextPart, Texts>> = {
    base: { greeting: 'Вітаю, {name}' }, errors: { 'way-POPUP_CLOSED': 'Увійдіть знову' }, details: { 'detail-POPUP_CLOSED': 'Вікно закрили' },
  };
  const uk = Object.fromEntries(PARTS.map((part) => [part, load(part, texts[part] ?? {})])) as TextFiles[string];
  const translator = new Translator({ files: { uk } satisfies TextFiles, after: (ms, run) => { waits.push({ ms, run }); } });
  return { translator, waits, calls };
}

const ENGLISH = { 'greeting': 'Hello, {name}', 'things.one': '{count} thing', 'things.other': '{count} things' } as const;

describe('Translator', () => {
  it('a file that fails to load leaves English, and is asked for again later and later, by who is drawn then', async () => {
    const { translator, waits, calls } = setup(2);
    let redraws = 0;
    const reader = { redraw: () => { redraws += 1; } };
    readers.add(reader);

    expect(await translator.load('uk', ['base'])).to.equal(false);
    expect(getText(ENGLISH, 'uk', 'greeting', { name: 'Ada' })).to.equal('Hello, Ada');
    await translator.load('uk', ['base']);
    expect(calls).to.deep.equal(['base']);
    waits[0]?.run();
    expect(redraws).to.equal(1);
    await translator.load('uk', ['base']);
    waits[1]?.run();
    expect(await translator.load('uk', ['base'])).to.equal(true);
    readers.delete(reader);

    expect(waits.map(({ ms }) => ms)).to.deep.equal([10_000, 20_000]);
    expect(getText(ENGLISH, 'uk-UA', 'greeting', { name: 'Ada' })).to.equal('Вітаю, Ada');
    expect(calls).to.deep.equal(['base', 'base', 'base']);
  });

  it('a hundred elements ask for one file once, and each part when it is needed', async () => {
    const { translator, calls } = setup(0);

    for (let element = 0; element < 100; element += 1) translator.bring('uk', ['base']);
    translator.bring('uk', ['base', 'approval']);
    await settle();

    expect(calls).to.deep.equal(['base', 'approval']);
  });

  it('what happened and the way out come together: an alert is read out once, and changes once', async () => {
    const { translator, calls } = setup(0);
    const seen: (string | undefined)[][] = [];
    const reader = { redraw: () => seen.push([findText('uk', 'detail-POPUP_CLOSED'), findText('uk', 'way-POPUP_CLOSED')]) };
    await translator.load('uk', ['base']);
    readers.add(reader);

    await translator.load('uk', ['errors']);
    readers.delete(reader);

    expect(calls.slice(1)).to.deep.equal(['errors', 'details']);
    expect(seen).to.deep.equal([['Вікно закрили', 'Увійдіть знову']]);
  });

  it('who waits for a file that is on its way waits for that one', async () => {
    const { promise, resolve } = Promise.withResolvers<{ readonly default: Texts }>();
    const vi = Object.fromEntries(PARTS.map((part) => [part, () => promise])) as TextFiles[string];
    const translator = new Translator({ files: { vi } });
    const settled: boolean[] = [];
    for (let asking = 0; asking < 2; asking += 1) void translator.load('vi', ['approval']).then((isThere) => settled.push(isThere));
    await settle();

    expect(settled).to.deep.equal([]);
    resolve({ default: {} });
    await settle();
    expect(settled).to.deep.equal([true, true]);
  });

  it('without files, as in the single file, a language is there once a script tag has brought it', async () => {
    const translator = new Translator({ files: {} });
    const place = (globalThis as Record<symbol, (readonly [string, Texts])[]>)[Symbol.for('passport-widgets/translations@1')];

    expect(await translator.load('it', ['base'])).to.equal(false);
    place?.push(['it', { greeting: 'Ciao, {name}' }]);
    expect(getText(ENGLISH, 'it', 'greeting', { name: 'Ada' })).to.equal('Ciao, Ada');
  });

  it('English asks for nothing, and neither does a language without files', async () => {
    const { translator, calls } = setup(0);

    for (const locale of ['en', 'en-GB', 'sv']) translator.bring(locale, ['base']);
    await settle();

    expect(calls).to.deep.equal([]);
  });

  it('takes the texts that script tags bring, before it and after it', () => {
    const place = Symbol.for('passport-widgets/translations@1');
    const page: Record<symbol, (readonly [string, Texts])[]> = { [place]: [['ko', { greeting: '안녕하세요, {name}' }]] };

    expect(takeAdded(page)).to.deep.equal(['ko']);
    page[place]?.push(['ja', { 'greeting': 'こんにちは、{name}', 'way-POPUP_TIMEOUT': 'もう一度' }]);

    expect(takeAdded(page)).to.deep.equal([]);
    expect(getText(ENGLISH, 'ko-KR', 'greeting', { name: 'Ada' })).to.equal('안녕하세요, Ada');
    expect(getText(ENGLISH, 'ja', 'greeting', { name: 'Ada' })).to.equal('こんにちは、Ada');
    expect(findText('ja', 'way-SESSION_EXPIRED')).to.equal('もう一度');
  });
});

describe('texts', () => {
  it('values stand as they are: no pattern of theirs is read, and a place without a value stays', () => {
    expect(getText(ENGLISH, 'en', 'greeting', { name: '$& {name} <b>' })).to.equal('Hello, $& {name} <b>');
    expect(getText(ENGLISH, 'en', 'greeting')).to.equal('Hello, {name}');
  });

  it('a number of things has the form and the figures of its language, and the English ones where there is no text', () => {
    addTexts('pl', { 'things.one': '{count} rzecz', 'things.few': '{count} rzeczy', 'things.many': '{count} rzeczy (wiele)', 'things.other': '{count} rzeczy' }, false);
    const count = (locale: string, numbers: readonly number[]): string[] => numbers.map((number) => getPlural(ENGLISH, locale, 'things', number));

    expect(count('pl', [1, 3, 5])).to.deep.equal(['1 rzecz', '3 rzeczy', '5 rzeczy (wiele)']);
    expect(count('cs', [1, 3, 12_345])).to.deep.equal(['1 thing', '3 things', `${formatNumber(12_345, 'cs')} things`]);
    expect(formatNumber(12, 'fa')).to.equal('۱۲');
  });
});
