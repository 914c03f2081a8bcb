import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';

/** How a program ended and what it said, on both channels. */
export interface ToolResult {
  readonly status: number;
  readonly output: string;
}

/** Runs a program of node_modules/.bin at the root, without colours. */
export function runTool(bin: string, args: readonly string[]): ToolResult {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', bin), args, {
    cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return { status: status ?? 1, output: `${stdout}${stderr}`.trim() };
}
