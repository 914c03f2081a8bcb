import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeManifest } from './manifest.js';
import { ROOT } from './rollup-options.js';
import { makeTypes } from './types/make-types.js';

const { text, tags, events, problems } = makeManifest();
writeFileSync(join(ROOT, 'custom-elements.json'), text);
const types = makeTypes(text);
for (const [path, content] of types) writeFileSync(join(ROOT, path), content);
for (const problem of problems) console.log(problem);
console.log(`custom-elements.json: ${tags.length} elements, ${events} events; ${types.size} files of types/`);
