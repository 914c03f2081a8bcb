import { createHash } from 'node:crypto';
import { basename } from 'node:path';

import type { OutputBundle, OutputChunk, Plugin, PluginContext, RenderedChunk } from 'rollup';

import { applyEdits, type Edit, findReassigned, type Node, parseModule, walk } from './syntax.js';

/** The name under which the entry exports the loader, for this plugin alone. */
const LOADER = 'loadPart';
/** Names that `src/platform/parts.ts` declares and that are written here. */
const TABLE = 'PARTS';
const ENTRY_NAMES = 'ENTRY_NAMES';
/** Under this name a file gives rows of others. */
const HELD = 'parts';
/** Stands for the table until all hashes are known. */
const TABLE_TOKEN = '@parts@';

/** Numbers as in `src/platform/parts.ts`. */
const ENTRY = 0;
const REST = 1;

/** A file as it is while its name has no hash yet. */
type Chunks = Readonly<Record<string, RenderedChunk>>;

/** What a file of the build holds, in the order of its parameters. */
type Imports = Map<string, readonly number[]>;

/** The sha384 of a file, in base64. */
export function hashFile(contents: string | Uint8Array): string {
  return createHash('sha384').update(contents).digest('base64');
}

/** Numbers of the files, the same in each build of the same sources. */
function numberFiles(chunks: Chunks): Map<string, number> {
  const lazy = Object.values(chunks).filter(({ isEntry }) => !isEntry)
    .map(({ fileName, name, moduleIds }) => ({ fileName, key: `${name} ${moduleIds.join(' ')}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const entry = Object.values(chunks).filter(({ isEntry }) => isEntry);
  return new Map([
    ...entry.map(({ fileName }) => [basename(fileName), ENTRY] as const),
    ...lazy.map(({ fileName }, index) => [basename(fileName), REST + 1 + index] as const),
  ]);
}

const getSource = (node: Node): string => basename(String((node['source'] as Node | undefined)?.['value']));
const getName = (node: unknown): string => String((node as Node)['name'] ?? (node as Node)['value']);

/** Whether a statement takes names from another file: an import, or an export of such names. */
const isTaking = ({ type, source }: Node): boolean => type === 'ImportDeclaration' || (type === 'ExportNamedDeclaration' && Boolean(source));

/** The parameter for names that a file only passes on. */
const toPassedOn = ({ start }: Node): string => `passedOn${start}`;

/** How a file is called by others: by name, and the entry by places in a list, which need no names there. */
type Outer = (name: string) => string;

/** `{ a: b }`, as a parameter takes the names of another file. */
function toParameter(node: Node, toOuter: Outer): string {
  if (node.type !== 'ImportDeclaration') return toPassedOn(node);
  const parts = node['specifiers'] as readonly Node[];
  const whole = parts.find(({ type }) => type === 'ImportNamespaceSpecifier');
  if (whole) return getName(whole['local']);
  return `{ ${parts.map((part) => `${toOuter(part.type === 'ImportDefaultSpecifier' ? 'default' : getName(part['imported']))}: ${getName(part['local'])}`).join(', ')} }`;
}

const isWhole = (node: Node): boolean => (node['specifiers'] as readonly Node[]).some(({ type }) => type === 'ImportNamespaceSpecifier');

/** The names that a file gives to others: those outside, and its own for each. */
function readExports(statements: readonly Node[]): { outer: string; own: string }[] {
  return statements.filter(({ type }) => type.startsWith('Export')).flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement['declaration']) {
      throw new Error(`An export of a form that the build does not know: ${statement.type}.`);
    }
    const from = statement['source'] ? `${toPassedOn(statement)}.` : '';
    return (statement['specifiers'] as readonly Node[]).map((part) => ({ outer: getName(part['exported']), own: from + getName(part['local']) }));
  });
}

const toObject = (names: readonly { outer: string; own: string }[]): string => (
  `{ ${names.map(({ outer, own }) => `${outer}: ${own}`).join(', ')} }`);

/** Calls of `import()` become calls of the loader. Those whose address is not known here stay: the loader's own. */
function replaceImportCalls(statements: readonly Node[], loader: string, numbers: ReadonlyMap<string, number>): Edit[] {
  return statements.flatMap((statement) => [...walk(statement)])
    .filter((node) => node.type === 'ImportExpression' && (node['source'] as Node).type === 'Literal')
    .map((node) => ({ start: node.start, end: node.end, text: `${loader}(${numbers.get(getSource(node))})` }));
}

/** Which files the entry lists, by the modules that are in them. */
export interface Listing {
  /** Whether the entry knows the file. The others are in a table of its own, which costs one more request before the first of them. */
  readonly isListed: (modules: readonly string[]) => boolean;
  /** Whether it is the one file that holds rows which the entry would have: of files that are never needed before it. */
  readonly isHolder?: (modules: readonly string[]) => boolean;
  /** Whether the row of a listed file is there. */
  readonly isHeld?: (modules: readonly string[]) => boolean;
}

const never = (): boolean => false;

/** The names of the entry that other files take, in the order in which it lists them. */
function listEntryNames(chunks: Chunks): string[] {
  const entry = Object.values(chunks).find(({ isEntry }) => isEntry)?.fileName ?? '';
  return [...new Set(Object.values(chunks).flatMap((chunk) => chunk.importedBindings[entry] ?? []))].sort();
}

/** A lazy file becomes a function of what it would import, so that only the loader decides where that comes from. */
function wrapFile(
  code: string, numbers: ReadonlyMap<string, number>, { entryNames, isHolder }: { entryNames: readonly string[]; isHolder: boolean },
): { code: string; imports: number[] } {
  const statements = parseModule(code);
  const imports = statements.filter(isTaking);
  const isOfEntry = (node: Node): boolean => numbers.get(getSource(node)) === ENTRY;
  if (imports.some((node) => isOfEntry(node) && (node.type !== 'ImportDeclaration' || isWhole(node)))) {
    throw new Error('A file takes the whole entry, or passes its names on.');
  }
  const toOuter = (node: Node): Outer => (isOfEntry(node) ? (name) => String(entryNames.indexOf(name)) : (name) => name);
  const names = [...readExports(statements), ...(isHolder ? [{ outer: HELD, own: `"${TABLE_TOKEN}"` }] : [])];
  refuseReassigned(statements, names);
  // In the place of each statement, so that the lines of the source map stay.
  const edits = imports.map((node, index) => ({
    start: node.start, end: node.end, text: `${index === 0 ? `export default (${LOADER}` : ''}, ${toParameter(node, toOuter(node))}${index === imports.length - 1 ? ') => {' : ''}`,
  }));
  const opening = imports.length === 0 ? `export default (${LOADER}) => { ` : '';
  const exports = statements.filter((node) => node.type.startsWith('Export') && !isTaking(node)).map(({ start, end }) => ({ start, end, text: '' }));
  const body = applyEdits(code, [...edits, ...exports, ...replaceImportCalls(statements, LOADER, numbers)]);
  return { code: `${opening}${body.trimEnd()}\nreturn ${toObject(names)}; };\n`, imports: imports.map((node) => numbers.get(getSource(node)) ?? -1) };
}

/** The entry keeps what a page may import, and hands everything else to the loader. */
function closeEntry(code: string, chunks: Chunks, pageNames: readonly string[], numbers: ReadonlyMap<string, number>): string {
  const statements = parseModule(code);
  if (statements.some(isTaking)) throw new Error('The entry imports another file.');
  const names = readExports(statements);
  refuseReassigned(statements, names);
  const loader = names.find(({ outer }) => outer === LOADER)?.own;
  const own = new Map(names.map((name) => [name.outer, name.own]));
  const open = names.filter(({ outer }) => outer !== LOADER && pageNames.includes(outer));
  const edits = statements.filter(({ type }) => type.startsWith('Export')).map(({ start, end }) => ({ start, end, text: '' }));
  const body = applyEdits(code, [...edits, ...replaceImportCalls(statements, loader ?? '', numbers)]).trimEnd();
  return `${body}
var ${ENTRY_NAMES} = [${listEntryNames(chunks).map((outer) => own.get(outer)).join(', ')}];
var ${TABLE} = "${TABLE_TOKEN}";
export { ${open.map(({ outer, own }) => `${own} as ${outer}`).join(', ')} };
`;
}

function refuseReassigned(statements: readonly Node[], names: readonly { own: string }[]): void {
  const changed = findReassigned(statements, new Set(names.map(({ own }) => own)));
  if (changed.length > 0) throw new Error(`Other files get these names once, and functions change them: ${changed.join(', ')}.`);
}

/** Refuses files that import each other in a circle: each would wait for the other. */
function refuseCircles(imports: Imports, numbers: ReadonlyMap<string, number>): void {
  const byNumber = new Map([...imports].map(([file, needed]) => [numbers.get(basename(file)), needed] as const));
  const visit = (id: number, path: readonly number[]): void => {
    if (path.includes(id)) throw new Error(`Files import each other in a circle: ${[...path, id].join(' ')}.`);
    for (const next of byNumber.get(id) ?? []) visit(next, [...path, id]);
  };
  for (const id of byNumber.keys()) if (id !== undefined) visit(id, []);
}

/** The row of a file: its name, its hash, and the numbers of what it needs. */
const toRow = (id: number, file: string, hash: string, imports: readonly number[]): string => (
  `${id}:["${[basename(file, '.js'), hash].join('","')}"${imports.map((it) => `,${it}`).join('')}]`);

/**
 * Makes the lazy files of a build such that the entry can check each before it runs: see `src/platform/parts.ts`.
 */
export function checkParts({ isListed, isHolder = never, isHeld = never }: Listing): Plugin {
  let numbers = new Map<string, number>();
  const imports: Imports = new Map();
  return {
    name: 'check-parts',
    renderStart() {
      imports.clear();
    },
    renderChunk(code, chunk, _options, { chunks }) {
      numbers = numberFiles(chunks);
      if (chunk.isEntry) {
        const pageNames = this.getModuleInfo(chunk.facadeModuleId ?? '')?.exports ?? [];
        return { code: closeEntry(code, chunks, pageNames, numbers), map: null };
      }
      const wrapped = wrapFile(code, numbers, { entryNames: listEntryNames(chunks), isHolder: isHolder(chunk.moduleIds) });
      imports.set(chunk.fileName, wrapped.imports);
      return { code: wrapped.code, map: null };
    },
    generateBundle(_options, bundle) {
      refuseCircles(imports, numbers);
      writeTables(this, bundle, { numbers, imports, isListed, isHolder, isHeld });
    },
  };
}

interface TableParts extends Required<Listing> {
  readonly numbers: ReadonlyMap<string, number>;
  readonly imports: Imports;
}

/** A lazy file, its number and what it imports. */
interface LazyFile {
  readonly chunk: OutputChunk;
  readonly id: number;
  readonly needs: readonly number[];
}

const toTable = (files: readonly LazyFile[]): string => (
  files.map(({ chunk, id, needs }) => toRow(id, chunk.fileName, hashFile(chunk.code), needs)).join());

/** All that a set of files imports, and they themselves. */
function closeOver(ids: readonly number[], rows: ReadonlyMap<number, readonly number[]>): Set<number> {
  const found = new Set<number>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...rows.get(id) ?? []);
  }
  return found;
}

/** Puts a table where a file has the token for it. */
function putTable(chunk: OutputChunk, table: string): void {
  const token = /(["'`])@parts@\1/gu;
  if (chunk.code.match(token)?.length !== 1) throw new Error(`There is no one place for a table in ${chunk.fileName}.`);
  chunk.code = chunk.code.replace(token, () => `{${table}}`);
}

/** Of a hash, what a file's name may hold. */
const toNamePart = (hash: string, length: number): string => hash.slice(0, length).replaceAll('/', '_').replaceAll('+', '-');

/**
 * Names a file anew by what is in it by now: its rows were written after the bundler had named it, and a file of other contents
 * under a name that a cache knows would be refused.
 */
function nameByContents(bundle: OutputBundle, chunk: OutputChunk): void {
  const { fileName, preliminaryFileName, code } = chunk;
  const at = preliminaryFileName.indexOf('!~{');
  if (at < 0) throw new Error(`No hash is in the name ${fileName}.`);
  const name = `${fileName.slice(0, at)}${toNamePart(hashFile(code), fileName.length - at - '.js'.length)}.js`;
  const rename = (file: string): string => file.replace(basename(fileName), basename(name));
  const map = bundle[`${fileName}.map`];
  for (const output of [chunk, map]) {
    if (!output) continue;
    delete bundle[output.fileName];
    output.fileName = rename(output.fileName);
    bundle[output.fileName] = output;
  }
  if (map?.type === 'asset') map.source = rename(String(map.source));
  chunk.code = rename(code);
  for (const other of Object.values(bundle)) {
    if (other.type !== 'chunk') continue;
    other.imports = other.imports.map(rename);
    other.dynamicImports = other.dynamicImports.map(rename);
  }
}

function writeTables(context: PluginContext, bundle: OutputBundle, { numbers, imports, isListed, isHolder, isHeld }: TableParts): void {
  const files = Object.values(bundle).filter((output): output is OutputChunk => output.type === 'chunk');
  const entry = files.find(({ isEntry }) => isEntry);
  // An entry without lazy files has no loader, and no table.
  if (!entry || files.length === 1) return;
  const lazy: readonly LazyFile[] = files.filter(({ isEntry }) => !isEntry).map((chunk) => ({
    chunk, id: numbers.get(basename(chunk.preliminaryFileName)) ?? -1, needs: imports.get(chunk.preliminaryFileName) ?? [],
  })).sort((a, b) => a.id - b.id);
  const needs = new Map(lazy.map((file) => [file.id, file.needs]));
  const findAll = (isMeant: (modules: readonly string[]) => boolean): Set<number> => (
    closeOver(lazy.filter(({ chunk }) => isMeant(chunk.moduleIds)).map(({ id }) => id), needs));
  const listed = findAll(isListed);
  const first = findAll((modules) => isListed(modules) && !isHeld(modules));
  const held = lazy.filter(({ id }) => listed.has(id) && !first.has(id));
  const holder = lazy.find(({ chunk }) => isHolder(chunk.moduleIds));
  if (holder) {
    putTable(holder.chunk, toTable(held));
    nameByContents(bundle, holder.chunk);
  } else if (held.length > 0) throw new Error('No file holds the rows that the entry leaves to one.');
  const rest = `export default()=>({${HELD}:{${toTable(lazy.filter(({ id }) => !listed.has(id)))}}});\n`;
  const hash = hashFile(rest);
  const restFile = `chunks/parts-${toNamePart(hash, 6)}.js`;
  context.emitFile({ type: 'asset', fileName: restFile, source: rest });
  putTable(entry, [
    toRow(REST, restFile, hash, []), toTable(lazy.filter(({ id }) => first.has(id))), ...held.map(({ id }) => `${id}:${holder?.id}`),
  ].filter(Boolean).join());
}
