import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from './support.js';

const guide = readFileSync(join(ROOT, 'docs/theming.md'), 'utf8');

function readStyles(): string {
  const folder = join(ROOT, 'src/elements');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.styles\.ts$|\.css$/u.test(file));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly { readonly tagName?: string; readonly cssParts?: readonly { readonly name: string }[] }[] }[];
}

describe('docs/theming.md', () => {
  it('names every property that the styles read, and no other', () => {
    const find = (text: string): string[] => [...new Set(text.match(/--passport-[a-z-]+/gu))].sort();

    assert.deepEqual(find(guide.slice(guide.indexOf('## Properties'))), find(readStyles()));
  });

  it('names every part of the elements in its table, and no other', () => {
    const { modules } = JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8')) as Manifest;
    const rows = [...guide.matchAll(/^\| `<([a-z-]+)>` \| (.+) \|$/gmu)];
    const parts = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);

    assert.equal(rows.length, 5);
    for (const [, tag = '', listed = ''] of rows) {
      const known = parts.find(({ tagName }) => tagName === tag)?.cssParts?.map(({ name }) => name).sort();
      assert.deepEqual([...listed.matchAll(/`([a-z-]+)`/gu)].map(([, name]) => name).sort(), known, tag);
    }
  });

  it('gives the defaults that the styles have', () => {
    const styles = readStyles();
    const rows = [...guide.matchAll(/^\| (`--passport-[^|]+) \| ([^|]+) \|/gmu)];
    const values = rows.flatMap(([, , defaults = '']) => [...defaults.matchAll(/`([^`]+)`/gu)].map(([, value = '']) => value));

    assert.ok(values.length > 15);
    assert.deepEqual(values.filter((value) => !styles.includes(value)), []);
  });
});
