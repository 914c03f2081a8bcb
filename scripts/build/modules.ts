import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { runTool } from '../check/run-tool.js';
import { ROOT } from './rollup-options.js';

// A file whose source is gone would be published otherwise.
const folder = join(ROOT, 'dist/esm');
rmSync(folder, { recursive: true, force: true });
const { status, output } = runTool('tsc', ['--pretty', 'false', '-p', '.']);
if (output) console.log(output);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
console.log(`${files.length} modules with their types`);
process.exitCode = status;
