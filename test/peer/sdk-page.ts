import type { Context } from '../support/driver/driver.js';
import type { DriverPage } from '../support/driver/driver-page.js';

/** How a call of the SDK ended. */
export interface Ending {
  readonly value?: unknown;
  readonly type?: string | null;
  readonly message?: string;
}

/** What the page of the site has besides the SDK. */
interface PeerWindow {
  isReady?: boolean;
  next: readonly unknown[];
  endings: (Ending | undefined)[];
  begin(action: string, ...values: readonly unknown[]): number;
}

/** The site's page in a browser, by which an SDK is called. */
export class SdkPage {
  readonly context: Context;
  readonly page: DriverPage;
  readonly origin: string;

  constructor(context: Context, page: DriverPage, origin: string) {
    this.context = context;
    this.page = page;
    this.origin = origin;
  }

  /** Loads the site's page. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.origin}/${query}`);
    await this.page.waitFor(() => (window as unknown as PeerWindow).isReady, [], { what: 'the page with the SDK' });
  }

  /** Calls the SDK without a click. */
  async call(action: string, ...values: readonly unknown[]): Promise<Ending> {
    return this.#end(await this.begin(action, ...values), action);
  }

  /** Calls the SDK without a click, and does not wait for the end: the page may be left. */
  begin(action: string, ...values: readonly unknown[]): Promise<number> {
    return this.page.evaluate((given) => (window as unknown as PeerWindow).begin(...given as [string]), [action, ...values]);
  }

  /** Calls the SDK in a click, as windows need it. */
  async click(action: string, ...values: readonly unknown[]): Promise<Ending> {
    const index = await this.page.evaluate((given) => {
      const peer = window as unknown as PeerWindow;
      peer.next = given;
      return peer.endings.length;
    }, [action, ...values]);
    await this.page.click('#go');
    return this.#end(index, action);
  }

  /** Waits until the page is at this path, and its code has done what it does there. */
  async waitForPath(path: string): Promise<void> {
    await this.page.waitFor((address) => location.origin + location.pathname === address && document.readyState === 'complete'
      && (document.querySelector('#go') === null || 'isOver' in window), [`${this.origin}${path}`], { what: `the page ${path}` });
  }

  /** Waits until the window that was opened is closed. */
  async waitForOnePage(): Promise<void> {
    for (const page of await this.context.pages()) if (page !== this.page) await this.context.waitForClosed(page);
  }

  async #end(index: number, action: string): Promise<Ending> {
    return await this.page.waitFor((at) => (window as unknown as PeerWindow).endings[at], [index], { what: `the end of ${action}`, timeoutMs: 30_000 }) as Ending;
  }
}
