import { expect } from '@open-wc/testing';
import { isLookalike, toPictureUrl, toTokenView } from '../../src/elements/imx-balances/token-view.js';
import { cleanText } from '../../src/elements/support/clean-text.js';
import type { TokenBalance } from '../../src/shared/network.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { mount, query, queryAll, settle, unmountAll } from './support/mount.js';

const ADDRESS = `0x${'c'.repeat(40)}` as const;

async function draw(token: { symbol: string; name?: string; logoUrl?: string }) {
  const session = new FakeSession();
  session.signIn();
  const { element } = await mount('imx-balances', { session });
  const balance: TokenBalance = { token: { decimals: 18, address: ADDRESS, ...token }, amount: 1n };
  session.reads[0]?.resolve({ owner: ACCOUNT.address, balances: [balance], complete: true, loadedAtMs: 0 });
  await settle();
  return element;
}

describe('hostile tokens', () => {
  afterEach(unmountAll);

  it('row 130: loads logos by https, or plainly from this machine, and nothing else', () => {
    expect(toPictureUrl('https://cdn.example/a.svg')).to.equal('https://cdn.example/a.svg');
    expect(toPictureUrl('http://localhost:1234/a.png')).to.equal('http://localhost:1234/a.png');
    const refused = [
      undefined, '', 'javascript:alert(1)', 'data:text/html,x', 'data:image/svg+xml,<svg onload=alert(1)>', '//cdn.example/a.png',
      '/a.png', 'a.png', 'http://cdn.example/a.png', 'http://localhost.evil.example/a', 'https://user:secret@cdn.example/a', 'blob:https://x/y',
      'file:///etc/passwd', ' javascript:alert(1)', `https://cdn.example/${'a'.repeat(3_000)}`,
    ];
    for (const url of refused) expect(toPictureUrl(url), String(url)).to.equal(undefined);
  });

  it('row 130: draws a logo without a referrer, lazily, and a letter when it fails', async () => {
    const element = await draw({ symbol: 'LOGO', logoUrl: `${location.protocol}//${location.hostname}:${location.port}/missing.png` });
    const image = query<HTMLImageElement>(element, '[part=logo]');
    expect(image).to.include({ referrerPolicy: 'no-referrer', loading: 'lazy', alt: '' });

    image.dispatchEvent(new Event('error'));

    expect(image.hidden).to.equal(true);
    expect(getComputedStyle(image).display).to.equal('none');
    expect(query(element, '.logo').textContent?.trim()).to.equal('L');
  });

  it('row 130: strips what controls, reorders or hides text', () => {
    expect(cleanText('\u202egnp.exe', 40)).to.equal('gnp.exe');
    expect(cleanText('U\u200bS\u2060D\ufeffC\u0000', 40)).to.equal('USDC');
    expect(cleanText('two\n  lines\u2028here', 40)).to.equal('two lines here');
    expect(cleanText('a\u0300\u0301\u0302\u0303\u0304\u0305\u0306', 40)).to.equal('a\u0300\u0301\u0302\u0303');
    expect(cleanText('\u{1f469}\u200d\u{1f680} crew', 40)).to.equal('\u{1f469}\u200d\u{1f680} crew');
  });

  it('row 130: clips by letters, never within one, and a megabyte costs nothing', () => {
    expect(cleanText('x'.repeat(1_000_000), 16)).to.equal(`${'x'.repeat(15)}…`);
    expect(cleanText('\u{1f600}'.repeat(30), 4)).to.equal(`${'\u{1f600}'.repeat(3)}…`);
  });

  it('row 130: flags names in letters that pass for Latin ones, and no honest name', () => {
    for (const name of ['ЕТН', 'USDС', 'Ρaypal', 'ΕTH', 'Еthеr']) expect(isLookalike(name), name).to.equal(true);
    for (const name of ['ETH', 'USDC', 'Gods Unchained', 'Дом', 'Ωmega'.slice(1), '以太坊', 'イーサ', 'Ether €', '']) {
      expect(isLookalike(name), name).to.equal(false);
    }
  });

  it('row 130: always shows the contract beside the name, and a name where none is left', async () => {
    const element = await draw({ symbol: '\u202e\u200b', name: '' });

    expect(query(element, '[part=symbol]').textContent).to.equal('Unnamed token');
    expect(query(element, '.address').textContent).to.equal('0xcccc…cccc');
    expect(toTokenView({ symbol: 'A', name: 'A', address: 'ETH' })).to.deep.include({ name: undefined, shortAddress: undefined });
  });

  it('row 130: markup in names is text, and 10 kB do not widen the page', async () => {
    const markup = '<img src=x onerror="globalThis.__pwn=1"><svg onload="globalThis.__pwn=1">';
    const element = await draw({ symbol: markup, name: `${markup}${'W'.repeat(10_000)}`, logoUrl: 'javascript:globalThis.__pwn=1' });
    element.style.width = '320px';
    await settle();

    expect(queryAll(element, 'img, [onerror], [onload]')).to.have.length(0);
    expect((globalThis as { __pwn?: number }).__pwn).to.equal(undefined);
    expect(element.scrollWidth).to.be.at.most(320);
    expect(queryAll(element, 'bdi').length).to.be.at.least(3);
  });
});
