import type { BrowserLauncher, SessionResult } from '@web/test-runner';
import { Key, type WebDriver } from 'selenium-webdriver';
import type { Engine } from '../../test/support/driver/engines.js';
import { startWebkitHost, type WebkitHost, type WebkitSession } from '../../test/support/driver/webkit-host.js';

type MouseButton = 'left' | 'middle' | 'right';

const BUTTONS: Readonly<Record<MouseButton, number>> = { left: 0, middle: 1, right: 2 };

/** The names of `sendKeys({ press })` that WebDriver calls otherwise than in capitals. */
const KEYS: Readonly<Record<string, string | undefined>> = {
  ArrowDown: Key['ARROW_DOWN'],
  ArrowLeft: Key['ARROW_LEFT'],
  ArrowRight: Key['ARROW_RIGHT'],
  ArrowUp: Key['ARROW_UP'],
  PageDown: Key['PAGE_DOWN'],
  PageUp: Key['PAGE_UP'],
};

/**
 * Runs test files in WebKitGTK, one after the other, each as the top page of one window.
 *
 * The launcher of the test runner's own WebDriver package puts the tests into frames, where a popup's
 * opener and "am I embedded?" have other answers. The method names are those that
 * `@web/test-runner-commands` calls on a launcher of the type `webdriver`.
 */
export class WebkitLauncher implements BrowserLauncher {
  readonly name = 'webkit';
  readonly type = 'webdriver';
  readonly concurrency = 1;
  readonly #engine: Engine;
  readonly #tripwirePort: number;
  #host: WebkitHost | undefined;
  #session: WebkitSession | undefined;
  #activeSession: string | undefined;
  #activeUrl: string | undefined;

  constructor(engine: Engine, tripwirePort: number) {
    this.#engine = engine;
    this.#tripwirePort = tripwirePort;
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    this.#host ??= await startWebkitHost(this.#engine, this.#tripwirePort);
    this.#session ??= await this.#startSession(this.#host);
    this.#activeSession = sessionId;
    this.#activeUrl = url;
    await this.#session.driver.get(url);
  }

  isActive(sessionId: string): boolean {
    return this.#activeSession === sessionId;
  }

  /** A classic WebDriver answers one question at a time, so the address of the start is given while a command runs. */
  getBrowserUrl(): string | undefined {
    return this.#activeUrl;
  }

  async stopSession(sessionId: string): Promise<SessionResult> {
    if (!this.isActive(sessionId)) throw new Error(`Session ${sessionId} is already stopped`);
    this.#activeSession = undefined;
    await this.#session?.driver.get('about:blank');
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKitGTK runs on a hidden display: there is no debug window.'));
  }

  async stop(): Promise<void> {
    await this.#session?.end();
    await this.#host?.close();
    this.#session = undefined;
    this.#host = undefined;
  }

  async sendMouseMove(_sessionId: string, x: number, y: number): Promise<void> {
    await this.#actions().move({ x, y, origin: 'viewport', duration: 0 }).perform();
  }

  async sendMouseClick(_sessionId: string, x: number, y: number, button: MouseButton = 'left'): Promise<void> {
    const at = BUTTONS[button];
    await this.#actions().move({ x, y, origin: 'viewport', duration: 0 }).press(at).release(at).perform();
  }

  async sendMouseDown(_sessionId: string, button: MouseButton = 'left'): Promise<void> {
    await this.#actions().press(BUTTONS[button]).perform();
  }

  async sendMouseUp(_sessionId: string, button: MouseButton = 'left'): Promise<void> {
    await this.#actions().release(BUTTONS[button]).perform();
  }

  async resetMouse(sessionId: string): Promise<void> {
    await this.#actions().clear();
    await this.sendMouseMove(sessionId, 0, 0);
  }

  async sendKeys(_sessionId: string, keys: readonly string[]): Promise<void> {
    await this.#actions().sendKeys(...keys.map((key) => KEYS[key] ?? (key.length > 1 ? Key[key.toUpperCase()] : key) ?? key)).perform();
  }

  #actions(): ReturnType<WebDriver['actions']> {
    if (this.#session === undefined) throw new Error('WebKit is not running.');
    return this.#session.driver.actions({ async: true });
  }

  async #startSession(host: WebkitHost): Promise<WebkitSession> {
    const session = await host.createSession();
    // The size of the other engines' pages, plus MiniBrowser's bar.
    await session.driver.manage().window().setRect({ width: 800, height: 638 });
    return session;
  }
}
