import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { openListener } from '../../emulator/src/core/listener.js';
import { startEmulator, type Emulator } from '../../emulator/src/index.js';
import { ROOT } from './start-demo.js';

/** How to start the demo of `<immersve-login>`. */
export interface ImmersveDemoOptions {
  /** Port of the page. The page's own client application allows 3000 only. */
  readonly port?: number;
  /** Port of the emulator's Immersve. Default: the one that the elements know. */
  readonly immersvePort?: number;
}

/** The running demo. */
export interface ImmersveDemo {
  readonly url: string;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

const USUAL_PORT = 8797;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
};
/** Every file of the demo that may be asked for, besides those of `dist/`. */
const FILES: Readonly<Record<string, string>> = {
  '/': 'demo/immersve.html', '/immersve.html': 'demo/immersve.html', '/immersve.css': 'demo/immersve.css',
  '/images/lanternfish.svg': 'demo/images/lanternfish.svg',
};

/** Bundles a page's made-up wallets. */
export async function bundleWallets(entry = 'demo/immersve/main.ts'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, entry)], bundle: true, write: false, format: 'esm', target: 'es2022', platform: 'browser', logLevel: 'error',
    tsconfig: join(ROOT, 'tsconfig.json'), define: { global: 'globalThis' },
  });
  return outputFiles[0]?.text ?? '';
}

/** Starts the emulator and serves the page. What is built already is served. */
export async function startImmersveDemo({ port = 3000, immersvePort = USUAL_PORT }: ImmersveDemoOptions = {}): Promise<ImmersveDemo> {
  const wallets = await bundleWallets();
  const emulator = await startEmulator({ ports: { immersve: immersvePort } });
  const setup = `import { getSession } from '/dist/passport-widgets.js';\ngetSession().immersve.configure({ endpoint: '${emulator.addresses.immersve}' });\n`;
  const isUsual = immersvePort === USUAL_PORT;
  const answer = async (path: string): Promise<{ type: string; body: string | Buffer } | undefined> => {
    if (path === '/immersve-wallets.js') return { type: '.js', body: isUsual ? wallets : `${setup}${wallets}` };
    const file = Object.hasOwn(FILES, path) ? FILES[path] : /^\/dist\/[\w./-]+\.js$/.test(path) && !path.includes('..') ? path.slice(1) : undefined;
    if (file === undefined) return undefined;
    return { type: extname(file), body: await readFile(join(ROOT, file)) };
  };
  try {
    const listener = await openListener(port, (request, response) => {
      answer(new URL(request.url ?? '/', 'http://localhost').pathname).catch(() => undefined).then((found) => {
        response.writeHead(found ? 200 : 404, { 'content-type': TYPES[found?.type ?? ''] ?? 'text/plain' }).end(found?.body ?? 'Not found\n');
      });
    });
    return {
      url: `http://localhost:${listener.port}/`,
      emulator,
      close: async () => { await Promise.all([listener.close(), emulator.close()]); },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}
