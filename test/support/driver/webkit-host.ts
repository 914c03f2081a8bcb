import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import type { Engine } from './engines.js';
import { startProcess, stopProcess } from './processes.js';

const START_TIMEOUT_MS = 20_000;

/** How long a session may take to end by itself. */
const QUIT_TIMEOUT_MS = 10_000;

/** A browser with an empty profile. */
export interface WebkitSession {
  readonly driver: WebDriver;
  end(): Promise<void>;
}

/** A display, on which sessions follow each other. */
export interface WebkitHost {
  /**
   * Starts a browser and a WebKitWebDriver of its own. With one that served several, a flow hung now and then
   * until its limit; the cause was not found, and a fresh process rules out what is left of the session before.
   */
  createSession(): Promise<WebkitSession>;
  close(): Promise<void>;
}

/** Starts Xvfb on a free display. */
export async function startWebkitHost(engine: Engine, tripwirePort: number): Promise<WebkitHost> {
  const display = startProcess('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await readLine(display.stdio[3] as Readable);
  return {
    createSession: () => startSession(engine, tripwirePort, `:${number}`),
    close: () => stopProcess(display),
  };
}

async function startSession(engine: Engine, tripwirePort: number, display: string): Promise<WebkitSession> {
  const port = await findFreePort();
  const server = startProcess(engine.driverPath ?? 'WebKitWebDriver', ['-p', String(port)], {
    env: { ...process.env, DISPLAY: display },
  });
  try {
    await waitUntilReady(`http://127.0.0.1:${port}/status`);
    const driver = await createDriver(`http://127.0.0.1:${port}`, engine, tripwirePort);
    const quit = async (): Promise<void> => {
      const limit = AbortSignal.timeout(QUIT_TIMEOUT_MS);
      await Promise.race([driver.quit(), once(limit, 'abort')]);
      await stopProcess(server);
    };
    return { driver, end: quit };
  } catch (error) {
    await stopProcess(server);
    throw error;
  }
}

async function createDriver(url: string, engine: Engine, tripwirePort: number): Promise<WebDriver> {
  // The `proxy` capability is not used: it leaves https requests out.
  const proxy = [`--proxy=http://127.0.0.1:${tripwirePort}`, ...['localhost', '*.localhost', '127.0.0.1', '::1'].map((host) => `--ignore-host=${host}`)];
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: engine.executablePath, args: ['--automation', ...proxy] },
  });
  const driver = await new Builder().usingServer(url).withCapabilities(capabilities).build();
  await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
  return driver;
}

async function readLine(stream: Readable): Promise<string> {
  const [chunk] = await once(stream, 'data', { signal: AbortSignal.timeout(START_TIMEOUT_MS) }) as [Buffer];
  return chunk.toString().trim();
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function waitUntilReady(statusUrl: string): Promise<void> {
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  for (;;) {
    try {
      const response = await fetch(statusUrl, { signal });
      // An unread body would keep the connection, and the driver serves one at a time.
      await response.text();
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
