import { fileURLToPath } from 'node:url';

import { measureImports } from './measure-imports.js';

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

const root = fileURLToPath(new URL('../../', import.meta.url));
const [canary, measured] = await Promise.all([
  measureImports(fileURLToPath(new URL('../../test/architecture/canary/', import.meta.url))),
  measureImports(root),
]);
const reported = canary.forbidden.map((found) => `${found.rule} ${found.from}`).sort();
const missed = CANARY.filter((line) => !reported.includes(line));
const extra = reported.filter((line) => !CANARY.includes(line));

for (const line of missed) console.log(`canary not reported: ${line}`);
for (const line of extra) console.log(`canary reported without cause: ${line}`);
for (const found of measured.forbidden) console.log(`${found.rule}: ${found.from} -> ${found.to}`);

console.log(
  `${measured.files} files, ${measured.imports.length} imports, ${measured.forbidden.length} forbidden; `
  + `canary ${CANARY.length - missed.length} of ${CANARY.length} reported`,
);
if (missed.length + extra.length + measured.forbidden.length > 0) process.exitCode = 1;
