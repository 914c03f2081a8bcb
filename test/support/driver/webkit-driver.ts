import { Key, type WebDriver } from 'selenium-webdriver';
import type { BrowserAdapter, ContextAdapter } from './driver.js';
import { DriverPage, type PageAdapter, type PressableKey } from './driver-page.js';
import type { Engine } from './engines.js';
import { startWebkitHost, type WebkitHost } from './webkit-host.js';

const KEYS: Readonly<Record<PressableKey, string | undefined>> = {
  ArrowDown: Key['ARROW_DOWN'], ArrowUp: Key['ARROW_UP'], Enter: Key['ENTER'], Escape: Key['ESCAPE'], Tab: Key['TAB'],
};

/** Starts WebKitGTK's MiniBrowser over classic WebDriver. */
export async function launchWebkit(engine: Engine, tripwirePort: number): Promise<BrowserAdapter> {
  const host = await startWebkitHost(engine, tripwirePort);
  let open: ContextAdapter | undefined;
  return {
    newContext: async () => {
      await open?.close();
      open = await createContext(host);
      return open;
    },
    close: async () => {
      await open?.close();
      await host.close();
    },
  };
}

/** A session of WebDriver is one browser with an empty profile; its commands go to one window at a time. */
async function createContext(host: WebkitHost): Promise<ContextAdapter> {
  const { driver, end } = await host.createSession();
  await driver.manage().window().setRect({ width: 1000, height: 800 });
  const known = new Map<string, DriverPage>();
  let freeWindow: string | undefined = await driver.getWindowHandle();
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const enqueue = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const turn = queue.then(task);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const wrap = (handle: string): DriverPage => {
    const page = known.get(handle) ?? new DriverPage(createPageAdapter(driver, (task) => enqueue(async () => {
      await driver.switchTo().window(handle);
      return task();
    })));
    known.set(handle, page);
    return page;
  };

  return {
    newPage: () => enqueue(async () => {
      const handle = freeWindow ?? await openWindow(driver);
      freeWindow = undefined;
      return wrap(handle);
    }),
    pages: () => enqueue(async () => (await driver.getAllWindowHandles()).filter((handle) => handle !== freeWindow).map(wrap)),
    close: () => enqueue(async () => {
      if (!isClosed) await end();
      isClosed = true;
    }),
  };
}

async function openWindow(driver: WebDriver): Promise<string> {
  await driver.switchTo().newWindow('window');
  return driver.getWindowHandle();
}

type InWindow = <Result>(task: () => Promise<Result>) => Promise<Result>;

function createPageAdapter(driver: WebDriver, inWindow: InWindow): PageAdapter {
  const actions = () => driver.actions({ async: true });
  return {
    run: (expression) => inWindow(async () => String(await driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1]; (${expression}).then(done, (error) => done(JSON.stringify({ error: String(error) })));`,
    ))),
    goto: (url) => inWindow(() => driver.get(url)),
    reload: () => inWindow(() => driver.navigate().refresh()),
    clickAt: (x, y) => inWindow(() => actions().move({ x, y, origin: 'viewport', duration: 0 }).press().release().perform()),
    typeText: (text) => inWindow(() => actions().sendKeys(...text).perform()),
    pressKey: (key) => inWindow(() => actions().sendKeys(KEYS[key] ?? '').perform()),
    screenshot: () => inWindow(async () => Buffer.from(await driver.takeScreenshot(), 'base64')),
    close: () => inWindow(() => driver.close()),
  };
}
