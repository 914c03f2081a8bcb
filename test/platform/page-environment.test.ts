import { expect } from '@open-wc/testing';
import { findApp } from '../../src/platform/in-app-browsers.js';
import { detectPage } from '../../src/platform/page-environment.js';
import type { PageEnvironment } from '../../src/platform/page-environment.js';
import { BROWSERS, IN_APP } from './data/user-agents.js';

const BROWSER = BROWSERS[0]!;

/** A page whose frames, browser and storage are objects. */
function createPage(change: object = {}): Window {
  const page = { origin: 'https://shop.example', navigator: { userAgent: BROWSER }, localStorage: {}, frameElement: null };
  return Object.assign(page, { parent: page }, change) as unknown as Window;
}

function createFrame(sandbox: string | null, parent: Window, change: object = {}): Window {
  return createPage({ parent, frameElement: { getAttribute: () => sandbox }, ...change });
}

describe('findApp', () => {
  for (const [app, userAgents] of Object.entries(IN_APP)) {
    it(`recognises ${app} in ${userAgents.length} recorded user agents`, () => {
      for (const userAgent of userAgents) expect(findApp({ userAgent }), userAgent).to.equal(app);
    });
  }

  it(`takes none of ${BROWSERS.length} browsers and robots for an app`, () => {
    for (const userAgent of BROWSERS) expect(findApp({ userAgent }), userAgent).to.equal(undefined);
  });

  it('takes a site on the home screen of iOS for no app, though it calls itself nothing', () => {
    const [, userAgent] = IN_APP['webview']!;
    expect(findApp({ userAgent: userAgent!, standalone: true })).to.equal(undefined);
  });

  it('knows the browser that runs this test', () => {
    expect(findApp(navigator)).to.equal(undefined);
  });
});

describe('detectPage', () => {
  it('finds nothing in the way on a page of its own', () => {
    expect(detectPage(createPage())).to.deep.equal({
      isSandboxed: false, canOpenWindows: true, isCrossSiteFrame: false, inAppBrowser: undefined, hasStorage: true,
    });
  });

  it('expects no windows inside of an app', () => {
    const [userAgent] = IN_APP['Instagram']!;
    expect(detectPage(createPage({ navigator: { userAgent } }))).to.include({
      inAppBrowser: 'Instagram', canOpenWindows: false, isSandboxed: false,
    });
  });

  it('row 73: sees that the browser gives no storage', () => {
    const refused = createPage();
    Object.defineProperty(refused, 'localStorage', { get: () => { throw new DOMException('', 'SecurityError'); } });

    expect(detectPage(refused).hasStorage).to.equal(false);
    expect(detectPage(createPage({ localStorage: null })).hasStorage).to.equal(false);
  });

  it('row 82: sees a frame of another site, also around a frame of this one', () => {
    const foreign = createPage({ parent: {} });
    expect(detectPage(foreign)).to.include({ isCrossSiteFrame: true, isSandboxed: false, canOpenWindows: true });
    expect(detectPage(createFrame(null, foreign)).isCrossSiteFrame).to.equal(true);
    expect(detectPage(createFrame(null, createPage())).isCrossSiteFrame).to.equal(false);
  });

  it('row 53: counts the sandboxes of all frames around the page, in any letter case', () => {
    const outer = createFrame('ALLOW-POPUPS\nallow-forms allow-same-origin', createPage());
    expect(detectPage(createFrame(null, outer))).to.include({ isSandboxed: false, canOpenWindows: true });
    expect(detectPage(createFrame('allow-same-origin allow-forms', outer))).to.include({ isSandboxed: true, canOpenWindows: false });
    expect(detectPage(createFrame('allow-popups allow-popups-to-escape-sandbox', createFrame('', createPage()))).isSandboxed).to.equal(true);
  });
});

const FLAGS = ['allow-same-origin', 'allow-popups', 'allow-forms', 'allow-popups-to-escape-sandbox'] as const;

describe('detectPage in real frames, row 53', () => {
  let script = '';
  const frames: HTMLIFrameElement[] = [];

  before(async () => {
    const sources = await Promise.all(['in-app-browsers', 'page-environment'].map(async (name) =>
      (await fetch(`/src/platform/${name}.ts`)).text()));
    // A frame without an origin may import nothing from here.
    script = sources.join('\n').replaceAll(/^import .*$/gm, '').replaceAll(/^export (?=function|const)/gm, '');
  });
  afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

  async function detectIn(sandbox: string | undefined): Promise<PageEnvironment> {
    const frame = document.createElement('iframe');
    if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
    frame.srcdoc = `<script type="module">${script}
      parent.postMessage(JSON.stringify(detectPage(window)), '*');</script>`;
    const answer = new Promise<string>((resolve) => {
      addEventListener('message', function take(event) {
        if (event.source !== frame.contentWindow) return;
        removeEventListener('message', take);
        resolve(event.data as string);
      });
    });
    document.body.append(frame);
    frames.push(frame);
    return JSON.parse(await answer) as PageEnvironment;
  }

  it('finds nothing in the way in a frame without a sandbox', async () => {
    expect(await detectIn(undefined)).to.include({ isSandboxed: false, canOpenWindows: true, isCrossSiteFrame: false, hasStorage: true });
  });

  for (let bits = 0; bits < 2 ** FLAGS.length; bits += 1) {
    const flags = FLAGS.filter((_, index) => bits & (1 << index));
    const has = (flag: (typeof FLAGS)[number]): boolean => flags.includes(flag);
    const isFree = has('allow-same-origin') && has('allow-popups') && (has('allow-forms') || has('allow-popups-to-escape-sandbox'));

    it(`${isFree ? 'lets' : 'does not let'} a login begin with allow-scripts ${flags.join(' ')}`, async () => {
      const found = await detectIn(['allow-scripts', ...flags].join(' '));

      expect(found.isSandboxed).to.equal(!isFree);
      // Without an origin nothing is seen of the sandbox but that, and no storage is given.
      expect(found.canOpenWindows).to.equal(has('allow-popups') || !has('allow-same-origin'));
      expect(found.hasStorage).to.equal(has('allow-same-origin'));
    });
  }
});
