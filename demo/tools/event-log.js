/** Every public event. Those of elements bubble to the document; the session's is on `window`. */
const ELEMENT_EVENTS = [
  'passport-login-start', 'passport-login', 'passport-logout-start', 'passport-logout', 'passport-error',
  'imx-register-start', 'imx-register-progress', 'imx-register', 'imx-balances-load', 'imx-assets-load', 'imx-balances-select',
];
const SESSION_EVENT = 'passport-session-change';
const LIMIT = 200;
const SHORT = 90;

const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' });

/**
 * Writes every event of the elements and of the session into a list, the latest last.
 *
 * @param {HTMLElement} log - Holds the entries; with `role="log"`, so that new ones are announced politely.
 * @param {HTMLButtonElement} clear - Empties it.
 */
export function startEventLog(log, clear) {
  const empty = log.firstElementChild;
  const write = (event) => {
    // Whoever has scrolled up is reading.
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
    empty.remove();
    log.append(createEntry(event));
    if (log.childElementCount > LIMIT) log.firstElementChild.remove();
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  };
  for (const name of ELEMENT_EVENTS) document.addEventListener(name, write);
  window.addEventListener(SESSION_EVENT, write);
  clear.addEventListener('click', () => log.replaceChildren(empty));
}

function createEntry(event) {
  const entry = createElement('div', { className: 'entry' });
  entry.classList.toggle('is-error', event.type === 'passport-error');
  entry.classList.toggle('is-session', event.type === SESSION_EVENT);
  const head = createElement('div', { className: 'entry-head' });
  const now = new Date();
  head.append(
    createElement('b', { textContent: event.type }),
    createElement('time', { textContent: time.format(now), dateTime: now.toISOString() }),
  );
  entry.append(head);
  const fields = readFields(event);
  if (fields.length > 0) entry.append(createFields(fields));
  return entry;
}

function createFields(fields) {
  const list = createElement('dl');
  for (const [name, value] of fields) {
    list.append(createElement('dt', { textContent: name }), createElement('dd', { textContent: value }));
  }
  return list;
}

/** An event's own typed fields are its own properties; `isTrusted` is the browser's. */
function readFields(event) {
  const fields = Object.keys(event).filter((name) => name !== 'isTrusted' && event[name] !== undefined)
    .map((name) => [name, toText(event[name])]);
  return event.target instanceof Element ? [['from', `<${event.target.localName}>`], ...fields] : fields;
}

/** One line for any field of ours. */
function toText(value) {
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.code ?? value.name}: ${value.message}`;
  if ('status' in value) return [value.status, value.user?.nickname, value.trust, `registration ${value.registration}`].filter(Boolean).join(', ');
  if ('balances' in value) return `${value.balances.length} balances${value.complete ? '' : ', not all could be read'}`;
  if ('assets' in value) return `${value.assets.length} collectibles${value.cursor ? ', and more' : ''}${value.complete ? '' : ', not all could be read'}`;
  if ('token' in value) return `${value.token.symbol}, ${value.amount ?? 'unknown'} of the smallest unit`;
  if ('sub' in value) return [value.nickname, value.email, value.sub].filter(Boolean).join(', ');
  if ('address' in value) return `${value.address} on ${value.network}`;
  const text = JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part));
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text;
}

function createElement(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}
