import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { ROOT } from '../../scripts/start/start-demo.js';

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly { readonly tagName?: string; readonly events?: readonly { readonly name: string }[] }[] }[];
}

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
const findAll = (pattern: RegExp): string[] => [...readme.matchAll(pattern)].map((match) => match[1] ?? '');

describe('README.md', () => {
  it('names commands that package.json has', () => {
    const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json');
    const commands = findAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/gu);

    assert.ok(commands.length > 8);
    for (const command of commands) assert.ok(command in scripts, `npm run ${command}`);
  });

  it('links to files that are there', () => {
    const links = findAll(/\]\((?!https:)([^)#]+)/gu);

    assert.ok(links.length > 8);
    for (const link of links) assert.ok(statSync(join(ROOT, link), { throwIfNoEntry: false }), link);
  });

  it('lists the elements and their events as the manifest does', () => {
    const { modules } = readJson<Manifest>('custom-elements.json');
    const elements = modules.flatMap((module) => module.declarations ?? []).filter((declaration) => declaration.tagName !== undefined);
    assert.ok(elements.length > 0);

    for (const { tagName, events = [] } of elements) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`<${tagName}>\``)) ?? '';
      const named = [...row.split('|')[3]?.matchAll(/`([^`]+)`/gu) ?? []].map((match) => match[1]);
      assert.deepEqual(named.toSorted(), events.map((event) => event.name).toSorted(), tagName);
    }
  });

  it('shows a picture that loads fast', () => {
    const picture = statSync(join(ROOT, 'docs/images/demo.png'));

    assert.ok(picture.size < 250_000, `${picture.size} bytes`);
  });
});
