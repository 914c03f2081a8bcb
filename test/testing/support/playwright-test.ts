import assert from 'node:assert/strict';
import { after, test as nodeTest } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../emulator/support/frame-page.js';
import type { Site } from '../../support/site.js';

/** What stands in for `@playwright/test`, whose runner is not installed: its pages are Playwright's own. */
export interface PlaywrightTest {
  readonly test: unknown;
  readonly expect: unknown;
}

type Hook = () => unknown;

/** The parts of `@playwright/test` that the guide uses, over Playwright and the runner of Node. */
export function createPlaywrightTest(site: Site): PlaywrightTest {
  const hooks = { beforeAll: [] as Hook[], beforeEach: [] as Hook[], afterAll: [] as Hook[] };
  let browser: Promise<Browser> | undefined;
  after(async () => {
    for (const hook of hooks.afterAll) await hook();
    await (await browser)?.close();
  });

  /** Once, before the first test. */
  const begin = async (): Promise<Browser> => {
    for (const hook of hooks.beforeAll) await hook();
    return launchChromium();
  };
  const test = (name: string, run: (fixtures: { page: Page; baseURL: string }) => Promise<void>): void => {
    nodeTest(name, { timeout: 150_000 }, async () => {
      browser ??= begin();
      const context = await (await browser).newContext({ baseURL: site.origin });
      try {
        for (const hook of hooks.beforeEach) await hook();
        const page = await context.newPage();
        page.setDefaultTimeout(60_000);
        await run({ page, baseURL: site.origin });
      } finally {
        await context.close();
      }
    });
  };
  const expect = (actual: unknown) => ({
    toBeVisible: () => (actual as Locator).waitFor({ state: 'visible' }),
    toMatchObject: (expected: object) => assertMembers(actual as object, expected),
    toHaveLength: (length: number) => assert.equal((actual as unknown[]).length, length),
  });
  const listen = (name: keyof typeof hooks) => (hook: Hook): void => void hooks[name].push(hook);
  return { test: Object.assign(test, { beforeAll: listen('beforeAll'), beforeEach: listen('beforeEach'), afterAll: listen('afterAll') }), expect };
}

function assertMembers(actual: object, expected: object): void {
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(Reflect.get(actual, name), value, name);
}
