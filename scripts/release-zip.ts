import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHostedZip } from './build/release-files.js';
import { ROOT } from './build/rollup-options.js';

const folder = join(ROOT, 'release');
const { name, bytes, sha256 } = createHostedZip(ROOT);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, name), bytes);
writeFileSync(join(folder, `${name}.sha256`), `${sha256}  ${name}\n`);
console.log(`release/${name}: ${Math.round(bytes.length / 1000)} kB, sha256 ${sha256}`);
