/** The script of the page that holds the clients: frames of its own origin, which are to locks and storage what tabs are. */
export const STRESS_SCRIPT = `
  import { createSession } from '/dist/passport-widgets.js';

  window.offsetMs = 0;
  window.mishaps = [];
  const note = (event) => mishaps.push(String(event.reason?.message ?? event.message));
  addEventListener('error', note);
  addEventListener('unhandledrejection', note);

  const recordKeys = () => Object.keys(localStorage).filter((key) => key.startsWith('oidc.user:'));
  const settle = (promise) => promise.then((value) => (value ? 'accepted' : 'nobody'), (error) => error?.code ?? 'raw ' + error);
  const keysByUrl = new Map();
  /** The keys are fetched once, whoever asks. */
  async function frugalFetch(url, init) {
    if (!String(url).endsWith('/jwks.json')) return fetch(url, init);
    if (!keysByUrl.has(url)) keysByUrl.set(url, await (await fetch(url, init)).text());
    return new Response(keysByUrl.get(url), { headers: { 'content-type': 'application/json' } });
  }

  /** What becomes of each token that is handed in. */
  async function judgeTokens(config, tokens) {
    const session = createSession({ ...config, storage: 'memory', fetch: frugalFetch });
    const answers = [];
    for (const id_token of tokens) answers.push(await settle(session.storeTokens({ access_token: 'opaque', id_token, token_type: 'Bearer', expires_in: 3600 })));
    session.dispose();
    return answers;
  }

  /** What becomes of each stored record. */
  async function judgeRecords(config, key, records) {
    const answers = [];
    for (const record of records) {
      localStorage.setItem(key, record);
      const session = createSession({ ...config, fetch: frugalFetch });
      await session.ready;
      answers.push(await settle(session.getIdToken()));
      session.dispose();
    }
    localStorage.clear();
    return answers;
  }

  let clients = [];
  async function openClients(count, config, kills = []) {
    clients = await Promise.all(Array.from({ length: count }, async (_, index) => {
      const frame = document.createElement('iframe');
      const ready = new Promise((resolve) => { frame.onReady = resolve; });
      frame.src = '/client.html';
      document.body.append(frame);
      await ready;
      const client = frame.contentWindow.client;
      await client.start(config, kills[index]);
      return Object.assign(client, { frame });
    }));
  }
  function closeClients() {
    for (const { frame, stop } of clients) if (frame.isConnected) (stop(), frame.remove());
    clients = [];
  }

  /** Every client asks at once for tokens that have ended. */
  async function askAll(shiftMs) {
    offsetMs += shiftMs;
    const answers = await Promise.all(clients.filter(({ frame }) => frame.isConnected).map(({ getToken }) => getToken()));
    return { tokens: new Set(answers.filter(({ token }) => token).map(({ token }) => token)).size, codes: answers.map(({ code }) => code).filter(Boolean), statuses: clients.filter(({ frame }) => frame.isConnected).map(({ getStatus }) => getStatus()) };
  }

  /** The first client is killed while it holds the lock; the others wait for it. */
  async function killHolder(shiftMs) {
    offsetMs += shiftMs;
    const [holder, ...others] = clients;
    const isDead = new Promise((resolve) => { holder.frame.onDeath = resolve; });
    const { isAsking } = holder.frame.contentWindow;
    const answered = holder.getToken().then((answer) => Promise.reject(new Error('The holder was to ask, and was answered: ' + (answer.code ?? 'a token'))));
    await Promise.race([isAsking, answered]);
    answered.catch(() => {});
    const waiting = others.map(({ getToken }) => getToken());
    await isDead;
    const answers = await Promise.all(waiting);
    return { codes: answers.map(({ code, token }) => code ?? (token ? 'token' : 'nobody')), statuses: others.map(({ getStatus }) => getStatus()) };
  }

  /** One client signs out; how long until the others show it, in ms. */
  async function logoutAll() {
    const [first, ...others] = clients;
    const startMs = performance.now();
    const seen = others.map(({ whenSignedOut }) => whenSignedOut().then(() => performance.now() - startMs));
    await first.logout();
    return Promise.all(seen);
  }

  /** A logout at a random moment of a refresh, by another client or by the one that refreshes. */
  async function logoutDuringRefresh(key, record, delayMs, isOther) {
    localStorage.setItem(key, record);
    const [first, second] = clients;
    await Promise.all([first.restart(), second.restart()]);
    const refreshing = first.getToken();
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    const wasRefreshed = localStorage.getItem(key) !== record;
    await (isOther ? second : first).logout();
    await refreshing;
    // The others hear of it a moment later.
    const limit = new Promise((resolve) => setTimeout(resolve, 1000));
    await Promise.race([limit, Promise.all([first, second].map(({ whenSignedOut }) => whenSignedOut()))]);
    const late = await first.getToken();
    return { wasRefreshed, isStored: recordKeys().length > 0, hasToken: late.token !== undefined, statuses: [first.getStatus(), second.getStatus()] };
  }

  window.stress = { judgeTokens, judgeRecords, openClients, closeClients, askAll, killHolder, logoutAll, logoutDuringRefresh,
    put: (key, record) => { localStorage.clear(); localStorage.setItem(key, record); } };
  window.isReady = true;`;

/** One client: a frame with a session of its own, whose clock its page can move. */
export const CLIENT_PAGE = `<!doctype html><title>Client</title><script>
    const now = Date.now.bind(Date);
    const elapsed = performance.now.bind(performance);
    Date.now = () => now() + parent.offsetMs;
    performance.now = () => elapsed() + parent.offsetMs;
  </script><script type="module">
  import { createSession } from '/dist/passport-widgets.js';

  let session, stated;
  let tellAsking;
  window.isAsking = new Promise((resolve) => { tellAsking = resolve; });
  const isTokenUrl = (url) => String(url).endsWith('/oauth/token');
  const die = () => {
    const frame = frameElement;
    frame.remove();
    frame.onDeath?.();
  };
  const never = () => new Promise(() => {});
  const KILLS = {
    'before send': () => (tellAsking(), setTimeout(die, 5), never()),
    'after send': (url, init) => (tellAsking(), fetch(url, init).catch(() => {}), setTimeout(die, 15), never()),
    'after answer': async (url, init) => {
      tellAsking();
      await (await fetch(url, init)).text();
      die();
      return never();
    },
    'before store': (url, init) => {
      tellAsking();
      Storage.prototype.setItem = () => { die(); throw new Error('killed'); };
      return fetch(url, init);
    },
  };
  const open = () => {
    session = createSession(stated);
    return session.ready;
  };
  window.client = {
    async start(config, kill) {
      const killing = kill && ((url, init) => (isTokenUrl(url) ? KILLS[kill](url, init) : fetch(url, init)));
      stated = { ...config, ...(killing ? { fetch: killing } : {}) };
      await open();
      // What a restored session does by itself is done, before anybody's clock is moved.
      await session.getIdToken();
    },
    async restart() {
      session.dispose();
      await open();
    },
    stop: () => session.dispose(),
    getToken: () => session.getIdToken().then((token) => ({ token }), (error) => ({ code: error?.code ?? 'raw ' + error })),
    getStatus: () => session.state.status,
    logout: () => session.getLogoutUrl(),
    whenSignedOut: () => new Promise((resolve) => {
      session.subscribe(({ status }) => { if (status === 'signed-out') resolve(); });
    }),
  };
  frameElement.onReady();
  </script>`;

/** A page with the sign-in element, which notes how it is shown each time. */
export const RETURN_PAGE = `<!doctype html><title>Shop</title><passport-login></passport-login><script type="module">
  import { configure } from '/dist/passport-widgets.js';
  window.shows = [];
  window.show = (config) => {
    const session = configure(config);
    // After the library's own listener, and before anything is painted.
    addEventListener('pageshow', ({ persisted }) => shows.push({ persisted, status: session.state.status }));
    return session.ready.then(({ status }) => status);
  };
  window.isReady = true;
  </script>`;

/** Another page of the site, on which the visitor signs out. */
export const ELSEWHERE_PAGE = `<!doctype html><title>Elsewhere</title><script type="module">
  import { createSession } from '/dist/passport-widgets.js';
  window.leave = async (config) => {
    const session = createSession(config);
    await session.ready;
    await session.getLogoutUrl();
    session.dispose();
  };
  window.isReady = true;
  </script>`;
