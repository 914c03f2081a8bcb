import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';
import { measureImports } from './measure-imports.js';
import { renderRooms } from './render-rooms.js';

/** What the canary of the import checker has to give, and nothing else. */
const CANARY = [
  'no-cycle src/wallet/cycle-a.ts',
  'no-lost-import src/wallet/lost.ts',
  'no-node-builtin src/wallet/node-builtin.ts',
  'package-wallet src/wallet/foreign-package-type.ts',
  'package-wallet src/wallet/foreign-package.ts',
  'room-elements src/elements/over-the-session.ts',
  'room-emulator emulator/src/knows-the-library.ts',
  'room-wallet src/wallet/lazy-import.ts',
  'room-wallet src/wallet/type-import.ts',
  'room-wallet src/wallet/value-import.ts',
  'unknown-room src/attic/unknown-room.ts',
];

const [canary, measured] = await Promise.all([
  measureImports(join(ROOT, 'test/architecture/canary')),
  measureImports(ROOT),
]);
const reported = canary.forbidden.map((found) => `${found.rule} ${found.from}`).sort();
const missed = CANARY.filter((line) => !reported.includes(line));
const extra = reported.filter((line) => !CANARY.includes(line));

// The README shows the diagram to people who will not run the tool.
const readme = join(ROOT, 'README.md');
const isDiagramOld = existsSync(readme) && !readFileSync(readme, 'utf8').includes(renderRooms(measured));

if (isDiagramOld) console.log('README.md does not hold the room diagram as `npm run rooms` prints it');
for (const line of missed) console.log(`canary not reported: ${line}`);
for (const line of extra) console.log(`canary reported without cause: ${line}`);
for (const found of measured.forbidden) console.log(`${found.rule}: ${found.from} -> ${found.to}`);

console.log(
  `${measured.files} files, ${measured.imports.length} imports, ${measured.forbidden.length} forbidden; `
  + `canary ${CANARY.length - missed.length} of ${CANARY.length} reported`,
);
if (isDiagramOld || missed.length + extra.length + measured.forbidden.length > 0) process.exitCode = 1;
