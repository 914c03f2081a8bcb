import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { startTestRunner } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { passportPlugin } from '../../src/testing.js';
import { readSnippets, ROOT } from '../guide/support.js';
import { requireEngine } from '../support/driver/engines.js';
import { startTestEmulator } from '../support/emulator.js';
import { bundleCode } from './support/build.js';

interface Ended {
  readonly isPassed: boolean;
  readonly results: readonly string[];
}

/** Runs a file in the test runner, with the guide's plugin, and says what became of its tests. */
async function runInTestRunner(file: string, plugin: ReturnType<typeof passportPlugin>): Promise<Ended> {
  const { executablePath, env } = await requireEngine('chromium');
  const runner = await startTestRunner({
    autoExitProcess: false, readCliArgs: false, readFileConfig: false,
    config: {
      rootDir: ROOT, files: [file], nodeResolve: true, plugins: [plugin], reporters: [], testsFinishTimeout: 120_000,
      testFramework: { config: { ui: 'bdd', timeout: '60000' } },
      browsers: [chromeLauncher({ launchOptions: { executablePath, env: { ...process.env, ...env }, args: ['--no-sandbox'] } })],
    },
  });
  if (!runner) throw new Error('The test runner did not start.');
  const isPassed = await new Promise<boolean>((resolve) => {
    runner.on('finished', (passed) => resolve(passed));
  });
  const results = [...runner.sessions.all()].flatMap(({ testResults, errors }) => [
    ...(testResults?.tests ?? []).map(({ name, passed, error }) => `${name}: ${passed ? 'passed' : error?.message}`), ...errors.map(({ message }) => message ?? ''),
  ]);
  await runner.stop();
  return { isPassed, results };
}

it('the guide’s test in @web/test-runner passes, and signs in on the page', { timeout: 150_000 }, async () => {
  const { code } = readSnippets('testing.md').find(({ name }) => name === 'shop.test.js') ?? assert.fail('no such file in the guide');
  const emulator = await startTestEmulator();
  const folder = mkdtempSync(join(ROOT, 'node_modules/.guide-'));
  try {
    const file = join(folder, 'shop.test.js');
    writeFileSync(file, await bundleCode(code, { platform: 'browser', external: ['@web/test-runner-commands'] }));

    const { isPassed, results } = await runInTestRunner(file, passportPlugin(emulator));

    assert.deepEqual(results, ['shows what the visitor has: passed']);
    assert.equal(isPassed, true);
    assert.ok(emulator.requests.list().some(({ path }) => path === '/authorize'), 'by a login of its own');
  } finally {
    rmSync(folder, { recursive: true });
    await emulator.close();
  }
});
