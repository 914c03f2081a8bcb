import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { EVENT_TYPES } from '../../src/testing/record-events.js';
import { ROOT } from '../guide/support.js';

/** Every file that an entry reaches, also by `import()`. */
async function listInputs(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [join(ROOT, entry)], bundle: true, write: false, metafile: true, format: 'esm', platform: 'neutral', packages: 'external',
    tsconfig: join(ROOT, 'tsconfig.json'), logLevel: 'silent', absWorkingDir: ROOT,
  });
  return Object.keys(metafile.inputs);
}

describe('the testing entry', () => {
  for (const entry of ['src/define/cdn.ts', 'src/define.ts', 'src/index.ts', 'src/sdk.ts']) {
    it(`row 147: is in nothing that ${entry} reaches`, async () => {
      const inputs = await listInputs(entry);

      assert.ok(inputs.length > 20);
      assert.deepEqual(inputs.filter((file) => file.includes('testing')), []);
    });
  }

  it('imports no package, and nothing of Node', async () => {
    const { metafile } = await build({
      entryPoints: [join(ROOT, 'src/testing.ts')], bundle: true, write: false, metafile: true, format: 'esm', platform: 'neutral',
      tsconfig: join(ROOT, 'tsconfig.json'), logLevel: 'silent', absWorkingDir: ROOT,
    });

    assert.deepEqual(Object.keys(metafile.inputs).filter((file) => !file.startsWith('src/testing') && !file.startsWith('src/shared/')), []);
  });

  it('knows every event of the elements', () => {
    const { modules } = JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8')) as
      { modules: { declarations?: { events?: { name: string }[] }[] }[] };
    const names = modules.flatMap(({ declarations = [] }) => declarations).flatMap(({ events = [] }) => events).map(({ name }) => name);

    assert.deepEqual([...new Set(names)].filter((name) => !(EVENT_TYPES as readonly string[]).includes(name)), []);
  });
});
