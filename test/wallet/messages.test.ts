import { expect } from '@open-wc/testing';

import { containsSeedMessage, containsSeedMessageIn } from '../../src/shared/seed-message.js';
import { createSignMessage } from '../../src/wallet/messages.js';
import { toHex } from '../../src/wallet/encoding.js';
import { expectThrownCode } from '../support/rejection.js';
import { LINK_TEXT, SEED_HEX } from './support/fake-wallet.js';

const SEED = 'Only sign this request if you\u2019ve initiated an action with Immutable X.';
const hexOf = (text: string): string => toHex(new TextEncoder().encode(text));
const bare = (text: string): string => hexOf(text).slice(2);
const everySecond = (text: string, extra: string): string => [...text].join(extra);
const utf16 = (text: string): string => [...text].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('');
const fullWidth = (text: string): string => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Ways to spell the message whose signature is the user's key. */
const SPELLINGS: Record<string, string> = {
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

describe('createSignMessage', () => {
  it('makes the seed message of the official SDK, byte by byte', () => {
    const message = createSignMessage({ kind: 'stark-seed' });

    expect(toHex(message.bytes)).to.equal(SEED_HEX);
    expect(message.text).to.equal(undefined);
  });

  it('signs one constant text to register on Immutable Chain, whatever hangs on the purpose', () => {
    const message = createSignMessage({ kind: 'chain-register', text: SEED } as { kind: 'chain-register' });

    expect(message.text).to.equal('Only sign this message from Immutable Passport');
    expect(new TextDecoder().decode(message.bytes)).to.equal(message.text);
  });

  it('takes the documented linking text, and others by configuration only', () => {
    expect(createSignMessage({ kind: 'imx-link', text: LINK_TEXT }).text).to.equal(LINK_TEXT);
    expect(createSignMessage({ kind: 'imx-link', text: 'Link me' }, ['Link me']).text).to.equal('Link me');
    for (const text of ['Link me', `${LINK_TEXT} `, LINK_TEXT.toLowerCase(), '', undefined, null, 1, [LINK_TEXT]]) {
      expectThrownCode(() => createSignMessage({ kind: 'imx-link', text: text as string }), 'MESSAGE_REFUSED');
    }
  });

  it('row 144: allows no part of a list that is a string by mistake', () => {
    for (const signTexts of ['Link me and more', { includes: () => true }, [1]]) {
      const sign = (): unknown => createSignMessage({ kind: 'imx-link', text: 'Link me' }, signTexts as never);

      expect(sign).to.throw(TypeError, 'signTexts');
    }
  });

  it('row 144: knows at least 40 spellings', () => {
    expect(new Set(Object.values(SPELLINGS))).to.have.property('size').at.least(40);
  });

  for (const [name, spelling] of Object.entries(SPELLINGS)) {
    it(`row 144: refuses the seed message for another purpose, listed or not: ${name}`, () => {
      const purpose = { kind: 'imx-link', text: spelling } as const;

      expect(containsSeedMessage(spelling)).to.equal(true);
      expectThrownCode(() => createSignMessage(purpose), 'MESSAGE_REFUSED');
      expectThrownCode(() => createSignMessage(purpose, [spelling]), 'MESSAGE_REFUSED');
    });
  }

  it('row 144: finds the seed message anywhere in typed data', () => {
    const typed = (message: unknown): unknown => ({ domain: { name: 'Immutable', chainId: 1 }, primaryType: 'Mail', types: {}, message });

    for (const [name, spelling] of Object.entries(SPELLINGS)) {
      for (const message of [{ contents: spelling }, { list: [1, null, [spelling]] }, { [spelling]: true }]) {
        expect(containsSeedMessageIn(typed(message)), name).to.equal(true);
      }
    }
    for (const message of [{ contents: LINK_TEXT }, { contents: hexOf(LINK_TEXT), amount: 1n, no: undefined }, [], 'Immutable X']) {
      expect(containsSeedMessageIn(typed(message))).to.equal(false);
    }
  });

  it('row 144: judges what is nested without an end as if the message were in it', () => {
    const endless: Record<string, unknown> = {};
    endless['next'] = endless;

    expect(containsSeedMessageIn(endless)).to.equal(true);
  });

  it('row 144: refuses hex, which one wallet takes for bytes and the other for text', () => {
    for (const text of ['0x', '0x00', '0XAB', ' 0x12']) {
      expectThrownCode(() => createSignMessage({ kind: 'imx-link', text }, [text]), 'MESSAGE_REFUSED');
    }
  });

  it('does not take other texts for the seed message', () => {
    const texts = [LINK_TEXT, 'Only sign this request', SEED.slice(1), SEED.replace('Immutable', 'Mutable'), 'deadbeef', hexOf(LINK_TEXT)];
    for (const text of texts) expect(containsSeedMessage(text), text).to.equal(false);
  });

  it('judges a long text in time', () => {
    const text = 'a0'.repeat(5_000);

    expect(createSignMessage({ kind: 'imx-link', text }, [text]).text).to.equal(text);
    expectThrownCode(() => createSignMessage({ kind: 'imx-link', text: `${text}!` }, [`${text}!`]), 'MESSAGE_REFUSED');
  });

  it('refuses a purpose that is none', () => {
    expect(() => createSignMessage({ kind: 'personal_sign', text: SEED } as never)).to.throw(TypeError, 'purpose.kind');
  });
});
