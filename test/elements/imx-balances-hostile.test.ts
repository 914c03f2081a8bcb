import { expect } from '@open-wc/testing';
import type { AccountAsset, TokenBalance } from '../../src/shared/network.js';
import { ACCOUNT, FakeSession } from '../support/fake-session.js';
import { createRandom, pick } from '../support/random.js';
import { HOSTILE_TEXTS } from './support/hostile-values.js';
import { mount, queryAll, settle, unmountAll } from './support/mount.js';

const PICTURES: readonly (string | undefined)[] = [
  undefined, '', 'javascript:globalThis.__pwn=1', 'data:text/html,<script>globalThis.__pwn=1</script>', 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.__pwn=1"/>',
  '//canary.example/a.png', 'http://canary.example/a.png', '/relative.png', 'blob:https://canary.example/1', 'file:///etc/passwd', 'https://user:pass@canary.example/a.png',
  ' https://logos.example/space.png', 'https://logos.example/a.svg#"onerror=', 'https://logos.example/"><script>globalThis.__pwn=1</script>', `https://canary.example/${'a'.repeat(3_000)}`,
  'HTTPS://logos.example/upper.png', 'ftp://canary.example/a', 'https:\\\\logos.example\\a.png', 'https://logos.example/redirect?to=javascript:1', 'ws://canary.example/',
];
/** The hosts that stand behind an https address above. Every other one is nobody's to be asked. */
const ALLOWED = /^https:\/\/logos\.example\//;

const toAddress = (index: number): `0x${string}` => `0x${(index + 1).toString(16).padStart(40, '0')}`;

/** 200 names and pictures, each name and each picture many times, in pairs that are the same in each run. */
function createCorpus(): readonly { readonly name: string; readonly symbol: string; readonly picture: string | undefined }[] {
  const random = createRandom(130);
  return Array.from({ length: 200 }, (_, index) => ({
    name: HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? '', symbol: pick(random, HOSTILE_TEXTS), picture: PICTURES[index % PICTURES.length],
  }));
}

/** Refuses every picture, and writes down which were asked for: no request leaves. Once per page, for good. */
function watchPictures(): readonly string[] {
  const asked: string[] = [];
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "img-src 'none'; media-src 'none'; object-src 'none'";
  document.head.append(policy);
  document.addEventListener('securitypolicyviolation', ({ blockedURI, disposition }) => { if (disposition === 'enforce') asked.push(blockedURI); });
  return asked;
}

/** A box of the page's own around the element, and what of the element reaches out of it. */
function findEscapes(element: HTMLElement, width: number): string[] {
  const box = element.getBoundingClientRect();
  const outside = [...queryAll(element, '*')].filter((part) => {
    if (part.closest('.sr-only, svg')) return false;
    const { left, right, width: own } = part.getBoundingClientRect();
    return own > 0 && (left < box.left - 1 || right > box.right + 1);
  });
  const escapes = outside.filter((part) => !isClipped(part, element)).map((part) => `${part.localName}.${part.className}: ${part.textContent?.slice(0, 20)}`);
  const wide = element.scrollWidth > width || document.documentElement.scrollWidth > Math.max(innerWidth, width + 32);
  return wide ? [...escapes, `${element.scrollWidth} px wide`] : escapes;
}

function isClipped(part: Element, element: HTMLElement): boolean {
  for (let parent = part.parentElement; parent; parent = parent.parentElement) {
    const { overflowX } = getComputedStyle(parent);
    const { left, right } = parent.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    if (overflowX !== 'visible' && left >= box.left - 1 && right <= box.right + 1) return true;
  }
  return false;
}

describe('hostile lists', () => {
  let asked: readonly string[] = [];
  before(() => { asked = watchPictures(); });
  afterEach(unmountAll);

  const judge = (element: HTMLElement): void => {
    expect((globalThis as { __pwn?: unknown }).__pwn).to.equal(undefined);
    expect(queryAll(element, 'script, iframe, object, embed, link, a, [onerror], [onload]').length).to.equal(0);
    const pictures = queryAll(element, 'img') as HTMLImageElement[];
    expect(pictures.length).to.be.above(10);
    for (const { src, referrerPolicy, loading } of pictures) {
      expect([ALLOWED.test(src), referrerPolicy, loading], src).to.deep.equal([true, 'no-referrer', 'lazy']);
    }
    expect(asked.filter((url) => !ALLOWED.test(url) && url !== 'https://logos.example')).to.deep.equal([]);
  };

  for (const [width, direction] of [[260, 'ltr'], [720, 'rtl']] as const) {
    it(`row 130: 200 hostile tokens run no script, ask no other host and stay in their box, ${width} px ${direction}`, async () => {
      const session = new FakeSession();
      session.signIn();
      const { element } = await mount('imx-balances', { session, attributes: { 'page-size': '200', dir: direction } });
      element.style.inlineSize = `${width}px`;
      const balances = createCorpus().map(({ name, symbol, picture }, index): TokenBalance => ({
        token: { name, symbol, logoUrl: picture, decimals: 18, address: toAddress(index) }, amount: BigInt(index),
      }));
      session.reads[0]?.resolve({ owner: ACCOUNT.address, balances, complete: true, loadedAtMs: 0 });
      for (let turn = 0; turn < 200 && queryAll(element, '[part=row]').length < 200; turn += 1) await settle();

      queryAll(element, '[part=row]')[5]?.querySelector('button')?.click();
      await settle();

      expect(queryAll(element, '[part=row]').length).to.equal(200);
      expect(findEscapes(element, width)).to.deep.equal([]);
      const tall = queryAll(element, '.token').filter((row) => row.getBoundingClientRect().height > 150);
      expect(tall.length, 'rows that grow over others').to.equal(0);
      judge(element);
    });
  }

  it('row 130: 200 hostile assets run no script, ask no other host and stay in their box', async () => {
    const session = new FakeSession();
    session.signIn();
    const { element } = await mount('imx-balances', { session, attributes: { view: 'assets', 'page-size': '200' } });
    element.style.inlineSize = '320px';
    const assets = createCorpus().map(({ name, symbol, picture }, index): AccountAsset => ({
      collection: toAddress(index), collectionName: symbol, tokenId: (2n ** 256n - 1n - BigInt(index)).toString(), name, imageUrl: picture, amount: 10n ** BigInt(index % 77),
    }));
    session.assetReads[0]?.resolve({ owner: ACCOUNT.address, assets, complete: true, loadedAtMs: 0 });
    await settle();

    expect(queryAll(element, '[part=card]').length).to.equal(200);
    expect(findEscapes(element, 320)).to.deep.equal([]);
    judge(element);
  });

  it('row 130: the watch over pictures sees one that is asked for', async () => {
    const picture = new Image();
    const before = asked.length;
    picture.src = 'https://canary.example/seen.png';
    document.body.append(picture);
    for (let turn = 0; turn < 200 && asked.length === before; turn += 1) await settle();
    picture.remove();

    expect(asked.slice(before).some((url) => url.startsWith('https://canary.example'))).to.equal(true);
  });
});

describe('hostile intervals', () => {
  afterEach(unmountAll);

  it('row 141: an interval of years does not run at once', async () => {
    const delays: number[] = [];
    const { setTimeout: real } = window;
    window.setTimeout = ((run: () => void, ms?: number) => {
      if (ms && ms > 4_000) delays.push(ms);
      return ms && ms > 4_000 ? 0 : real(run, ms);
    }) as typeof window.setTimeout;
    try {
      for (const interval of ['9999999', '1e300', 'Infinity', 'NaN', '-5']) {
        const session = new FakeSession();
        session.signIn();
        await mount('imx-balances', { session, attributes: { 'refresh-interval': interval } });
        session.reads[0]?.resolve({ owner: ACCOUNT.address, balances: [], complete: true, loadedAtMs: 0 });
        await settle();
      }
      expect(new Set(delays)).to.deep.equal(new Set([86_400_000]));
    } finally {
      window.setTimeout = real;
    }
  });
});
