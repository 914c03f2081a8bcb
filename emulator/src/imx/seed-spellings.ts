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
};

function toHex(text: string): string {
  return `0x${Buffer.from(text, 'utf8').toString('hex')}`;
}
