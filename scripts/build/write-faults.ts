import { readFileSync, writeFileSync } from 'node:fs';
import { renderReadme } from './fault-list.js';

const readme = new URL('../../emulator/README.md', import.meta.url);
const text = await renderReadme(readFileSync(readme, 'utf8'));
writeFileSync(readme, text);
console.log(`emulator/README.md: ${text.split('\n').filter((line) => line.startsWith('| `')).length} faults`);
