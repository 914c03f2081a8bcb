import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPopupBlocked, locate, PAGE_HELPERS, readText, type Target } from './page-scripts.js';

/** Of a slow machine with other work: what is waited for is exact, the limit is not. */
const DEFAULT_TIMEOUT_MS = 45_000;
const POLL_MS = 50;

/** What an engine's own driver does for one page. */
export interface PageAdapter {
  /** Evaluates an expression that is a promise of text, without counting as a click of the visitor. */
  run(expression: string): Promise<string>;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  clickAt(x: number, y: number): Promise<void>;
  typeText(text: string): Promise<void>;
  pressKey(key: PressableKey): Promise<void>;
  screenshot(): Promise<Uint8Array>;
  /** Absent where the engine's driver cannot. */
  crashFrame?(origin: string): Promise<void>;
  /** Absent where the engine's driver cannot. */
  showAs?(look: Look): Promise<void>;
  close(): Promise<void>;
}

/** How a page is shown. */
export interface Look {
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

/** The keys that tests press. */
export type PressableKey = 'Enter' | 'Escape' | 'Tab' | 'ArrowDown' | 'ArrowUp';

/** How long to wait for something. */
export interface WaitOptions {
  /** In milliseconds. Default 45000. */
  readonly timeoutMs?: number;
  /** What is awaited, for the error's message. */
  readonly what?: string;
}

/** What a question that was repeated answers at last. */
export type Answered<Answer> = Exclude<Answer, undefined | null | false>;

/** Repeats a question until its answer is neither undefined, null nor false. */
export async function waitUntil<Answer>(
  ask: () => Promise<Answer>, { timeoutMs = DEFAULT_TIMEOUT_MS, what = 'a condition' }: WaitOptions = {},
): Promise<Answered<Answer>> {
  const untilMs = performance.now() + timeoutMs;
  for (;;) {
    let problem = '';
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer as Answered<Answer>;
    } catch (error) {
      // A page that is being replaced cannot answer; the next one can.
      problem = ` (${error instanceof Error ? error.message : String(error)})`;
    }
    if (performance.now() > untilMs) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}${problem}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** One page of a browser, driven from outside as a visitor would. */
export class DriverPage {
  readonly #adapter: PageAdapter;

  constructor(adapter: PageAdapter) {
    this.#adapter = adapter;
  }

  /** Opens an address and waits until it has loaded. */
  goto(url: string): Promise<void> {
    return this.#adapter.goto(url);
  }

  /** Loads the page again. */
  reload(): Promise<void> {
    return this.#adapter.reload();
  }

  /** Goes back in the history and waits for the earlier document, new or taken from the back-forward cache. */
  async back(): Promise<void> {
    await this.evaluate(() => {
      Object.assign(window, { isLeftByBack: true });
      history.back();
    });
    await this.waitFor(() => !('isLeftByBack' in window) && document.readyState === 'complete', [], { what: 'the earlier page' });
  }

  /** Ends the process of the frame that shows an origin. Throws in engines whose driver cannot: all but Chromium's. */
  crashFrame(origin: string): Promise<void> {
    if (!this.#adapter.crashFrame) return Promise.reject(new TypeError('This engine\'s driver ends no processes.'));
    return this.#adapter.crashFrame(origin);
  }

  /** Shows the page in another size and colour scheme. Throws in engines whose driver cannot: all but Chromium's. */
  showAs(look: Look): Promise<void> {
    if (!this.#adapter.showAs) return Promise.reject(new TypeError('This engine\'s driver changes no look.'));
    return this.#adapter.showAs(look);
  }

  /** The address of the page. */
  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  /**
   * Calls a function inside the page and answers what it returns, as JSON carries it.
   *
   * The function is sent as text: it sees its parameters and the page, nothing around it.
   */
  async evaluate<Parameters extends readonly unknown[], Result>(
    run: (...parameters: Parameters) => Result, ...parameters: Parameters
  ): Promise<Awaited<Result>> {
    const call = `(${run})(...${JSON.stringify(parameters)})`;
    const expression = `(async () => {
      ${PAGE_HELPERS}
      try { return JSON.stringify({ value: await ${call} }); }
      catch (error) { return JSON.stringify({ error: String(error) }); }
    })()`;
    const answer = JSON.parse(await this.#adapter.run(expression)) as { value?: Awaited<Result>; error?: string };
    if (answer.error !== undefined) throw new Error(`In the page: ${answer.error}`);
    return answer.value as Awaited<Result>;
  }

  /** Repeats a function inside the page until it answers something other than undefined, null or false. */
  waitFor<Parameters extends readonly unknown[], Result>(
    run: (...parameters: Parameters) => Result, parameters: Parameters, options: WaitOptions = {},
  ): Promise<Answered<Awaited<Result>>> {
    return waitUntil(() => this.evaluate(run, ...parameters), { what: `the page to satisfy ${run}`, ...options });
  }

  /** Waits until an element shows a text, or a text that a pattern matches, and answers the whole text. */
  async waitForText(selector: string, expected: string | RegExp, options: WaitOptions = {}): Promise<string> {
    let last: string | undefined;
    const what = (): string => `${selector} to show ${expected}; it shows ${JSON.stringify(last)}`;
    try {
      return await waitUntil(async () => {
        last = await this.evaluate(readText, selector);
        if (last === undefined) return false;
        return (typeof expected === 'string' ? last.includes(expected) : expected.test(last)) && last;
      }, options);
    } catch (error) {
      throw new Error(`Waited in vain for ${what()}.`, { cause: error });
    }
  }

  /** Clicks the one visible element that a selector names, once it stands still, with input of the browser's driver. */
  async click(selector: string, options: WaitOptions = {}): Promise<void> {
    let last: Target = { problem: 'the page does not answer' };
    const point = await waitUntil(async () => {
      const before = last;
      last = await this.evaluate(locate, selector);
      if ('problem' in last) throw new Error(last.problem);
      return 'x' in before && before.x === last.x && before.y === last.y && last;
    }, { what: `${selector} to be clickable`, ...options });
    await this.#adapter.clickAt(point.x, point.y);
  }

  /** Types text where the focus is. */
  type(text: string): Promise<void> {
    return this.#adapter.typeText(text);
  }

  /** Presses a key where the focus is. */
  press(key: PressableKey): Promise<void> {
    return this.#adapter.pressKey(key);
  }

  /** Saves what the window shows as a PNG file. */
  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await this.#adapter.screenshot());
  }

  /** Closes the page, as a visitor closes a window. */
  close(): Promise<void> {
    return this.#adapter.close();
  }
}

/**
 * The negative control of every test with popups: without a click the browser must refuse one.
 *
 * Call it before the first click, which lets popups open for some seconds.
 */
export async function assertPopupsBlocked(page: DriverPage): Promise<void> {
  if (!await page.evaluate(isPopupBlocked)) {
    throw new Error('A popup opened without a click: this browser would hide a lost user activation.');
  }
}
