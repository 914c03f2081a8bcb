import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Engine, EngineName } from '../../test/support/driver/engines.js';
import { createLaunchOptions, POPUP_BLOCKER } from '../../test/support/driver/launch-options.js';
import { BROWSER_TESTS, root } from './files.js';
import { hooksPlugin } from './hooks-plugin.js';
import { partsPlugin } from './parts-plugin.js';
import { servePolicy } from './serve-policy.js';
import { WebkitLauncher } from './webkit-launcher.js';

/** The engines by the time they take for the same tests. */
const SLOWEST_FIRST: readonly EngineName[] = ['webkit', 'firefox', 'chromium'];

/** An engine and the proxy that closes its network. */
export interface BrowserSetup {
  readonly engine: Engine;
  readonly tripwirePort: number;
}

/** Looks on while a page of Chromium runs test files. */
export type WatchPage = (page: Page) => Promise<void>;

/** The test runner's configuration for the given engines. */
export function createBrowserConfig(
  setups: readonly BrowserSetup[], options: { files?: readonly string[]; watchPage?: WatchPage } = {},
): TestRunnerConfig {
  return {
    rootDir: root,
    files: [...(options.files ?? BROWSER_TESTS)],
    // Two at a time, in this order: the slowest begins, so that no engine is left to run alone for long.
    browsers: [...setups].sort((a, b) => SLOWEST_FIRST.indexOf(a.engine.name) - SLOWEST_FIRST.indexOf(b.engine.name)).map((setup) => createLauncher(setup, options.watchPage)),
    // Pages of one browser share its focus, and two cores carry two browsers.
    concurrentBrowsers: 2,
    concurrency: 1,
    browserStartTimeout: 120_000,
    nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
    plugins: [esbuildPlugin({ ts: true, target: 'esnext', tsconfig: join(root, 'tsconfig.json') }), hooksPlugin(), partsPlugin()],
    middleware: [servePolicy],
    // Code that is counted is slow.
    testFramework: { config: { ui: 'bdd', timeout: options.watchPage ? '60000' : '15000' } },
    testsFinishTimeout: options.watchPage ? 600_000 : 180_000,
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
  };
}

function createLauncher({ engine, tripwirePort }: BrowserSetup, watchPage?: WatchPage): BrowserLauncher {
  if (engine.name === 'webkit') return new WebkitLauncher(engine, tripwirePort);
  const launchOptions = createLaunchOptions(engine, tripwirePort);
  const launcher = engine.name === 'firefox'
    ? puppeteerLauncher({ launchOptions })
    : chromeLauncher({
      launchOptions,
      createPage: async ({ context }) => {
        const page = await context.newPage();
        if (engine.isShell) await page.evaluateOnNewDocument(POPUP_BLOCKER);
        await watchPage?.(page);
        return page;
      },
    });
  launcher.name = engine.name;
  return launcher;
}
