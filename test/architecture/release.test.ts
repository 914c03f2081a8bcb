import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findVersionProblems, type VersionSources } from '../../scripts/build/release-version.js';
import { root } from '../../scripts/test/files.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const GOOD: VersionSources = {
  manifest: '{"version":"1.2.3","repository":{"url":"git+https://example.com/widgets.git"}}', emulator: '{"version":"1.2.3"}', source: "export const VERSION = '1.2.3';\n",
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-01-31\n\n- A change.\n\n## [1.2.2] - 2026-01-01\n\n- Another.\n',
};

test('the repository names one version', () => {
  const sources = { manifest: read('package.json'), emulator: read('emulator/package.json'), source: read('src/shared/version.ts'), changelog: read('CHANGELOG.md') };

  assert.deepEqual(findVersionProblems(sources), []);
});

test('a tag is published only when package, source, emulator and changelog have its version', () => {
  assert.deepEqual(findVersionProblems(GOOD, 'v1.2.3'), []);
  const bad: readonly (readonly [RegExp, Partial<VersionSources>, string?])[] = [
    [/the tag is v1\.2\.4/, {}, 'v1.2.4'],
    [/the tag is 1\.2\.3/, {}, '1.2.3'],
    [/the tag is ,/, {}, ''],
    [/package\.json has version latest/, { manifest: '{"version":"latest"}' }],
    [/version\.ts/, { source: "export const VERSION = '1.2.2';" }],
    [/emulator/, { emulator: '{"version":"1.2.2"}' }],
    [/does not begin with/, { changelog: GOOD.changelog.replace('## [Unreleased]\n', '') }],
    [/no dated section/, { changelog: GOOD.changelog.replace(' - 2026-01-31', '') }],
    [/no dated section/, { changelog: GOOD.changelog.replace('[1.2.3]', '[1.2.30]') }],
    [/no repository.*releasing\.md/, { manifest: '{"version":"1.2.3"}' }],
    [/says nothing/, { changelog: GOOD.changelog.replace('- A change.\n', '') }],
  ];
  for (const [problem, change, tag = 'v1.2.3'] of bad) assert.match(findVersionProblems({ ...GOOD, ...change }, tag).join('\n'), problem);
});
