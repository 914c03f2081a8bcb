import { expect } from '@open-wc/testing';
import { define } from '../../src/define.js';
import * as library from '../../src/index.js';
import { describeError } from '../../src/elements/support/describe-error.js';
import { getLocale } from '../../src/shared/locale.js';
import { copyText } from '../../src/elements/support/copy-text.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';

class FakeRegistry {
  readonly defined = new Map<string, CustomElementConstructor>();

  get(name: string): CustomElementConstructor | undefined {
    return this.defined.get(name);
  }

  define(name: string, elementClass: CustomElementConstructor): void {
    if (this.defined.has(name)) throw new DOMException('', 'NotSupportedError');
    this.defined.set(name, elementClass);
  }
}

describe('define', () => {
  const realWarn = console.warn;
  let lines: string[] = [];

  beforeEach(() => {
    lines = [];
    console.warn = (line: string) => { lines.push(line); };
  });

  afterEach(() => { console.warn = realWarn; });

  it('registers every element in the page’s registry, and again changes nothing', () => {
    define();
    define();

    expect(customElements.get('passport-login')).to.equal(library.PassportLogin);
    expect(customElements.get('passport-callback')).to.equal(library.PassportCallback);
    expect(customElements.get('imx-register')).to.equal(library.ImxRegister);
    expect(customElements.get('imx-balances')).to.equal(library.ImxBalances);
    expect(lines).to.deep.equal([]);
  });

  it('row 139: leaves taken tags alone, with one warning', () => {
    const registry = new FakeRegistry();
    class Foreign extends HTMLElement {}
    registry.define('passport-login', Foreign);
    registry.define('imx-register', Foreign);

    define(registry);

    expect(registry.get('passport-login')).to.equal(Foreign);
    expect(registry.get('imx-balances')).to.equal(library.ImxBalances);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('<passport-login>');
  });

  it('registers under a prefix by classes of their own', () => {
    define(customElements, 'shop-');

    expect(document.createElement('shop-passport-login')).to.be.instanceOf(library.PassportLogin);
  });
});

describe('describeError', () => {
  it('has words for every code', () => {
    for (const code of Object.keys(ERROR_TABLE) as ErrorCode[]) {
      const words = describeError(new PassportError(ERROR_TABLE, code), 'de-AT');
      for (const text of [words.title, words.detail, words.resolution]) expect(text, code).to.match(/^[A-Z].{5,}/);
    }
  });

  it('describes what is no error of ours as unexpected, without its message', () => {
    expect(describeError(new Error('secret')).detail).not.to.contain('secret');
    expect(describeError('thrown text').title).to.equal('Something went wrong');
  });
});

describe('getLocale', () => {
  it('takes the closest lang across shadow roots, and English for what is none', () => {
    const host = document.createElement('div');
    host.lang = 'pt-br';
    const inner = document.createElement('p');
    host.attachShadow({ mode: 'open' }).append(inner);

    expect(getLocale(inner)).to.equal('pt-BR');
    host.lang = 'no language at all';
    expect(getLocale(inner)).to.equal('en');
  });
});

describe('copyText', () => {
  it('tells whether it worked and never rejects', async () => {
    const refuse = { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) } as unknown as Clipboard;
    const accept = { writeText: () => Promise.resolve() } as unknown as Clipboard;

    expect(await copyText('a', accept)).to.equal(true);
    expect(await copyText('a', refuse)).to.equal(false);
    expect(await copyText('a', {} as Clipboard)).to.equal(false);
  });
});
