import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import type { Graph, GraphChunk } from '../build/record-graph.js';
import { GRAPH_FOLDER, ROOT } from '../build/rollup-options.js';
import {
  type Budget, BUDGETS, findEager, getSingleFileBudget, IMMERSVE_BUDGET, LANGUAGE_BUDGET, LAZY_PARTS, LOCALE_BUDGET, SDK_BUDGET,
  type Situation,
} from './budgets.js';
import { readBaseline, toDifference, writeBaseline } from './size-baseline.js';
import { bundleAlone, bundleEntry, withoutLines } from './measure-entry.js';

const problems: string[] = [];

function readGraph(file: string): Graph {
  if (!existsSync(file)) throw new Error('Nothing is built yet: run `npm run build:cdn` first.');
  return JSON.parse(readFileSync(file, 'utf8')) as Graph;
}

function readChunk(chunk: GraphChunk): Buffer {
  const code = readFileSync(join(ROOT, 'dist', chunk.file));
  if (createHash('sha384').update(code).digest('base64') !== chunk.sha384) {
    throw new Error(`dist/${chunk.file} is not the file that the last build wrote: build again.`);
  }
  return code;
}

function getCompressedBytes(code: Buffer, compression: Budget['compression']): number {
  return compression === 'gzip' ? gzipSync(code, { level: 9 }).length : brotliCompressSync(code).length;
}

/** The files that the entry and the given lazy modules need, each with what it imports statically. */
function findFiles(graph: Graph, lazy: readonly string[]): GraphChunk[] {
  const found = new Set<GraphChunk>();
  const waiting = [graph.entry, ...graph.chunks.filter((chunk) => chunk.lazy.some((it) => lazy.includes(it))).map(({ file }) => file)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const chunk = graph.chunks.find((it) => it.file === file);
    if (!chunk || found.has(chunk)) continue;
    found.add(chunk);
    waiting.push(...chunk.imports);
  }
  return [...found];
}

/** Compares the lazy modules of the build with the table that says when each is loaded. */
function checkLazyParts(graph: Graph): void {
  const built = graph.chunks.flatMap(({ lazy }) => lazy).filter((module) => !LOCALE_BUDGET.modules.test(module));
  for (const module of built.filter((it) => !(it in LAZY_PARTS))) {
    problems.push(`${module} is behind an import(), and scripts/check/budgets.ts does not say which situations load it`);
  }
  for (const module of Object.keys(LAZY_PARTS).filter((it) => !built.includes(it))) {
    problems.push(`${module} stands in scripts/check/budgets.ts and is not behind an import()`);
  }
}

function toRow({ what, compression, maxBytes, goalBytes }: Budget, chunks: readonly GraphChunk[]): string[] {
  // Servers compress file by file, so the sum is what travels.
  const bytes = chunks.reduce((sum, chunk) => sum + getCompressedBytes(readChunk(chunk), compression), 0);
  if (bytes > maxBytes) problems.push(`${what}: ${bytes} bytes ${compression}, ${bytes - maxBytes} over the budget of ${maxBytes}`);
  return [what, compression, String(chunks.length), String(bytes), String(maxBytes), String(maxBytes - bytes), String(goalBytes)];
}

function measureBudgets(split: Graph, all: Graph): string[][] {
  const situations = Object.entries(BUDGETS).map(([situation, budget]) => {
    const lazy = Object.keys(LAZY_PARTS).filter((module) => LAZY_PARTS[module]?.includes(situation as Situation));
    return toRow(budget, findFiles(split, lazy));
  });
  const locales = split.chunks.filter(({ lazy }) => lazy.some((module) => LOCALE_BUDGET.modules.test(module)))
    .map((chunk) => toRow({ ...LOCALE_BUDGET, what: `locale ${chunk.file}` }, [chunk]));
  const largest = locales.sort((a, b) => Number(b[3]) - Number(a[3]))[0];
  return [
    ...situations,
    toRow(getSingleFileBudget(all), findFiles(all, [])),
    // Each is judged; a row for each of eighty would hide the others.
    ...(largest ? [largest.with(0, 'the largest file of a language')] : []),
  ];
}

/** The largest of the files that hold a whole language. */
function measureLanguages(): string[] {
  const { what, compression, maxBytes, goalBytes } = LANGUAGE_BUDGET;
  const folder = join(ROOT, 'dist/locales');
  const sizes = readdirSync(folder).filter((file) => file.endsWith('.js'))
    .map((file) => getCompressedBytes(readFileSync(join(folder, file)), compression));
  const bytes = Math.max(...sizes);
  if (!(bytes > 0 && bytes <= maxBytes)) problems.push(`${what}: ${bytes} bytes ${compression}, the budget is ${maxBytes}`);
  return [what, compression, '1', String(bytes), String(maxBytes), String(maxBytes - bytes), String(goalBytes)];
}

/** What `passport-widgets/sdk/passport` adds to a page's first files, by a bundler that splits: the part that no click waits for. */
async function measureSdk(): Promise<string[]> {
  const { what, compression, maxBytes, goalBytes } = SDK_BUDGET;
  const files = await bundleEntry('src/sdk/passport.ts');
  const bytes = sumCompressed(files, compression);
  if (files.length === 0 || bytes > maxBytes) problems.push(`${what}: ${bytes} bytes ${compression} in ${files.length} files, the budget is ${maxBytes}`);
  return [what, compression, String(files.length), String(bytes), String(maxBytes), String(maxBytes - bytes), String(goalBytes)];
}

/** What the entry weighs more because there is Immersve, for pages that have none of it: compared with the entry without it. */
async function measureImmersve(): Promise<string[]> {
  const { what, compression, maxBytes, goalBytes } = IMMERSVE_BUDGET;
  const entry = 'src/define/cdn.ts';
  const [whole, without] = await Promise.all([bundleAlone(entry), bundleAlone(entry, [withoutLines(/immersve/iu)])]);
  const bytes = sumCompressed([whole], compression) - sumCompressed([without], compression);
  if (/immersve/iu.test(Buffer.from(without).toString())) problems.push(`${what}: the entry without it still names it`);
  if (!(bytes > 0 && bytes <= maxBytes)) problems.push(`${what}: ${bytes} bytes ${compression}, the budget is ${maxBytes}`);
  return [what, compression, '1', String(bytes), String(maxBytes), String(maxBytes - bytes), String(goalBytes)];
}

function sumCompressed(files: readonly Uint8Array[], compression: Budget['compression']): number {
  return files.reduce((sum, contents) => sum + getCompressedBytes(Buffer.from(contents), compression), 0);
}

function printTable(rows: readonly string[][]): void {
  const kept = readBaseline();
  const lines = [
    ['what', 'compression', 'files', 'bytes', 'since kept', 'budget', 'room left', 'goal'],
    ...rows.map((row) => row.toSpliced(4, 0, toDifference(Number(row[3]), kept[row[0] ?? '']))),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  for (const line of lines) {
    console.log(line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '));
  }
}

const split = readGraph(`${GRAPH_FOLDER}passport-widgets.json`);
const all = readGraph(`${GRAPH_FOLDER}passport-widgets.all.json`);
const rows = [...measureBudgets(split, all), measureLanguages(), await measureSdk(), await measureImmersve()];
checkLazyParts(split);
printTable(rows);
// `npm run size -- --keep`, with the change that made the figures.
if (process.argv.includes('--keep')) writeBaseline(Object.fromEntries(rows.map((row) => [row[0] ?? '', Number(row[3])])));
for (const module of findEager(split)) problems.push(`the entry reaches ${module} without an import()`);
for (const problem of problems) console.log(problem);

const tightest = rows.map((row) => Number(row[3]) / Number(row[4])).reduce((a, b) => Math.max(a, b), 0);
console.log(
  `${rows.length} budgets, fullest ${(tightest * 100).toFixed(0)} %; entry reaches ${split.staticModules.length} modules statically, `
  + `${findEager(split).length} of them lazy packages; ${problems.length} problems`,
);
if (problems.length > 0) process.exitCode = 1;
