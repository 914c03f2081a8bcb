import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeLocaleFiles } from '../locales/files.js';
import type { Graph } from './record-graph.js';
import { GRAPH_FOLDER, ROOT } from './rollup-options.js';

const DIST = join(ROOT, 'dist');

function readGraph(name: string): Graph {
  return JSON.parse(readFileSync(`${GRAPH_FOLDER}${name}.json`, 'utf8')) as Graph;
}

/** Hashes as an `integrity` attribute takes them, by file name. */
function writeIntegrity(files: readonly string[]): void {
  const rows = [...files].sort().map((file) => {
    const hash = createHash('sha384').update(readFileSync(join(DIST, file))).digest('base64');
    return [file, `sha384-${hash}`] as const;
  });
  writeFileSync(join(DIST, 'integrity.json'), `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
}

function readLicense(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/iu.test(file));
  return name ? readFileSync(join(folder, name), 'utf8').trim() : '';
}

/** The licenses of the packages whose code is in the bundles: minified files hold no comments. */
function writeLicenses(graphs: readonly Graph[]): void {
  const modules = graphs.flatMap((graph) => graph.chunks.flatMap((chunk) => Object.keys(chunk.modules)));
  const folders = modules.map((module) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(module)?.[0]);
  const parts = [...new Set(folders)].filter((folder) => folder !== undefined).sort().map((folder) => {
    const path = join(ROOT, folder, 'package.json');
    if (!existsSync(path)) throw new Error(`No package.json in ${folder}.`);
    const { name, version, license } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    return `${name} ${version} (${license})\n\n${readLicense(join(ROOT, folder))}\n`;
  });
  writeFileSync(join(DIST, 'licenses.txt'), parts.join(`\n${'-'.repeat(72)}\n\n`));
}

const graphs = [readGraph('passport-widgets'), readGraph('passport-widgets.all')];
const files = [...graphs.flatMap((graph) => graph.chunks.map((chunk) => chunk.file)), ...await writeLocaleFiles()];
writeIntegrity(files);
writeLicenses(graphs);
copyFileSync(join(ROOT, 'src/elements/undefined.css'), join(DIST, 'undefined.css'));
console.log(`${files.length} files, ${files.filter((file) => file.startsWith('chunks/')).length} of them lazy chunks`);
