/**
 * Opens the demo of <immersve-login>: builds what it needs, starts the emulator, serves the page on port 3000, the one
 * origin that Immersve's public sandbox application allows.
 * Run: npm run demo:immersve
 */
import { parseArgs } from 'node:util';
import { buildForDemo } from './start/build.js';
import { startImmersveDemo } from './start/immersve-demo.js';
import { ROOT } from './start/start-demo.js';

const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' }, 'no-build': { type: 'boolean', default: false } } });
if (!values['no-build']) await buildForDemo(ROOT, (line) => console.log(line));
const demo = await startImmersveDemo({ port: Number(values.port) });
console.log(`\n  Demo       ${demo.url}\n  Immersve   ${demo.emulator.addresses.immersve} (emulator)\n\nStop with Ctrl-C.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close());
