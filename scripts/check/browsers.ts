import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';
import { findBuiltScripts, findTooNew, OLDEST_BROWSERS_TEXT } from './supported-browsers.js';

const scripts = findBuiltScripts(join(ROOT, 'dist'));
const problems = (await Promise.all(scripts.map(([file, code]) => findTooNew(file, code)))).flat();
if (scripts.length < 100) problems.push(`${scripts.length} scripts were found: build first`);

for (const problem of problems) console.log(problem);
console.log(`${scripts.length} scripts for ${OLDEST_BROWSERS_TEXT}; ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
