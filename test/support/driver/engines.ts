import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { unpackRegistryChromium } from './registry-chromium.js';

/** The browser engines the tests run in. */
export const ENGINE_NAMES = ['chromium', 'firefox', 'webkit'] as const;

/** The name of one browser engine. */
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A browser engine that is present on this machine. */
export interface Engine {
  readonly name: EngineName;
  /** The browser's program. */
  readonly executablePath: string;
  /** For webkit: the program that drives the browser. */
  readonly driverPath?: string;
  /** Variables the browser needs besides the environment of the tests. */
  readonly env: Readonly<Record<string, string>>;
  /** True for the Chromium of the npm registry, a headless shell without a popup blocker. */
  readonly isShell: boolean;
}

/** Tells whether a text names an engine. */
export function isEngineName(name: string): name is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(name);
}

/** Reads a comma-separated list of engines. An unknown name is a `RangeError`. */
export function parseEngineNames(list: string): EngineName[] {
  return list.split(',').map((part) => part.trim()).filter(Boolean).map((name) => {
    if (!isEngineName(name)) throw new RangeError(`Unknown engine "${name}": use ${ENGINE_NAMES.join(', ')}.`);
    return name;
  });
}

/**
 * Finds an engine, or answers undefined when it is not present.
 *
 * `PASSPORT_WIDGETS_CHROMIUM`, `_FIREFOX` and `_WEBKIT` override the search with a path or `none`;
 * Chromium also takes `registry`, the browser inside the npm package.
 */
export async function findEngine(name: EngineName): Promise<Engine | undefined> {
  const wish = process.env[`PASSPORT_WIDGETS_${name.toUpperCase()}`] || undefined;
  if (wish === 'none') return undefined;
  if (name === 'chromium') return findChromium(wish);
  if (name === 'firefox') return findFirefox(wish);
  return findWebkit(wish);
}

/** Finds an engine, and throws a plain sentence when it is not present. */
export async function requireEngine(name: EngineName): Promise<Engine> {
  const engine = await findEngine(name);
  if (engine === undefined) throw new Error(`The engine ${name} is not present on this machine.`);
  return engine;
}

async function findChromium(wish: string | undefined): Promise<Engine | undefined> {
  if (wish !== 'registry') {
    const executablePath = wish ?? await firstExecutable([
      ...onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ]);
    if (executablePath !== undefined) return { name: 'chromium', executablePath, env: {}, isShell: false };
  }
  const unpacked = await unpackRegistryChromium();
  return unpacked && { name: 'chromium', ...unpacked, isShell: true };
}

async function findFirefox(wish: string | undefined): Promise<Engine | undefined> {
  const executablePath = wish ?? await firstExecutable([
    ...onPath('firefox-esr', 'firefox'),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ]);
  return executablePath === undefined ? undefined : { name: 'firefox', executablePath, env: {}, isShell: false };
}

/** WebKitGTK needs three programs: its MiniBrowser, the driver, and a display to draw on. */
async function findWebkit(wish: string | undefined): Promise<Engine | undefined> {
  const libraries = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib'];
  const executablePath = wish ?? await firstExecutable(
    libraries.flatMap((folder) => ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((version) => join(folder, version, 'MiniBrowser'))),
  );
  const driverPath = await firstExecutable(onPath('WebKitWebDriver'));
  const display = await firstExecutable(onPath('Xvfb'));
  if (executablePath === undefined || driverPath === undefined || display === undefined) return undefined;
  return { name: 'webkit', executablePath, driverPath, env: {}, isShell: false };
}

function onPath(...programs: string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return programs.flatMap((program) => folders.map((folder) => join(folder, program)));
}

async function firstExecutable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not there: the next place is tried.
    }
  }
  return undefined;
}
