import { expect } from '@open-wc/testing';

import { containsSeedMessage, containsSeedMessageIn } from '../../src/shared/seed-message.js';
import { createSignMessage } from '../../src/wallet/messages.js';
import { toHex } from '../../src/wallet/encoding.js';
import { expectThrownCode } from '../support/rejection.js';
import { LINK_TEXT, SEED_HEX } from './support/fake-wallet.js';
import { hexOf, SEED, SPELLINGS } from './support/seed-spellings.js';

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

  it('row 144: signs 32 bytes for an account on Immutable Chain, as bytes, and nothing else', () => {
    const hash = `0x${'5d'.repeat(32)}` as const;
    const message = createSignMessage({ kind: 'chain-account', hash });
    expect([toHex(message.bytes), message.text]).to.deep.equal([hash, undefined]);

    for (const wrong of [SEED_HEX, SEED, '0x', `${hash}00`, hash.slice(0, -2), hash.slice(2), `0x${'zz'.repeat(32)}`, 'x'.repeat(32), 1, null, undefined]) {
      expectThrownCode(() => createSignMessage({ kind: 'chain-account', hash: wrong as never }), 'MESSAGE_REFUSED');
    }
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
