/**
 * Opens the demo: builds what it needs, starts the emulator, serves the pages.
 * Run: npm start, or npm start -- --port 4000
 */
import { parseArgs } from 'node:util';

import { buildForDemo } from './start/build.js';
import { closeOnSignal, readPort, runCommand } from './start/command-line.js';
import { ROOT, startDemo, type Demo } from './start/start-demo.js';

const HELP = `npm start -- [options]

  --port <number>    port of the demo's pages; 0 takes a free one (default: 3000, or a free one)
  --free-ports       free ports for the emulator too (default: 8791 to 8794, or free ones)
  --no-build         serve dist/ as it is (default: build it when it is missing or older than its sources)
  --help             this text`;

interface Arguments {
  readonly port?: number;
  readonly freeEmulatorPorts: boolean;
  readonly isBuilding: boolean;
}

/** Undefined when only the help was asked for. */
function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'free-ports': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const port = readPort(values.port);
  return { freeEmulatorPorts: values['free-ports'], isBuilding: !values['no-build'], ...(port === undefined ? {} : { port }) };
}

function describe({ url, panelUrl, emulator }: Demo): string {
  const { addresses } = emulator;
  return `
  Demo          ${url}
  Smallest page ${url}minimal.html

  The emulator: a Passport of its own on this machine, with made-up people and no real money.
  sign-in       ${addresses.auth}
  API           ${addresses.api}
  wallet        ${addresses.wallet} (frame), ${addresses.tee} (HTTP)
  panel         ${panelUrl}

  Next: open the demo and press "Sign in". In the window choose nova, who is new and can register,
  or tamsin, who has balances.
  Stop with Ctrl-C.
`;
}

await runCommand(async () => {
  const args = readArguments();
  if (args === undefined) {
    console.log(HELP);
    return;
  }
  if (args.isBuilding) await buildForDemo(ROOT, console.log);
  const demo = await startDemo({ ...args, log: console.log });
  closeOnSignal(demo);
  console.log(describe(demo));
});
