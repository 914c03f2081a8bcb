import { join } from 'node:path';
import { build } from 'esbuild';
import { openListener } from '../../emulator/src/core/listener.js';
import { LOOPBACK_CLIENT, SANDBOX_CLIENT } from '../../emulator/src/immersve/clients.js';
import { startEmulator, type Emulator } from '../../emulator/src/index.js';
import { createDemoHandler } from './demo-server.js';
import { createImmersvePageHeaders } from './page-headers.js';
import { ROOT } from './start-demo.js';

/** How to start the demo of `<immersve-login>`. */
export interface ImmersveDemoOptions {
  /** Port of the page; 0 takes a free one. Default: 3000, which is the public sandbox application's. */
  readonly port?: number;
  /** Takes a free port for the emulator's Immersve at once, also where its usual one is free. */
  readonly freeEmulatorPorts?: boolean;
}

/** The running demo. */
export interface ImmersveDemo {
  readonly url: string;
  readonly emulator: Emulator;
  /** The client application of the page. */
  readonly clientApplicationId: string;
  close(): Promise<void>;
}

/** The one port whose pages the public sandbox application allows. */
export const SANDBOX_PORT = 3000;
/** Where the elements look for the emulator's Immersve. */
const USUAL_PORT = 8797;

/** Bundles a page's made-up wallets. */
export async function bundleWallets(entry = 'demo/immersve/main.ts'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, entry)], bundle: true, write: false, format: 'esm', target: 'es2022', platform: 'browser', logLevel: 'error',
    tsconfig: join(ROOT, 'tsconfig.json'), define: { global: 'globalThis' },
  });
  return outputFiles[0]?.text ?? '';
}

/** Starts the emulator and serves the page. What is built already is served; see `buildForDemo`. */
export async function startImmersveDemo(options: ImmersveDemoOptions = {}): Promise<ImmersveDemo> {
  const wallets = await bundleWallets();
  const emulator = await openEmulator(options);
  const { immersve } = emulator.addresses;
  let clientApplicationId = SANDBOX_CLIENT;
  try {
    const listener = await openListener(options.port ?? SANDBOX_PORT, createDemoHandler({
      root: ROOT,
      origins: emulator.addresses,
      home: 'immersve.html',
      modules: { '/immersve-wallets.js': wallets },
      editPage: (html) => html.replaceAll(SANDBOX_CLIENT, clientApplicationId),
      pageHeaders: () => createImmersvePageHeaders(immersve),
      ...(new URL(immersve).port === String(USUAL_PORT) ? {} : { firstModule: toFirstModule(immersve) }),
    }));
    if (listener.port !== SANDBOX_PORT) clientApplicationId = LOOPBACK_CLIENT;
    return {
      url: `http://localhost:${listener.port}/`,
      emulator,
      clientApplicationId,
      close: async () => { await Promise.all([listener.close(), emulator.close()]); },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

/** On its usual port; where that is taken, on a free one, which the page is told. */
async function openEmulator({ freeEmulatorPorts = false }: ImmersveDemoOptions): Promise<Emulator> {
  if (freeEmulatorPorts) return startEmulator();
  try {
    return await startEmulator({ ports: { immersve: USUAL_PORT } });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return startEmulator();
  }
}

/** As a site with an emulator elsewhere would say it, before the element has used an address. */
function toFirstModule(endpoint: string): string {
  return `import { getSession } from '/dist/passport-widgets.js';\n\ngetSession().immersve.configure({ endpoint: ${JSON.stringify(endpoint)} });\n`;
}
