import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { createPolicyFile, type ScriptLists } from '../../../scripts/build/page-policy.js';
import { hashFile } from '../../../scripts/build/part-files.js';
import type { Graph } from '../../../scripts/build/record-graph.js';
import { GRAPH_FOLDER } from '../../../scripts/build/rollup-options.js';

/** The folder of the built files. */
export const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** A built file as it is sent. */
export const readBuilt = (file: string): string => readFileSync(`${DIST}${file}`, 'utf8');

/** `integrity.json`: an `integrity` attribute for each file. */
export const readIntegrity = (): Record<string, string> => JSON.parse(readBuilt('integrity.json')) as Record<string, string>;

/** The one lazy file whose name begins so. */
export function findChunk(name: string): string {
  const found = Object.keys(readIntegrity()).filter((file) => file.startsWith(`chunks/${name}-`));
  if (found.length !== 1) throw new Error(`${found.length} files begin with ${name}.`);
  return found[0]!;
}

const readGraph = (): Graph => JSON.parse(readFileSync(`${GRAPH_FOLDER}passport-widgets.json`, 'utf8')) as Graph;

/** The lazy file that a module is in. */
export function findFileOf(module: string): string {
  const found = readGraph().chunks.find(({ modules }) => module in modules);
  if (!found) throw new Error(`${module} is in no file.`);
  return found.file;
}

/** A lazy file that another needs, by the graph that the build has written. */
export function findNeeded(file: string): string {
  const needed = readGraph().chunks.find((chunk) => chunk.file === file)?.imports.find((it) => it.startsWith('chunks/'));
  if (needed === undefined) throw new Error(`${file} needs no other lazy file.`);
  return needed;
}

/** The ways of `csp.json` to name the scripts that may run. */
export type ScriptForm = keyof ScriptLists;

/** What a page needs of a form: the value of `script-src`, and script tags that it lets in. */
export interface FormParts {
  readonly scriptSrc: string;
  tag(address: string, contents: string, type?: 'module'): string;
  /** A script in the page itself. */
  inline(type: 'importmap' | 'module', text: string): string;
}

const NONCE = 'cm93MTM2';

/**
 * Fills the form's list of `csp.json` in, for the scripts whose tags are asked for.
 *
 * @param host - What serves the files, for the form `host`.
 */
export function createForm(form: ScriptForm, host = "'self'"): FormParts {
  const { 'script-src': lists } = createPolicyFile(readIntegrity()) as { 'script-src': ScriptLists };
  const own: string[] = [];
  return {
    get scriptSrc() {
      return [...lists[form], ...own].join(' ').replace('NONCE', NONCE).replace('HOST', host);
    },
    tag(address, contents, type) {
      const integrity = `sha384-${hashFile(contents)}`;
      if (form.startsWith('hash')) own.push(`'${integrity}'`);
      const marks = form === 'nonce' ? `nonce="${NONCE}"` : form === 'host' ? '' : `integrity="${integrity}" crossorigin="anonymous"`;
      return `<script${type ? ` type="${type}"` : ''} src="${address}" ${marks}></script>`;
    },
    inline(type, text) {
      if (form !== 'nonce') throw new Error(`The form ${form} names files.`);
      return `<script type="${type}" nonce="${NONCE}">${text}</script>`;
    },
  };
}
