import { STARK_SEED_MESSAGE } from './stark/derive.js';

const PLAIN = STARK_SEED_MESSAGE;
const STRAIGHT = PLAIN.replace('\u2019', "'");
const FULL_WIDTH = [...PLAIN].map((letter) => {
  const code = letter.codePointAt(0) ?? 0;
  return code > 0x20 && code < 0x7f ? String.fromCodePoint(code + 0xfee0) : letter;
}).join('');

/**
 * Ways in which a hostile API could write the Stark seed message to have it signed (reliability row
 * 144). Each name can be given to the fault `imx:seed-message` as its `spelling`.
 */
export const SEED_SPELLINGS: Readonly<Record<string, string>> = {
  'exact': PLAIN,
  'straight-apostrophe': STRAIGHT,
  'left-quote': PLAIN.replace('\u2019', '\u2018'),
  'modifier-apostrophe': PLAIN.replace('\u2019', '\u02bc'),
  'backtick': PLAIN.replace('\u2019', '`'),
  'hex': toHex(PLAIN),
  'hex-upper-case': `0x${toHex(PLAIN).slice(2).toUpperCase()}`,
  'hex-bare': toHex(PLAIN).slice(2),
  'hex-twice': toHex(toHex(PLAIN)),
  'hex-straight': toHex(STRAIGHT),
  'zero-width': [...PLAIN].join('\u200b'),
  'zero-width-once': PLAIN.replace('sign', 'si\u200dgn'),
  'soft-hyphen': PLAIN.replace('request', 're\u00adquest'),
  'no-break-space': PLAIN.replaceAll(' ', '\u00a0'),
  'double-space': PLAIN.replaceAll(' ', '  '),
  'line-breaks': PLAIN.replaceAll(' ', '\r\n'),
  'full-width': FULL_WIDTH,
  'upper-case': PLAIN.toUpperCase(),
  'embedded': `Welcome! ${PLAIN} Thank you.`,
  'after-link-text': `Only sign this key linking request from Immutable X\n${PLAIN}`,
  'spaces-around': `  ${PLAIN}\n`,
  'byte-order-mark': `\ufeff${PLAIN}`,
  'no-apostrophe': PLAIN.replace('\u2019', ''),
  'prime': PLAIN.replace('\u2019', '\u2032'),
  'acute-accent': PLAIN.replace('\u2019', '\u00b4'),
  'full-width-apostrophe': PLAIN.replace('\u2019', '\uff07'),
  'no-full-stop': PLAIN.slice(0, -1),
  'lower-case': PLAIN.toLowerCase(),
  'no-spaces': PLAIN.replaceAll(' ', ''),
  'tabs': PLAIN.replaceAll(' ', '\t'),
  'ideographic-spaces': PLAIN.replaceAll(' ', '\u3000'),
  'narrow-no-break-space': PLAIN.replaceAll(' ', '\u202f'),
  'word-joiners': [...PLAIN].join('\u2060'),
  'variation-selectors': [...PLAIN].join('\ufe0f'),
  'combining-marks': [...PLAIN].join('\u0301'),
  'null-characters': [...PLAIN].join('\0'),
  'right-to-left-override': `\u202e${PLAIN}\u202c`,
  'mathematical-letters': PLAIN.replace('Only', '\u{1d40e}\u{1d427}\u{1d425}\u{1d432}'),
  'hex-bare-twice': toHex(toHex(PLAIN).slice(2)).slice(2),
  'hex-three-times': toHex(toHex(toHex(PLAIN))),
  'hex-of-lower-case': toHex(PLAIN.toLowerCase()),
  'hex-of-utf-16': `0x${Buffer.from(PLAIN, 'utf16le').swap16().toString('hex')}`,
  'hex-with-spaces': [...toHex(PLAIN).slice(2)].join(' '),
  'hex-after-words': `sign ${toHex(PLAIN)} please`,
  'hex-embedded': `Only sign this key linking request from Immutable X ${toHex(PLAIN).slice(2)}`,
  'json': JSON.stringify({ message: PLAIN }),
  'typed-data': JSON.stringify({ domain: { name: 'Immutable' }, message: { contents: PLAIN }, primaryType: 'Mail' }),
  'typed-data-hex': JSON.stringify({ domain: {}, message: { contents: toHex(PLAIN) }, primaryType: 'Mail' }),
};

function toHex(text: string): string {
  return `0x${Buffer.from(text, 'utf8').toString('hex')}`;
}
