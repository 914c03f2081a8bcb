import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { rollup, type OutputChunk, type Plugin } from 'rollup';

import { checkParts, hashFile, type Listing } from '../../scripts/build/part-files.js';

const LOADER = 'export const loadPart = (id) => [PARTS[id], ENTRY_NAMES];';

/** Builds modules that are written here; `entry` is the first. Gives the files by their whole names. */
async function buildFiles(modules: Readonly<Record<string, string>>, listing: Partial<Listing> = {}, settings: readonly Plugin[] = []): Promise<Map<string, string>> {
  const virtual: Plugin = {
    name: 'virtual',
    resolveId: (source) => source.replace('./', ''),
    load: (id) => modules[id] ?? null,
  };
  const bundle = await rollup({ input: 'entry', plugins: [virtual, checkParts({ isListed: () => true, ...listing }), ...settings], preserveEntrySignatures: 'allow-extension' });
  const { output } = await bundle.generate({ format: 'es', chunkFileNames: 'chunks/[name]-[hash:6].js', minifyInternalExports: true });
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? (file as OutputChunk).code : String(file.source)]));
}

/** The same by names without their hashes. */
async function buildModules(modules: Readonly<Record<string, string>>, listing: Partial<Listing> = {}): Promise<Map<string, string>> {
  return new Map([...await buildFiles(modules, listing)].map(([name, code]) => [name.replace(/-[\w-]{6}\.js$/u, ''), code]));
}

const ENTRY = `export { loadPart } from './loader'; export const greet = () => 'shared'; export const open = () => import('./lazy');`;

describe('the lazy files of a build', () => {
  it('import nothing: each is a function of what it would have imported, and the entry lists its hash', async () => {
    const files = await buildModules({
      entry: ENTRY, loader: LOADER, lazy: `import { greet } from './entry'; export const lazy = greet; export const more = () => import('./later');`, later: `export const later = 1;`,
    });

    const lazy = files.get('chunks/lazy')!;
    assert.match(lazy, /^export default \(loadPart, \{ 0: greet \}\) => \{/u);
    assert.match(lazy, /return \{ lazy: lazy, more: more \};/u);
    assert.match(lazy, /loadPart\(\d\)/u);
    const entry = files.get('entry.js')!;
    assert.match(entry, /ENTRY_NAMES = \[greet\];/u, 'what others take of the entry has no names there');
    for (const code of [entry, lazy]) assert.doesNotMatch(code, /\bimport\b/u);
    assert.ok(entry.includes(hashFile(lazy)));
    assert.match(entry, /export \{ greet as greet, open as open \};/u, 'the loader is not for pages');
  });

  it('stand in a table of their own when the entry does not list them', async () => {
    const files = await buildModules({
      entry: `${ENTRY} export const rare = () => import('./rare');`, loader: LOADER, lazy: 'export const lazy = 1;', rare: 'export const rare = 2;',
    }, { isListed: (ids) => ids.includes('lazy') });

    const [entry, table] = [files.get('entry.js')!, files.get('chunks/parts')!];
    assert.ok(entry.includes(hashFile(files.get('chunks/lazy')!)));
    assert.ok(!entry.includes(hashFile(files.get('chunks/rare')!)));
    assert.ok(table.includes(hashFile(files.get('chunks/rare')!)));
    assert.ok(entry.includes(hashFile(table)), 'which is checked too');
  });

  it('may stand in the table of a file that is always there before them', async () => {
    const listing = { isHolder: (ids: readonly string[]) => ids.includes('lazy'), isHeld: (ids: readonly string[]) => ids.includes('later') };
    const modules = {
      entry: ENTRY, loader: LOADER, lazy: `export const more = () => import('./later'); export const lazy = 1;`, later: 'export const later = 2;',
    };

    const files = await buildModules(modules, listing);

    const [entry, lazy, later] = [files.get('entry.js')!, files.get('chunks/lazy')!, files.get('chunks/later')!];
    assert.ok(lazy.includes(hashFile(later)));
    assert.ok(!entry.includes(hashFile(later)), 'the entry says only where');
    assert.match(entry, /,2:3\}/u);
    assert.ok(entry.includes(hashFile(lazy)), 'the hash is of the file with its table');
    await assert.rejects(buildModules(modules, { isHeld: listing.isHeld }), /No file holds the rows/u);
  });

  it('change the name of the file that holds their rows when they change, though no module does', async () => {
    const listing = { isHolder: (ids: readonly string[]) => ids.includes('lazy'), isHeld: (ids: readonly string[]) => ids.includes('later') };
    const modules = {
      entry: ENTRY, loader: LOADER, lazy: `export const more = () => import('./later'); export const lazy = 1;`, later: 'export const later = 2;',
    };
    const otherwise: Plugin = { name: 'otherwise', renderChunk: (code, { name }) => (name === 'later' ? { code: `${code}/* written otherwise */`, map: null } : null) };
    const build = async (settings: readonly Plugin[] = []): Promise<{ readonly name: string; readonly entry: string }> => {
      const files = await buildFiles(modules, listing, settings);
      return { name: [...files.keys()].find((file) => file.startsWith('chunks/lazy-')) ?? assert.fail('no holder'), entry: files.get('entry.js') ?? '' };
    };

    const [first, again, other] = [await build(), await build(), await build([otherwise])];

    assert.deepEqual(again, first);
    assert.notEqual(other.name, first.name);
    for (const { name, entry } of [first, other]) assert.ok(entry.includes(name.slice('chunks/'.length, -'.js'.length)), 'the entry asks for it by its name');
  });

  it('take single names of the entry, and pass none of them on', async () => {
    await assert.rejects(buildModules({
      entry: ENTRY, loader: LOADER, lazy: `export { greet } from './entry'; export const lazy = 1;`,
    }), /takes the whole entry, or passes its names on/u);
  });

  it('cannot share a name that a function changes later', async () => {
    await assert.rejects(buildModules({
      entry: `${ENTRY} export let count = 0; export const add = () => { count += 1; };`, loader: LOADER, lazy: `import { count } from './entry'; export const lazy = count;`,
    }), /functions change them: count/u);
  });

  it('may share a name that changes only while its file runs', async () => {
    const files = await buildModules({
      entry: `${ENTRY} export let kind; ((it) => { it.a = 1; })(kind ||= {});`, loader: LOADER, lazy: `import { kind } from './entry'; export const lazy = kind;`,
    });

    assert.ok(files.has('chunks/lazy'));
  });
});
