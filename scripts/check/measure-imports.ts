import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { ICruiseResult } from 'dependency-cruiser';

import { createImportRules, getRoomName } from './import-rules.js';

const CRUISER = fileURLToPath(
  new URL('../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url),
);

/** One import that the table of rooms forbids. */
export interface ForbiddenImport {
  /** The rule, e.g. `room-wallet`. */
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What stands in the source files, by file. */
export interface MeasuredImports {
  readonly files: number;
  readonly imports: readonly { readonly from: string; readonly to: string }[];
  readonly forbidden: readonly ForbiddenImport[];
}

const FOLDERS = ['src', 'emulator', 'demo'];

const CONFIG = {
  forbidden: createImportRules(),
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    // Anchored: most packages live in a dist/ of their own, and an excluded import is not judged.
    exclude: { path: '^(emulator|demo)/dist/' },
    doNotFollow: { path: 'node_modules/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};

// As a program of its own: loaded through tsx, dependency-cruiser does not find swc's visitor.
async function runCruiser(baseDir: string): Promise<ICruiseResult> {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify(CONFIG));
    const folders = FOLDERS.filter((name) => existsSync(join(baseDir, name)));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [CRUISER, '--config', config, '--output-type', 'json', ...folders],
      { cwd: baseDir, maxBuffer: 64 * 1024 * 1024 },
    );
    return JSON.parse(stdout) as ICruiseResult;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Reads every import below a folder, types and `import()` included, and judges it by the table of rooms.
 *
 * The parser is swc, because dependency-cruiser 17 cannot use TypeScript 7. It misses one spelling,
 * `import('…').Name` as a type, which a lint rule refuses everywhere.
 */
export async function measureImports(baseDir: string): Promise<MeasuredImports> {
  const result = await runCruiser(baseDir);
  const own = result.modules.filter((module) => !module.source.includes('node_modules/') && !module.couldNotResolve);
  const sources = own.map((module) => module.source).filter((source) => /\.[cm]?[jt]s$/u.test(source));
  return {
    files: sources.length,
    imports: own.flatMap((module) => module.dependencies.map((to) => ({ from: module.source, to: to.resolved }))),
    forbidden: [
      ...result.summary.violations.map((found) => ({ rule: found.rule.name, from: found.from, to: found.to })),
      // A new folder has to get its row in the table before anything else is said about it.
      ...sources.filter((source) => source.startsWith('src/') && getRoomName(source) === undefined)
        .map((source) => ({ rule: 'unknown-room', from: source, to: '' })),
    ],
  };
}
