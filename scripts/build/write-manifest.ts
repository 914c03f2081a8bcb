import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeManifest } from './manifest.js';
import { ROOT } from './rollup-options.js';

const { text, tags, events, problems } = makeManifest();
writeFileSync(join(ROOT, 'custom-elements.json'), text);
for (const problem of problems) console.log(problem);
console.log(`custom-elements.json: ${tags.length} elements, ${events} events`);
