import { toHex } from '../../../src/wallet/encoding.js';
import { LINK_TEXT, SEED_HEX } from './fake-wallet.js';

export const SEED = 'Only sign this request if you\u2019ve initiated an action with Immutable X.';
export const hexOf = (text: string): string => toHex(new TextEncoder().encode(text));
const bare = (text: string): string => hexOf(text).slice(2);
const everySecond = (text: string, extra: string): string => [...text].join(extra);
const utf16 = (text: string): string => [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('');
const fullWidth = (text: string): string => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Ways to spell the message whose signature is the user's key. */
export const SPELLINGS: Record<string, string> = {
  'exact': SEED,
  'straight apostrophe': SEED.replace('\u2019', '\''),
  'left quotation mark': SEED.replace('\u2019', '\u2018'),
  'modifier apostrophe': SEED.replace('\u2019', '\u02bc'),
  'full-width apostrophe': SEED.replace('\u2019', '\uff07'),
  'prime': SEED.replace('\u2019', '\u2032'),
  'grave accent': SEED.replace('\u2019', '`'),
  'acute accent': SEED.replace('\u2019', '\u00b4'),
  'no apostrophe': SEED.replace('\u2019', ''),
  'no full stop': SEED.slice(0, -1),
  'lower case': SEED.toLowerCase(),
  'upper case': SEED.toUpperCase(),
  'no spaces': SEED.replaceAll(' ', ''),
  'no-break spaces': SEED.replaceAll(' ', '\u00a0'),
  'ideographic spaces': SEED.replaceAll(' ', '\u3000'),
  'tabs': SEED.replaceAll(' ', '\t'),
  'line breaks': SEED.replaceAll(' ', '\r\n'),
  'two spaces': SEED.replaceAll(' ', '  '),
  'leading and trailing space': `  ${SEED}\n`,
  'zero-width spaces': everySecond(SEED, '\u200b'),
  'zero-width joiners': everySecond(SEED, '\u200d'),
  'word joiners': everySecond(SEED, '\u2060'),
  'byte order mark': `\ufeff${SEED}`,
  'soft hyphens': everySecond(SEED, '\u00ad'),
  'right-to-left override': `\u202e${SEED}\u202c`,
  'variation selectors': everySecond(SEED, '\ufe0f'),
  'combining marks': everySecond(SEED, '\u0301'),
  'null characters': everySecond(SEED, '\0'),
  'full-width letters': fullWidth(SEED),
  'mathematical letters': SEED.replace('Only', '\u{1d40e}\u{1d427}\u{1d425}\u{1d432}'),
  'hex': SEED_HEX,
  'hex without prefix': bare(SEED),
  'hex in capitals': SEED_HEX.toUpperCase(),
  'hex with spaces': everySecond(bare(SEED), ' '),
  'hex of the lower case': hexOf(SEED.toLowerCase()),
  'hex of UTF-16': `0x${utf16(SEED)}`,
  'double hex': hexOf(SEED_HEX),
  'double hex without prefixes': bare(bare(SEED)),
  'triple hex': hexOf(hexOf(SEED_HEX)),
  'embedded': `${LINK_TEXT}\n${SEED}\nNonce: 1`,
  'embedded in words': `Welcome.${SEED}Thanks`,
  'hex after a hex digit': `a${bare(SEED)}`,
  'hex after words': `sign ${SEED_HEX} please`,
  'JSON': JSON.stringify({ message: SEED }),
};
