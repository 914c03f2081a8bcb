import { runTool } from './run-tool.js';

const { status, output } = runTool('knip', ['--no-progress', '--no-config-hints']);
// knip heads each kind with its count: `Unused exports (3)`.
const kinds = [...output.matchAll(/^([A-Z][a-z ]+) \((\d+)\)/gmu)].map(([, kind = '', count]) => `${count} ${kind.toLowerCase()}`);
if (status !== 0) console.log(output);
console.log(kinds.join(', ') || 'nothing unused, nothing unlisted');
if (status !== 0) process.exitCode = 1;
