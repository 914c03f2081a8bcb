/**
 * The script of the page in which the packed library signs in. It stands in for the login window alone:
 * `window.open` gives an object that notes where it is sent, and the rest is the library as it is published.
 */
export const STUB_SCRIPT = `
  window.arrivals = [];
  window.open = () => {
    const page = { href: 'about:blank', replace(url) { this.href = url; window.arrivals.shift()?.(url); } };
    return {
      closed: false, document: document.implementation.createHTMLDocument(), focus() {}, blur() {}, postMessage() {},
      close() { this.closed = true; },
      get location() { return page; }, set location(url) { page.replace(url); },
    };
  };`;

/** What the tests call in the page. Its answers hold codes and counts, never a token. */
export const BENCH_SCRIPT = `
  import { configure, createSession } from '/dist/passport-widgets.js';

  let config, session, pending, events = [], before;
  addEventListener('passport-session-change', ({ reason }) => events.push(reason));
  const recordKeys = () => Object.keys(localStorage).filter((key) => key.startsWith('oidc.user:'));
  const readRecord = () => recordKeys().map((key) => localStorage.getItem(key)).join();
  const settle = (promise) => promise.then((user) => ({ ok: true, sub: user?.sub ?? null }),
    (error) => ({ ok: false, code: error?.code ?? String(error?.name), type: error?.type }));

  function setUp(stated) {
    localStorage.clear();
    sessionStorage.clear();
    config = stated;
    session = configure(config, { replace: true });
    events = [];
  }

  /** Starts a login; answers the address of the login page, or how the login ended before it came to that. */
  async function begin() {
    before = readRecord();
    const arrival = new Promise((resolve) => { arrivals = [resolve]; });
    pending = settle(session.login());
    return Promise.race([arrival.then((url) => ({ url })), pending.then((outcome) => ({ outcome: describe(outcome) }))]);
  }

  /** What the callback page does with its address, and how the login ends. */
  async function finish(callback) {
    const page = createSession(config);
    const delivered = settle(page.handleCallback(callback));
    const refused = delivered.then((outcome) => (outcome.ok ? new Promise(() => {}) : outcome));
    const outcome = await Promise.race([pending, refused]);
    session.cancelLogin();
    await pending;
    page.dispose();
    return describe(outcome);
  }

  /** Asks for tokens, which have ended: a refresh. */
  async function refresh() {
    before = readRecord();
    events = [];
    return describe(await settle(session.getIdToken().then((token) => (token ? session.getUserInfo() : Promise.reject({ code: 'NO_TOKEN' })))));
  }

  /** Signs out here, without leaving the page; answers where the authority's own session ends. */
  async function leave() {
    before = readRecord();
    const url = await session.getLogoutUrl();
    events = [];
    return url;
  }

  /** Signs out, which leaves the page; the next one may have the same address. */
  function logout() {
    window.isReady = false;
    setTimeout(() => settle(session.logout()));
  }

  /** What the page does to which the authority leads back after a logout: it is a new one. */
  async function finishLogout(stated) {
    session = configure(config = stated);
    return describe(await settle(session.handleCallback()));
  }

  function describe(outcome) {
    const after = readRecord();
    return {
      ...outcome, status: session.state.status,
      stored: after === '' ? 'nothing' : after === before ? 'the same' : 'new', changes: events,
      states: Object.keys(localStorage).filter((key) => key.includes('.state.')).length,
      polluted: ({}).polluted !== undefined || window.__pwn !== undefined,
    };
  }

  window.bench = { setUp, begin, finish, refresh, leave, logout, finishLogout };
  window.isReady = true;`;
