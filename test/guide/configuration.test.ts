import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ATTRIBUTES, resolveConfig } from '../../src/shared/config.js';
import { readAllSnippets, ROOT } from './support.js';

const page = readFileSync(join(ROOT, 'docs/guide/configuration.md'), 'utf8');
const LOCATION = { origin: 'https://my.site', hostname: 'my.site', href: 'https://my.site/' };

/** The members of an interface, as its file has them. */
function readKeys(file: string, name: string): readonly string[] {
  const body = new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, 'msu').exec(readFileSync(join(ROOT, file), 'utf8'))?.[1] ?? '';
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gmu)].map(([, key = '']) => key);
}

/** The cells of a table's rows that begin with a name. */
function readRows(heading: string): readonly (readonly string[])[] {
  const table = page.slice(page.indexOf(heading)).split('\n\n')[0] ?? '';
  return table.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

describe('docs/guide/configuration.md', () => {
  const rows = readRows('| option |');

  it('has every option, in the order of the type', () => {
    const keys = readKeys('src/shared/config.ts', 'PassportConfig');

    assert.ok(keys.length > 20);
    assert.deepEqual(rows.map(([key]) => key), keys.map((key) => `\`${key}\``));
  });

  it('names the attribute of each option that has one', () => {
    const stated = rows.filter(([, attribute]) => attribute).map(([key, attribute]) => [key, attribute]);

    assert.deepEqual(stated, Object.entries(ATTRIBUTES).map(([key, attribute]) => [`\`${key}\``, `\`${attribute}\``]));
  });

  it('gives the defaults that the configuration has', () => {
    const defaults = Object.entries(resolveConfig({}, LOCATION)).filter(([key, value]) => key !== 'endpoints' && value !== undefined);

    for (const [key, value] of defaults) {
      const cell = rows.find(([name]) => name === `\`${key}\``)?.[2] ?? '';
      assert.ok(cell.startsWith(`\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``), `${key}: ${cell}`);
    }
  });

  it('names every endpoint that can be overridden', () => {
    const named = readRows('| key |').flatMap(([keys = '']) => [...keys.matchAll(/`(\w+)`/gu)].map(([, key]) => key));

    assert.deepEqual(named.toSorted(), [...readKeys('src/shared/environments.ts', 'Endpoints')].sort());
  });
});

describe('the pages that make a provider', () => {
  const makers = { 'connectImx()': 'network="immutable-x"', 'connectEvm()': 'network="immutable-chain"' };

  it('say which network it needs, because it is not the default everywhere', () => {
    for (const [call, network] of Object.entries(makers)) {
      const pages = new Set(readAllSnippets().filter(({ code }) => code.includes(`.${call}`)).map((snippet) => snippet.page));
      assert.ok(pages.size > 0, call);
      for (const path of pages) assert.ok(readFileSync(join(ROOT, path), 'utf8').includes(network), `${path}: ${call} without ${network}`);
    }
  });
});
