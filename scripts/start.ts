/**
 * Opens the demo: builds what it needs, starts the emulator, serves the pages.
 * Run: npm start, or npm start -- --port 4000
 */
import { parseArgs } from 'node:util';

import { buildForDemo } from './start/build.js';
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
  const common = { freeEmulatorPorts: values['free-ports'], isBuilding: !values['no-build'] };
  if (values.port === undefined) return common;
  const port = Number(values.port);
  if (!/^\d{1,5}$/u.test(values.port) || port > 65535) throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  return { ...common, port };
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

/** Without process.exit(): the process ends because nothing is left open. */
function closeOnSignal(demo: Demo): void {
  let isClosing = false;
  const close = (): void => {
    // npm and the terminal may each send the signal.
    if (isClosing) return;
    isClosing = true;
    console.log('Stopped.');
    void demo.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close);
}

try {
  const args = readArguments();
  if (args === undefined) {
    console.log(HELP);
  } else {
    if (args.isBuilding) await buildForDemo(ROOT, console.log);
    const demo = await startDemo({ ...args, log: console.log });
    closeOnSignal(demo);
    console.log(describe(demo));
  }
} catch (error) {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  console.error(code === 'EADDRINUSE' ? `Port ${port ?? ''} is taken. Choose another with --port, or 0 for a free one.` : message);
  process.exitCode = 1;
}
