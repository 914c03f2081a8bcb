import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findVersionProblems } from './build/release-version.js';
import { ROOT } from './build/rollup-options.js';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const [tag = ''] = process.argv.slice(2);
const problems = findVersionProblems({
  manifest: read('package.json'), emulator: read('emulator/package.json'), source: read('src/shared/version.ts'), changelog: read('CHANGELOG.md'),
}, tag);
for (const problem of problems) console.log(problem);
console.log(`${tag || 'no tag'}: ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
