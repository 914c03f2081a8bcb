/**
 * Opens the demo of <immersve-login>: builds what it needs, starts the emulator, serves the page on port 3000, the one
 * origin that Immersve's public sandbox application allows.
 * Run: npm run demo:immersve, or npm run demo:immersve -- --port 4000
 */
import { parseArgs } from 'node:util';

import { buildForDemo } from './start/build.js';
import { closeOnSignal, readPort, runCommand } from './start/command-line.js';
import { SANDBOX_PORT, startImmersveDemo, type ImmersveDemo } from './start/immersve-demo.js';
import { ROOT } from './start/start-demo.js';

const HELP = `npm run demo:immersve -- [options]

  --port <number>    port of the page; 0 takes a free one (default: 3000, which Immersve's public
                     sandbox application allows; elsewhere the emulator's own application is used)
  --free-ports       a free port for the emulator too (default: 8797, or a free one)
  --no-build         serve dist/ as it is (default: build it when it is missing or older than its sources)
  --help             this text`;

function describe({ url, emulator, clientApplicationId }: ImmersveDemo): string {
  const isSandbox = new URL(url).port === String(SANDBOX_PORT);
  return `
  Demo         ${url}
  Immersve     ${emulator.addresses.immersve} (emulator: nothing leaves this machine)
  Application  ${clientApplicationId} (${isSandbox ? 'Immersve\'s public sandbox application' : 'the emulator\'s own, for every port'})

  Next: press "Sign in with a wallet", choose one, and answer its two questions.
  Stop with Ctrl-C.
`;
}

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'free-ports': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = readPort(values.port);
  if (!values['no-build']) await buildForDemo(ROOT, console.log);
  const demo = await startImmersveDemo({ freeEmulatorPorts: values['free-ports'], ...(port === undefined ? {} : { port }) });
  closeOnSignal(demo);
  console.log(describe(demo));
}, ' On another port the page uses the emulator\'s own application.');
