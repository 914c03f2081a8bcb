import { launch, type BrowserContext, type CDPSession, type Page } from 'puppeteer-core';
import type { BrowserAdapter, ContextAdapter } from './driver.js';
import { DriverPage, type Look, type PageAdapter } from './driver-page.js';
import type { Engine } from './engines.js';
import { createLaunchOptions, POPUP_BLOCKER, type MappedHosts } from './launch-options.js';

/** How long a page may take to load. */
const LOAD_TIMEOUT_MS = 60_000;

/** Starts Chromium over the DevTools protocol, or Firefox over WebDriver BiDi. */
export async function launchPuppeteer(engine: Engine, tripwirePort: number, mapped?: MappedHosts): Promise<BrowserAdapter> {
  const browser = await launch(createLaunchOptions(engine, tripwirePort, mapped));
  if (engine.name === 'firefox') withholdUserActivation(browser);
  return {
    newContext: async () => createContext(engine, await browser.createBrowserContext()),
    close: () => browser.close(),
  };
}

function createContext(engine: Engine, context: BrowserContext): ContextAdapter {
  const wrapped = new WeakMap<Page, DriverPage>();
  const wrap = (page: Page): DriverPage => {
    const known = wrapped.get(page) ?? new DriverPage(createPageAdapter(engine, page));
    wrapped.set(page, known);
    return known;
  };
  return {
    newPage: async () => {
      const page = await context.newPage();
      if (engine.isShell) {
        await page.evaluateOnNewDocument(POPUP_BLOCKER);
        // The document that is already there is not a new one.
        await page.goto('about:blank');
      }
      return wrap(page);
    },
    pages: async () => (await context.pages()).filter((page) => !page.isClosed()).map(wrap),
    close: () => context.close(),
  };
}

function createPageAdapter(engine: Engine, page: Page): PageAdapter {
  const run = engine.name === 'firefox'
    ? async (expression: string) => String(await page.evaluate(expression))
    : createActivationFreeRun(page);
  return {
    run,
    goto: async (url) => void await page.goto(url, { timeout: LOAD_TIMEOUT_MS }),
    reload: async () => void await page.reload({ timeout: LOAD_TIMEOUT_MS }),
    clickAt: async (x, y) => {
      await page.bringToFront();
      await page.mouse.click(x, y);
    },
    typeText: (text) => page.keyboard.type(text),
    pressKey: (key) => page.keyboard.press(key),
    screenshot: () => page.screenshot(),
    ...(engine.name === 'chromium' ? { crashFrame: (origin: string) => crashFrame(page, origin), showAs: (look: Look) => showAs(page, look) } : {}),
    close: () => page.close(),
  };
}

async function showAs(page: Page, { width, height, scheme }: Look): Promise<void> {
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
}

async function crashFrame(page: Page, origin: string): Promise<void> {
  const frame = page.frames().find((candidate) => candidate.url().startsWith(origin));
  if (frame === undefined) throw new Error(`No frame of the page shows ${origin}.`);
  // A frame of another site has a process, and with it a session, of its own.
  const { client } = frame as unknown as { client: CDPSession };
  // Who has crashed answers nothing.
  void client.send('Page.crash').catch(() => {});
}

/** `page.evaluate` passes `userGesture: true` in Chromium, which would let any popup open. */
function createActivationFreeRun(page: Page): PageAdapter['run'] {
  let session: Promise<CDPSession> | undefined;
  return async (expression) => {
    session ??= page.createCDPSession();
    const { result, exceptionDetails } = await (await session).send('Runtime.evaluate', {
      expression, awaitPromise: true, returnByValue: true, userGesture: false,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return String(result.value);
  };
}

/**
 * Over BiDi puppeteer passes `userActivation: true` and has no other call, so its connection is changed.
 * `assertPopupsBlocked` notices when this stops working.
 */
function withholdUserActivation(browser: object): void {
  const { connection } = browser as { connection?: { send(method: string, parameters: object): Promise<unknown> } };
  if (connection === undefined) throw new TypeError('This puppeteer has no BiDi connection: find another way to evaluate without activation.');
  const send = connection.send.bind(connection);
  connection.send = (method, parameters) => send(
    method, 'userActivation' in parameters ? { ...parameters, userActivation: false } : parameters,
  );
}
