import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openListener } from '../../emulator/src/core/listener.js';
import { startEmulator, type Emulator } from '../../emulator/src/index.js';
import { TAGS } from '../../src/locales/tags.js';
import { EMULATOR_DEFAULTS } from '../../src/shared/environments.js';
import { renderGuide } from '../guide/render-guide.js';
import { createDemoHandler, SITE_BUNDLE, type DemoServerOptions } from './demo-server.js';
import { readPolicies } from './policies.js';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const DEFAULT_PORT = 3000;
/** The servers that pages know by their usual addresses. */
const USUAL_ROLES = Object.keys(EMULATOR_DEFAULTS) as readonly (keyof typeof EMULATOR_DEFAULTS)[];

/** How to start the demo. */
export interface DemoOptions {
  /** Port of the pages; 0 takes a free one. Default: 3000, or a free one when that is taken. */
  readonly port?: number;
  /** A folder with pages of one's own, served in place of the demo: as they are, without a policy, and without the guide. */
  readonly site?: string;
  /** Takes free ports for the emulator at once, also where its usual ones are free. */
  readonly freeEmulatorPorts?: boolean;
  /** Takes lines for the person at the terminal; silent by default. */
  readonly log?: (line: string) => void;
}

/** The running demo: pages and emulator. */
export interface Demo {
  readonly url: string;
  /** The emulator's panel; the address holds its key. */
  readonly panelUrl: string;
  readonly emulator: Emulator;
  /** Stops every server and ends open connections. */
  close(): Promise<void>;
}

/**
 * Starts the emulator and the server of the demo's pages. What is built already is served; see `buildForDemo`.
 *
 * The elements know the emulator's usual addresses. On other ports every page first loads a module
 * that calls `configure({emulator})`, as a site with an emulator elsewhere would.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const emulator = await openEmulator(options);
  const panelUrl = `${emulator.addresses.admin}/panel?token=${encodeURIComponent(emulator.adminToken)}`;
  try {
    const handler = createDemoHandler({
      root: ROOT,
      origins: emulator.addresses,
      ...(options.site === undefined ? createDemoParts(panelUrl) : { site: options.site, pageHeaders: () => ({}) }),
      ...(hasUsualAddresses(emulator) ? {} : { firstModule: toFirstModule(emulator, options.site === undefined ? '/dist/' : SITE_BUNDLE) }),
    });
    const listener = await openPort(options.port, (port) => openListener(port, handler));
    return {
      url: `http://localhost:${listener.port}/`,
      panelUrl,
      emulator,
      async close() {
        await Promise.all([listener.close(), emulator.close()]);
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

/** What the demo has besides its files: the guide, and facts for the tools beside the page. */
function createDemoParts(panelUrl: string): Pick<DemoServerOptions, 'facts' | 'findPage'> {
  return {
    facts: () => readFacts(panelUrl),
    findPage: (path) => (path.startsWith('/guide/') ? renderGuide(ROOT).get(path.slice('/guide/'.length)) : undefined),
  };
}

/** The usual port unless a caller names another; a free one when the usual one is taken. */
async function openPort<T>(port: number | undefined, open: (port: number) => Promise<T>): Promise<T> {
  if (port !== undefined) return open(port);
  return orWhenTaken(() => open(DEFAULT_PORT), () => open(0));
}

function openEmulator({ freeEmulatorPorts = false, log }: DemoOptions): Promise<Emulator> {
  const common = log ? { log } : {};
  if (freeEmulatorPorts) return startEmulator(common);
  const ports = Object.fromEntries(USUAL_ROLES.map((role) => [role, Number(new URL(EMULATOR_DEFAULTS[role]).port)]));
  return orWhenTaken(() => startEmulator({ ...common, ports }), () => startEmulator(common));
}

async function orWhenTaken<T>(first: () => Promise<T>, second: () => Promise<T>): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return second();
  }
}

function hasUsualAddresses({ addresses }: Emulator): boolean {
  return USUAL_ROLES.every((role) => addresses[role] === EMULATOR_DEFAULTS[role]);
}

/** It imports the bundle, so both run in one go: the elements are told before they have used an address. */
function toFirstModule({ addresses }: Emulator, bundle: string): string {
  const emulator = JSON.stringify(Object.fromEntries(USUAL_ROLES.map((role) => [role, addresses[role]])), null, 2);
  return `import { configure } from '${bundle}passport-widgets.js';\n\nconfigure({ emulator: ${emulator} });\n`;
}

/** What the tools beside the page show. It holds the panel's key, so only this server's own pages can read it. */
async function readFacts(panel: string): Promise<unknown> {
  return { panel, integrity: await readIntegrity(), policies: readPolicies(), languages: ['en', ...TAGS] };
}

/** Undefined as long as nothing is built. */
async function readIntegrity(): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(join(ROOT, 'dist/integrity.json'), 'utf8')) as Record<string, string>)['passport-widgets.js'];
  } catch {
    return undefined;
  }
}
