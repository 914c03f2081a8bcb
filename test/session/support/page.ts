import { deliverCallback } from '../../../src/platform/callback-channel.js';
import { tokenCode } from '../../../src/session/lazy.js';
import type { TokenCode } from '../../../src/session/lazy.js';
import { WidgetSession } from '../../../src/session/session.js';
import type { SessionChangeReason } from '../../../src/session/session.events.js';
import type { PassportConfig } from '../../../src/shared/config.js';
import { FakeAuthority } from '../../auth/support/authority.js';
import { FakeClock } from '../../support/fake-clock.js';

/** A login window of the fake page. */
export interface FakeWindow {
  readonly name: string;
  closed: boolean;
  focused: number;
  /** Where it was sent; undefined until then. */
  url?: string;
}

/** A session on a page whose windows, clock and authority are fakes. Storage is real. */
export interface SessionSetup {
  readonly session: WidgetSession;
  readonly authority: FakeAuthority;
  readonly clock: FakeClock;
  readonly windows: FakeWindow[];
  readonly assigned: string[];
  readonly reasons: SessionChangeReason[];
  readonly config: PassportConfig;
  /** Brings the page to the front, as it comes there when its window is closed, or puts it behind. */
  setFront(isInFront: boolean): void;
  /** Makes `window.open` give null. */
  block(): void;
  /** Resolves once the window was sent to the login page. */
  arrived(index?: number): Promise<URL>;
  /** Answers the login of a window as the callback page does. */
  answer(params: Record<string, string>, index?: number): Promise<void>;
}

/** What a test may want otherwise. */
export interface SetupOptions {
  readonly authority?: FakeAuthority;
  readonly clientId?: string;
  /** Default true. */
  readonly configure?: boolean;
  readonly extra?: PassportConfig;
  readonly isSecureContext?: boolean;
  /** Default: the code is here before the session is. */
  readonly tokenCode?: TokenCode;
}

/** Makes a session; every test has a client id of its own, so that records do not meet. */
export async function setupSession(options: SetupOptions = {}): Promise<SessionSetup> {
  const authority = options.authority ?? await FakeAuthority.create();
  await tokenCode.load();
  const clock = new FakeClock(authority.nowMs);
  const windows: FakeWindow[] = [];
  const assigned: string[] = [];
  const reasons: SessionChangeReason[] = [];
  const arrivals: PromiseWithResolvers<URL>[] = [];
  let isBlocked = false;
  const page = createPage(() => {
    if (isBlocked) return null;
    const index = windows.length;
    arrivals[index] ??= Promise.withResolvers();
    return createWindow(windows, (url) => arrivals[index]?.resolve(new URL(url)));
  }, options.isSecureContext ?? true);
  const session = new WidgetSession({
    window: page, clock, assign: (url) => assigned.push(url), announce: (reason) => reasons.push(reason),
    tokenCode: options.tokenCode,
  });
  // Behind its window, where a page is during a login.
  Document.prototype.hasFocus = () => false;
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'visible', configurable: true });
  const config = createConfig(authority, options);
  if (options.configure !== false) session.configure(config);
  const arrived = (index = 0): Promise<URL> => {
    arrivals[index] ??= Promise.withResolvers();
    return arrivals[index].promise;
  };
  return {
    session, authority, clock, windows, assigned, reasons, config, arrived,
    setFront: (isInFront) => {
      Document.prototype.hasFocus = () => isInFront;
    },
    block: () => { isBlocked = true; },
    async answer(params, index = 0) {
      const { searchParams } = await arrived(index);
      const state = searchParams.get('state') ?? '';
      authority.nonce = searchParams.get('nonce') ?? undefined;
      await deliverCallback(`${location.origin}/callback.html?${new URLSearchParams({ state, ...params })}`, { state });
    },
  };
}

function createConfig(authority: FakeAuthority, { clientId = 'test-client', extra }: SetupOptions): PassportConfig {
  const { endpoints, fetch } = authority.config();
  return {
    clientId, fetch, overrides: endpoints, redirectUri: `${location.origin}/callback.html`,
    storage: 'local', network: 'immutable-x', ...extra,
  };
}

/** The real window, but for opening windows and leaving. */
function createPage(open: () => unknown, isSecureContext: boolean): Window & typeof globalThis {
  const page = new Proxy(window, {
    get(target, name) {
      if (name === 'open') return open;
      if (name === 'isSecureContext') return isSecureContext;
      // The test runner may show its pages in frames.
      if (name === 'parent') return page;
      const value: unknown = Reflect.get(target, name);
      const isMethod = typeof value === 'function' && !/^[A-Z]/.test(String(name));
      return isMethod ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  }) as Window & typeof globalThis;
  return page;
}

function createWindow(windows: FakeWindow[], arrive: (url: string) => void): unknown {
  const record: FakeWindow = { name: `window ${windows.length}`, closed: false, focused: 0 };
  windows.push(record);
  return {
    get closed() { return record.closed; },
    document: document.implementation.createHTMLDocument(),
    location: {
      get href() {
        if (record.url !== undefined) throw new DOMException('cross-origin', 'SecurityError');
        return 'about:blank';
      },
      replace(url: string) {
        record.url = url;
        arrive(url);
      },
    },
    close: () => { record.closed = true; },
    focus: () => { record.focused += 1; },
  };
}
