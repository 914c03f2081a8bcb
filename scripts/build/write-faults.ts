import { readFileSync, writeFileSync } from 'node:fs';
import { renderReadme } from './fault-list.js';
import { findHeldRows, judgeHeldRows, renderHeldRows } from './held-rows.js';

const readme = new URL('../../emulator/README.md', import.meta.url);
const text = await renderReadme(readFileSync(readme, 'utf8'));
writeFileSync(readme, text);
console.log(`emulator/README.md: ${text.split('\n').filter((line) => line.startsWith('| `')).length} faults`);

const list = new URL('../../docs/faults.md', import.meta.url);
const held = findHeldRows();
const rows = renderHeldRows(readFileSync(list, 'utf8'), held);
writeFileSync(list, rows);
for (const problem of judgeHeldRows(rows, held)) console.log(problem);
console.log(`docs/faults.md: ${rows.split('\n').filter((line) => /^\| \d/u.test(line)).length} rows`);
