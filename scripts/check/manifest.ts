import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeManifest } from '../build/manifest.js';
import { ROOT } from '../build/rollup-options.js';
import { makeTypes } from '../build/types/make-types.js';

const { text, tags, events, problems } = makeManifest();
const found = [...problems];
for (const [path, content] of [['custom-elements.json', text], ...makeTypes(text)] as const) {
  const file = join(ROOT, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
  found.push(`${path} is not what the doc blocks say: run \`npm run manifest\` and commit the result`);
}
if (tags.length === 0) found.push('no element was found');

for (const problem of found) console.log(problem);
console.log(`${tags.length} elements, ${events} events; ${found.length === 0 ? 'no drift' : `${found.length} problems`}`);
if (found.length > 0) process.exitCode = 1;
