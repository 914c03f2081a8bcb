import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

import { ROOT } from './rollup-options.js';

/** The part of custom-elements.json that is looked at. */
interface Manifest {
  readonly modules: { readonly path: string; readonly declarations?: readonly Declaration[] }[];
}

interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly description?: string;
  readonly events?: readonly { readonly name?: string; readonly description?: string; readonly type?: { readonly text?: string } }[];
}

/** A manifest as it should stand in custom-elements.json, and what is wrong with the doc blocks. */
export interface MadeManifest {
  readonly text: string;
  readonly tags: readonly string[];
  readonly events: number;
  readonly problems: readonly string[];
}

function analyze(): Manifest {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  // Inside the repository: the analyzer takes a relative folder only.
  const folder = mkdtempSync(join(ROOT, '.cache/manifest-'));
  try {
    execFileSync(
      process.execPath,
      [join(ROOT, 'node_modules/@custom-elements-manifest/analyzer/cem.js'), 'analyze', '--outdir', relative(ROOT, folder), '--quiet'],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    return JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8')) as Manifest;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findProblems(element: Declaration): string[] {
  const tag = element.tagName ?? element.name;
  const events = element.events ?? [];
  const names = events.map((event) => event.name);
  return [
    ...(element.tagName ? [] : [`${tag}: no @tagname`]),
    ...(element.description ? [] : [`${tag}: no description`]),
    // The analyzer lists a dispatchEvent() that has no /** @internal */ above it as an event of its own.
    ...events.filter((event) => !event.name).map((event) => `${tag}: an event without a name (${event.type?.text ?? '?'})`),
    ...events.filter((event) => event.name && !event.description).map((event) => `${tag}: ${event.name} is in no @fires`),
    ...names.filter((name, index) => name && names.indexOf(name) !== index).map((name) => `${tag}: ${name} is listed twice`),
  ];
}

/** Makes the manifest from the doc blocks, in an order that does not depend on the machine. */
export function makeManifest(): MadeManifest {
  const manifest = analyze();
  manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  const elements = manifest.modules.flatMap((module) => module.declarations ?? [])
    .filter((declaration) => declaration.tagName ?? declaration.events);
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  return {
    text,
    tags: elements.map((element) => element.tagName ?? element.name),
    events: elements.reduce((sum, element) => sum + (element.events?.length ?? 0), 0),
    problems: [
      ...elements.flatMap(findProblems),
      ...(text.includes(ROOT) || /"[^"]*\/(?:home|Users|work|tmp)\//u.test(text) ? ['the manifest holds a path of this machine'] : []),
    ],
  };
}
