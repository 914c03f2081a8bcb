import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';
import { FRAMEWORKS } from './apps.js';
import { runCommand } from './run-command.js';

/** Of each call; the part that runs this in CI has eight minutes. */
const LIMIT_MS = 180_000;

async function runNpm(args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await runCommand('npm', [...args, '--no-audit', '--no-fund'], { cwd, limitMs: LIMIT_MS });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${code}:\n${output}`);
}

/**
 * Installs the frameworks by their lock, and with them the library from its tarball, as a site would. What is built is packed.
 *
 * @returns why the frameworks could not be had from the registry, which says nothing of this project; undefined when all is there.
 */
export async function installApps(): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'));
  try {
    await runNpm(['pack', '--ignore-scripts', '--pack-destination', folder], ROOT);
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack gave nothing.');
    rmSync(join(FRAMEWORKS, 'node_modules'), { recursive: true, force: true });
    try {
      // The lock cannot have the tarball: its hash is another after each change.
      await runNpm(['install', '--no-save', '--ignore-scripts', '--prefer-offline', join(folder, tarball)], FRAMEWORKS);
      return undefined;
    } catch (error) {
      // Whose fault it is shows when the frameworks alone are asked for.
      const refused = await runNpm(['ci', '--ignore-scripts', '--prefer-offline'], FRAMEWORKS).then(() => undefined, String);
      if (refused !== undefined) return refused;
      throw error;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
