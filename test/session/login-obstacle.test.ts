import { expect } from '@open-wc/testing';
import { findLoginObstacle } from '../../src/session/login-obstacle.js';
import { findObstacle, needsLook } from '../../src/session/page-look.js';
import type { PageEnvironment } from '../../src/platform/page-environment.js';
import { BROWSERS, IN_APP } from '../platform/data/user-agents.js';

const FREE: PageEnvironment = { isSandboxed: false, canOpenWindows: true, isCrossSiteFrame: false, hasStorage: true };

function createPage(change: object = {}): Window {
  const page = { origin: 'https://shop.example', isSecureContext: true, navigator: { userAgent: BROWSERS[0] }, localStorage: {} };
  return Object.assign(page, { parent: page }, change) as unknown as Window;
}

describe('findLoginObstacle', () => {
  const judge = (environment: Partial<PageEnvironment>, page = createPage()) => findLoginObstacle(page, { ...FREE, ...environment });

  it('finds nothing on a page of its own', () => {
    expect(judge({})).to.equal(undefined);
    // A window finishes what it began in memory.
    expect(judge({ hasStorage: false })).to.equal(undefined);
  });

  it('lets an app try, by leaving the page', () => {
    expect(judge({ inAppBrowser: 'LINE', canOpenWindows: false })).to.deep.equal({ app: 'LINE', isFramed: false, error: undefined });
  });

  it('row 53: refuses a sandbox, with the reason', () => {
    expect(judge({ isSandboxed: true })?.error).to.include({ code: 'ENVIRONMENT_UNSUPPORTED' });
    expect(judge({ isSandboxed: true })?.error?.message).to.contain('sandbox');
  });

  it('row 82: lets a frame of another site open a window, and refuses it where none can open', () => {
    const page = createPage({ parent: {} });
    expect(judge({ isCrossSiteFrame: true, hasStorage: false }, page)).to.deep.equal({ app: undefined, isFramed: true, error: undefined });
    expect(judge({ isCrossSiteFrame: true, canOpenWindows: false }, page)?.error?.message).to.contain('no window');
  });

  it('refuses an app that keeps nothing, and a page that is not secure, with the reason', () => {
    expect(judge({ canOpenWindows: false, hasStorage: false })?.error?.message).to.contain('keeps nothing');
    expect(judge({}, createPage({ isSecureContext: false }))?.error?.message).to.contain('https');
  });
});

describe('findObstacle', () => {
  it('takes a closer look at every recorded app, and at no browser', () => {
    for (const userAgent of Object.values(IN_APP).flat()) {
      expect(needsLook(createPage({ navigator: { userAgent } })), userAgent).to.equal(true);
    }
    for (const userAgent of BROWSERS) expect(needsLook(createPage({ navigator: { userAgent } })), userAgent).to.equal(false);
  });

  it('takes a closer look in frames, without an origin, and without https', () => {
    for (const change of [{ parent: {} }, { origin: 'null' }, { isSecureContext: false }]) {
      expect(needsLook(createPage(change)), JSON.stringify(change)).to.equal(true);
    }
  });

  it('gives what the closer look found', async () => {
    const [userAgent] = IN_APP['WeChat']!;
    expect(await findObstacle(createPage({ navigator: { userAgent }, frameElement: null }))).to.include({ app: 'WeChat' });
    expect(await findObstacle(createPage())).to.equal(undefined);
  });
});
