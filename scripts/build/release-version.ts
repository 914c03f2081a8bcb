/** What of a repository names its version. */
export interface VersionSources {
  /** `package.json`, `emulator/package.json`, `src/shared/version.ts` and `CHANGELOG.md`, as they are. */
  readonly manifest: string;
  readonly emulator: string;
  readonly source: string;
  readonly changelog: string;
}

/**
 * What of these does not fit together, a sentence for each.
 *
 * @param tag - The tag of a release, such as `v1.2.3`: then the changelog has to have that version with its date. Left out
 * between releases.
 */
export function findVersionProblems({ manifest, emulator, source, changelog }: VersionSources, tag?: string): string[] {
  const { version, repository } = JSON.parse(manifest) as { version: string; repository?: string | { url?: string } };
  const problems: string[] = [];
  const expect = (isRight: boolean, problem: string): void => { if (!isRight) problems.push(problem); };
  expect(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version), `package.json has version ${version}`);
  expect(source.includes(`VERSION = '${version}'`), `src/shared/version.ts has another version than ${version}`);
  expect((JSON.parse(emulator) as { version: string }).version === version, `emulator/package.json has another version than ${version}`);
  const [first] = /^## .*$/mu.exec(changelog) ?? [];
  expect(first === '## [Unreleased]', 'CHANGELOG.md does not begin with [Unreleased]');
  if (tag === undefined) return problems;
  expect(tag === `v${version}`, `the tag is ${tag}, and package.json has ${version}`);
  const section = changelog.split(/^(?=## )/mu).find((text) => text.startsWith(`## [${version}] - `));
  expect(section !== undefined && /^## \S+ - \d{4}-\d\d-\d\d\n/u.test(section), `CHANGELOG.md has no dated section for ${version}`);
  const address = typeof repository === 'string' ? repository : repository?.url;
  expect(Boolean(address), 'package.json has no repository: the registry refuses provenance without one; see docs/releasing.md, before the first release');
  expect((section?.trim().split('\n').length ?? 0) > 1, `CHANGELOG.md says nothing of ${version}`);
  return problems;
}
