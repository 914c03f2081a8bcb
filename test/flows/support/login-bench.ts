import type { DriverPage } from '../../support/driver/driver-page.js';
import { startSdkSite, type SdkSite, type SdkSiteOptions } from './sdk-site.js';

/** How a call of the page ended. */
export interface Ending {
  /** What the call resolved to; for users their `sub`. */
  readonly value?: string | null;
  readonly type?: string;
  readonly code?: string;
  readonly message?: string;
  /** When, in milliseconds since 1970. */
  readonly atMs: number;
}

/**
 * Runs before everything else: counts every promise that code makes by hand and has not settled (the
 * others wait for one of these), every rejection that nobody takes, and makes long timers short.
 */
const INSTRUMENTS = `
  window.unhandled = [];
  addEventListener('unhandledrejection', (event) => unhandled.push(String(event.reason)));
  const waiting = window.waiting = new Set();
  window.isCounting = false;
  const Native = Promise;
  const track = (settle, entry) => (value) => { waiting.delete(entry); settle(value); };
  window.Promise = class Promise extends Native {
    constructor(run) {
      const entry = { made: new Error().stack };
      // WebKit's driver runs its own questions by the promises of the page.
      if (!window.isCounting || entry.made.includes('evaluateJavaScriptFunction')) return super(run);
      // Before it runs, for it may settle at once.
      waiting.add(entry);
      super((resolve, reject) => run(track(resolve, entry), track(reject, entry)));
    }
    static get [Symbol.species]() { return Native; }
    static withResolvers() {
      let ends;
      const promise = new this((resolve, reject) => { ends = { resolve, reject }; });
      return { promise, ...ends };
    }
  };
  const later = window.setTimeout;
  // The limit that is tested is over in a moment: nobody waits for it. Others stay, such as that of files to load.
  const [fromMs, toMs] = JSON.parse(sessionStorage.getItem('fast') ?? '[0, 0]');
  window.setTimeout = (run, ms, ...rest) => later(run, ms >= fromMs && ms < toMs ? 500 : ms, ...rest);
`;

/** Limits that \`openBench\` makes short, in milliseconds: that of a login in a window, and that of one request. */
export const FAST = { window: [60_000, 600_000], request: [6_000, 20_000] } as const;

const PAGE = `
  import { passport } from 'passport-widgets/sdk';
  import { configure, getSession } from 'passport-widgets';
  import 'passport-widgets/define/passport-login';
  if (window.walletTransport) configure({ walletTransport: window.walletTransport });
  const passportInstance = new passport.Passport(window.passportOptions);
  const endings = window.endings = [];
  window.pending = 0;
  window.calls = {};
  const note = (ending) => endings.push({ ...ending, atMs: Date.now() });
  const describe = (value) => (value === undefined ? null : value?.sub ?? value);
  window.run = (call) => {
    window.pending += 1;
    return call().then(
      (value) => note({ value: describe(value) }),
      (error) => note({ type: error.type, code: error.code, message: error.message }),
    ).finally(() => { window.pending -= 1; });
  };
  window.passportInstance = passportInstance;
  window.getSession = getSession;
  window.login = (options = {}) => {
    const { by, abort, times = 1, ...rest } = options;
    window.controller = new AbortController();
    if (abort === 'before') window.controller.abort();
    const given = abort ? { ...rest, signal: window.controller.signal } : rest;
    const target = by === 'element' ? document.querySelector('passport-login') : passportInstance;
    for (let count = 0; count < times; count += 1) window.run(() => target.login(given));
  };
  document.querySelector('#login').addEventListener('click', () => window.login(window.nextOptions));
  window.isReady = true;
`;

const CALLBACK = `
  import { passport } from 'passport-widgets/sdk';
  import { getSession } from 'passport-widgets';
  const passportInstance = window.passportInstance = new passport.Passport(window.passportOptions);
  window.getSession = getSession;
  window.addressAtStart = location.search;
  window.callback = passportInstance.loginCallback().then(() => passportInstance.getUserInfo()).then(
    (user) => { window.ending = { value: user?.sub ?? null, atMs: Date.now() }; },
    (error) => { window.ending = { type: error.type, code: error.code, message: error.message, atMs: Date.now() }; },
  );
`;

/** A page with a login button and its callback page, over the documented names. */
export function startLoginBench(options: Partial<SdkSiteOptions> = {}): Promise<SdkSite> {
  return startSdkSite({
    ...options,
    head: INSTRUMENTS + (options.head ?? ''),
    entries: { page: PAGE, callback: CALLBACK, ...options.entries },
    pages: {
      '/': `<main><h1>Bench</h1><button id="login">Sign in</button>
        <passport-login flow="popup"></passport-login><script type="module" src="/app/page.js"></script></main>`,
      '/callback.html': '<p>Signing in</p><script type="module" src="/app/callback.js"></script>',
      ...options.pages,
    },
    options: { redirectUri: '/callback.html', logoutRedirectUri: '/', ...options.options },
  });
}

/** Opens the page anew; nobody is signed in unless asked, and every promise made from now on is counted. */
export async function openBench(
  page: DriverPage, origin: string, { keeps = false, fast }: { keeps?: boolean; fast?: readonly [number, number] } = {},
): Promise<void> {
  await page.goto(`${origin}/head.js`);
  await page.evaluate((keeps, fast) => {
    if (!keeps) localStorage.clear();
    sessionStorage.clear();
    if (fast) sessionStorage.setItem('fast', JSON.stringify(fast));
  }, keeps, fast ?? null);
  await page.goto(`${origin}/`);
  await page.waitFor(() => (window as unknown as { isReady?: boolean }).isReady, []);
  await page.evaluate(async () => {
    const bench = window as unknown as { isCounting: boolean; getSession(): { ready: Promise<unknown> } };
    await bench.getSession().ready;
    bench.isCounting = true;
  });
}

/** Waits for the ending of a call on the page. */
export function readEnding(page: DriverPage, index = 0): Promise<Ending> {
  return page.waitFor((index) => (window as unknown as { endings?: Ending[] }).endings?.[index], [index], { what: 'the call to end' });
}

/** Waits for the ending of `loginCallback()` on the callback page. */
export function readCallbackEnding(page: DriverPage): Promise<Ending> {
  return page.waitFor(() => (window as unknown as { ending?: Ending }).ending, [], { what: 'loginCallback to end' });
}

/** What is left on the page once everything has ended: all of it has to be nothing. */
export function readLeftovers(page: DriverPage): Promise<{ calls: number; promises: string[]; rejections: string[]; states: string[] }> {
  return page.evaluate(() => {
    const bench = window as unknown as { pending?: number; waiting: Set<{ made: string }>; unhandled: string[] };
    return {
      calls: bench.pending ?? 0,
      promises: [...bench.waiting].map(({ made }) => made.split('\n').slice(1, 5).join(' < ')),
      rejections: bench.unhandled,
      states: Object.keys(localStorage).filter((key) => key.startsWith('passport-widgets.state.')),
    };
  });
}

/**
 * Begins to measure how late the page's timers are: seven of 100 ms in a row, as many as the watch over a window has. What it
 * gives is read by `readLag`, and tells a busy machine from a slow watch.
 */
export function beginLag(page: DriverPage): Promise<void> {
  return page.evaluate(() => {
    const bench = window as unknown as { lagMs?: number };
    const begunMs = performance.now();
    const tick = (left: number): void => {
      if (left === 0) bench.lagMs = Math.max(0, performance.now() - begunMs - 700);
      else setTimeout(() => tick(left - 1), 100);
    };
    delete bench.lagMs;
    tick(7);
  });
}

/** How late the timers were, in milliseconds. */
export function readLag(page: DriverPage): Promise<number> {
  return page.waitFor(() => {
    const { lagMs } = window as unknown as { lagMs?: number };
    return lagMs === undefined ? undefined : lagMs + 1;
  }, []);
}
