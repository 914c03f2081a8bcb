/**
 * Opens the demo: builds what it needs, starts the emulator, serves the pages.
 * Run: npm start, or npm start -- --port 4000
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { buildForDemo } from './start/build.js';
import { closeOnSignal, readPort, runCommand } from './start/command-line.js';
import { ROOT, startDemo, type Demo } from './start/start-demo.js';

const HELP = `npm start -- [options]

  --port <number>    port of the demo's pages; 0 takes a free one (default: 3000, or a free one)
  --site <folder>    serve the pages of this folder in place of the demo, with dist/ at /passport-widgets/
  --free-ports       free ports for the emulator too (default: 8791 to 8795 and 8798, or free ones)
  --no-build         serve dist/ as it is (default: build it when it is missing or older than its sources)
  --help             this text`;

interface Arguments {
  readonly port?: number;
  readonly site?: string;
  readonly freeEmulatorPorts: boolean;
  readonly isBuilding: boolean;
}

/** Undefined when only the help was asked for. */
function readArguments(): Arguments | undefined {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      site: { type: 'string' },
      'free-ports': { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const port = readPort(values.port);
  return { freeEmulatorPorts: values['free-ports'], isBuilding: !values['no-build'], ...(values.site === undefined ? {} : { site: readFolder(values.site) }), ...(port === undefined ? {} : { port }) };
}

/** The folder as it was named from where npm was called. */
function readFolder(path: string): string {
  const folder = resolve(process.env['INIT_CWD'] ?? '.', path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`There is no folder ${path}.`);
  return folder;
}

function describe({ url, panelUrl, emulator }: Demo, site?: string): string {
  const { addresses } = emulator;
  return `
${site === undefined ? `  Demo          ${url}\n  Guide         ${url}guide/\n  Smallest page ${url}minimal.html` : `  Your site     ${url} (${site})`}

  The emulator: a Passport of its own on this machine, with made-up people and no real money.
  sign-in       ${addresses.auth}
  API           ${addresses.api}
  wallet        ${addresses.wallet} (frame), ${addresses.tee} (HTTP)
  panel         ${panelUrl}

  Next: open it and press "Sign in". In the window choose nova, who is new and can register,
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
  console.log(describe(demo, args.site));
});
