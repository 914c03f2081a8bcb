import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, type TestRunnerConfig } from '@web/test-runner';
import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { join } from 'node:path';
import type { Engine } from '../../test/support/driver/engines.js';
import { createLaunchOptions, POPUP_BLOCKER } from '../../test/support/driver/launch-options.js';
import { BROWSER_TESTS, root } from './files.js';
import { hooksPlugin } from './hooks-plugin.js';
import { servePolicy } from './serve-policy.js';
import { WebkitLauncher } from './webkit-launcher.js';

/** An engine and the proxy that closes its network. */
export interface BrowserSetup {
  readonly engine: Engine;
  readonly tripwirePort: number;
}

/** The test runner's configuration for the given engines. */
export function createBrowserConfig(
  setups: readonly BrowserSetup[], options: { files?: readonly string[]; coverage?: boolean } = {},
): TestRunnerConfig {
  return {
    rootDir: root,
    files: [...(options.files ?? BROWSER_TESTS)],
    browsers: setups.map(createLauncher),
    // Pages of one browser share its focus, and two cores carry two browsers.
    concurrentBrowsers: 2,
    concurrency: 1,
    nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
    plugins: [esbuildPlugin({ ts: true, target: 'esnext', tsconfig: join(root, 'tsconfig.json') }), hooksPlugin()],
    middleware: [servePolicy],
    testFramework: { config: { ui: 'bdd', timeout: '15000' } },
    testsFinishTimeout: 180_000,
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false })],
    coverage: options.coverage ?? false,
    coverageConfig: { include: ['src/**/*.ts'], reportDir: join(root, 'coverage'), reporters: ['lcovonly'] },
  };
}

function createLauncher({ engine, tripwirePort }: BrowserSetup): BrowserLauncher {
  if (engine.name === 'webkit') return new WebkitLauncher(engine, tripwirePort);
  const launchOptions = createLaunchOptions(engine, tripwirePort);
  const launcher = engine.name === 'firefox'
    ? puppeteerLauncher({ launchOptions })
    : chromeLauncher({
      launchOptions,
      createPage: async ({ context }) => {
        const page = await context.newPage();
        if (engine.isShell) await page.evaluateOnNewDocument(POPUP_BLOCKER);
        return page;
      },
    });
  launcher.name = engine.name;
  return launcher;
}
