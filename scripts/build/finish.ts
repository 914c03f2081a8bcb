import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeLocaleFiles } from '../locales/files.js';
import { createHostingPage } from './hosting-page.js';
import { createImportMap } from './import-map.js';
import { createPolicyFile } from './page-policy.js';
import { hashFile } from './part-files.js';
import type { Graph } from './record-graph.js';
import { GRAPH_FOLDER, ROOT } from './rollup-options.js';

const DIST = join(ROOT, 'dist');
const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

function readGraph(name: string): Graph {
  return JSON.parse(readFileSync(`${GRAPH_FOLDER}${name}.json`, 'utf8')) as Graph;
}

/** Hashes as an `integrity` attribute takes them, by file name. */
function hashFiles(files: readonly string[]): Record<string, string> {
  return Object.fromEntries([...files].sort().map((file) => [file, `sha384-${hashFile(readFileSync(join(DIST, file)))}`]));
}

function writeJson(name: string, value: object): void {
  writeFileSync(join(DIST, name), `${JSON.stringify(value, null, 2)}\n`);
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
const chunks = readdirSync(join(DIST, 'chunks')).filter((file) => file.endsWith('.js')).map((file) => `chunks/${file}`);
copyFileSync(join(ROOT, 'src/elements/undefined.css'), join(DIST, 'undefined.css'));
// Every file that a page names in a tag or that the entry loads.
const integrity = hashFiles([...graphs.map(({ entry }) => entry), ...chunks, ...await writeLocaleFiles(), 'undefined.css']);
writeJson('integrity.json', integrity);
writeJson('importmap.json', createImportMap(integrity));
writeJson('csp.json', createPolicyFile(integrity));
writeFileSync(join(DIST, 'hosting.md'), createHostingPage(VERSION, integrity));
writeLicenses(graphs);
console.log(`${Object.keys(integrity).length} files, ${chunks.length} of them lazy chunks`);
