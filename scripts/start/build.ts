import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { isStale } from '../test/build-part.js';

/** The file whose age tells whether the demo has what it serves. */
const ENTRY = 'dist/passport-widgets.js';

/**
 * Builds what the demo serves, when it is missing or older than its sources.
 *
 * @param root - The folder of the repository.
 */
export async function buildForDemo(root: string, log: (line: string) => void): Promise<void> {
  if (!await isStale(root, ENTRY)) return;
  log('Building passport-widgets ...');
  const startedMs = performance.now();
  // npm names its own program to the scripts it runs; on Windows `npm` alone could not be spawned.
  const npm = process.env['npm_execpath'];
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const build = spawn(command, [...first, 'run', '--silent', 'build:cdn'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(build, 'exit') as [number | null];
  if (code !== 0) throw new Error(`The build ended with ${code ?? 'a signal'}.`);
  log(`Built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
}
