import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { buildIfStale, isStale } from '../../scripts/test/build-part.js';
import { findTestFiles } from '../../scripts/test/files.js';
import { findEngine, parseEngineNames } from '../support/driver/engines.js';

async function setup(context: TestContext, files: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'harness-'));
  context.after(() => rm(folder, { recursive: true }));
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), '');
  }
  return folder;
}

describe('finding test files', () => {
  const FILES = [
    'test/auth/login.test.ts', 'test/auth-other/x.test.ts', 'test/auth/support/helper.ts', 'test/emulator/core/a.test.ts',
    'test/flows/journey.flow.ts', 'test/flows/support/site.ts',
  ];

  it('sorts files by where they run', async (context) => {
    const folder = await setup(context, FILES);

    assert.deepEqual(await findTestFiles([], folder), {
      browser: ['test/auth-other/x.test.ts', 'test/auth/login.test.ts'],
      node: ['test/emulator/core/a.test.ts'],
      flows: ['test/flows/journey.flow.ts'],
    });
  });

  it('takes a folder, a file or a file without its ending as a filter', async (context) => {
    const folder = await setup(context, FILES);

    for (const filter of ['test/auth', 'test/auth/', './test/auth', 'test/auth/login.test.ts', 'test/auth/login']) {
      assert.deepEqual((await findTestFiles([filter], folder)).browser, ['test/auth/login.test.ts'], filter);
    }
    assert.deepEqual((await findTestFiles(['test/flows/journey'], folder)).flows, ['test/flows/journey.flow.ts']);
  });

  it('finds nothing for a filter that names nothing', async (context) => {
    const folder = await setup(context, FILES);

    assert.deepEqual(await findTestFiles(['test/absent'], folder), { browser: [], node: [], flows: [] });
  });
});

describe('the build before the flows', () => {
  it('is stale without its entry, and when a source is newer than the entry', async (context) => {
    const folder = await setup(context, ['src/a.ts', 'dist/entry.js', 'dist/chunk.js']);
    const [old, recent] = [new Date(1_000_000), new Date(2_000_000)];
    const setTimes = (entry: Date, source: Date): Promise<unknown> => Promise.all([
      utimes(join(folder, 'dist/entry.js'), entry, entry), utimes(join(folder, 'src/a.ts'), source, source),
    ]);

    await setTimes(recent, old);
    assert.equal(await isStale(folder, 'dist/entry.js'), false);
    assert.equal(await isStale(folder, 'dist/absent.js'), true);
    // The chunk is new: a build that broke off does not count.
    await setTimes(old, recent);
    assert.equal(await isStale(folder, 'dist/entry.js'), true);
  });

  it('is stale when anything of what the build reads is newer', async (context) => {
    const sources = ['src/a.ts', 'scripts/build/plugin.ts', 'scripts/locales/files.ts', 'scripts/check/budgets.ts', 'tsconfig.json'];
    const folder = await setup(context, [...sources, 'dist/entry.js']);
    const [old, recent] = [new Date(1_000_000), new Date(2_000_000)];
    for (const name of [...sources, 'dist/entry.js']) await utimes(join(folder, name), old, old);
    assert.equal(await isStale(folder, 'dist/entry.js'), false);

    for (const name of sources) {
      await utimes(join(folder, name), recent, recent);
      assert.equal(await isStale(folder, 'dist/entry.js'), true, name);
      await utimes(join(folder, name), old, old);
    }
  });

  it('counts a build that fails', async (context) => {
    const folder = await setup(context, ['src/a.ts']);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts: { build: 'exit 3' } }));

    const result = await buildIfStale(folder);

    assert.equal(result?.failed, 1);
    assert.match(result.notes.join(), /npm run build ended with 3/);
  });
});

describe('engines', () => {
  it('are read from a list, and an unknown name is refused', () => {
    assert.deepEqual(parseEngineNames(' chromium, webkit,'), ['chromium', 'webkit']);
    assert.deepEqual(parseEngineNames(''), []);
    assert.throws(() => parseEngineNames('chromium,safari'), RangeError);
  });

  it('are absent when the environment says so', async (context) => {
    process.env['PASSPORT_WIDGETS_FIREFOX'] = 'none';
    context.after(() => delete process.env['PASSPORT_WIDGETS_FIREFOX']);

    assert.equal(await findEngine('firefox'), undefined);
  });
});
