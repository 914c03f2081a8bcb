import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { runLintCanary } from './lint-canary.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const canary = runLintCanary();
for (const line of canary.missed) console.log(`canary not reported: ${line}`);
for (const line of canary.extra) console.log(`canary reported without cause: ${line}`);

const { stdout, status } = spawnSync('node_modules/.bin/oxlint', ['--format=unix'], { cwd: root, encoding: 'utf8' });
const [summary = '', ...problems] = stdout.trim().split('\n').reverse();
if (status !== 0) console.log(problems.reverse().join('\n'));

console.log(`${summary || 'no problems'}; canary ${canary.expected - canary.missed.length} of ${canary.expected} reported`);
if (status !== 0 || canary.missed.length + canary.extra.length > 0) process.exitCode = 1;
