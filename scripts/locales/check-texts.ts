import { isRightToLeft } from '../../src/locales/right-to-left.js';
import type { Texts } from '../../src/shared/texts.js';

const PLURAL = /^(?<stem>.+)\.(?<form>zero|one|two|few|many|other)$/u;

/** What is wrong with the texts of a language, compared with the English ones: one line each. */
export function checkTexts(tag: string, english: Texts, texts: Texts): string[] {
  const wanted = listKeys(tag, english);
  const missing = wanted.filter((key) => !Object.hasOwn(texts, key)).map((key) => `${key} is missing`);
  const orphans = Object.keys(texts).filter((key) => !wanted.includes(key)).map((key) => `${key} is drawn by nothing`);
  const wrong = wanted.filter((key) => Object.hasOwn(texts, key)).flatMap((key) => (
    checkText(tag, key, findEnglish(english, key), texts[key] ?? '').map((problem) => `${key} ${problem}`)));
  return [...missing, ...orphans, ...wrong].map((problem) => `${tag}: ${problem}`);
}

/** The keys that a language needs: those of English, and for numbers of things each form that the language has. */
export function listKeys(tag: string, english: Texts): string[] {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  return [...new Set(Object.keys(english).flatMap((key) => {
    const stem = PLURAL.exec(key)?.groups?.['stem'];
    return stem ? forms.map((form) => `${stem}.${form}`) : [key];
  }))];
}

function findEnglish(english: Texts, key: string): string {
  return english[key] ?? english[key.replace(PLURAL, '$<stem>.other')] ?? '';
}

function checkText(tag: string, key: string, english: string, text: string): string[] {
  const problems: string[] = [];
  const [theirs, ours] = [listPlaces(english), listPlaces(text)];
  // "One more" needs no figure.
  const mayOmit = /\.(?:zero|one|two)$/u.test(key) ? 'count' : undefined;
  for (const place of theirs.filter((it) => !ours.includes(it) && it !== mayOmit)) problems.push(`lacks {${place}}`);
  for (const place of ours.filter((it) => !theirs.includes(it))) problems.push(`has {${place}}, which nothing fills`);
  if (new Set(ours).size < ours.length) problems.push('has the same place twice');
  if (/[{}]/u.test(text.replace(/\{\w+\}/gu, '')) !== /[{}]/u.test(english.replace(/\{\w+\}/gu, ''))) problems.push('has a brace of its own');
  if (/[<>]|&#?\w+;/u.test(text)) problems.push('holds markup, which would be drawn as it stands');
  if (text !== text.trim() || text === '') problems.push('is empty, or has spaces at an end');
  if (/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\ufffd]/u.test(text)) problems.push('holds a control character');
  if (isRightToLeft(tag) && listPlaces(text).length !== [...text.matchAll(/\u2068\{\w+\}\u2069/gu)].length) {
    problems.push('does not isolate its values (U+2068 and U+2069): a Latin name would reorder the sentence');
  }
  return problems;
}

function listPlaces(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
}
