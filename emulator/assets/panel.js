'use strict';
// The panel is a client of the admin API. Everything it shows is put in as text.
(() => {
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const byId = (id) => document.getElementById(id);
  const ROLE_NAMES = { auth: 'identity', api: 'API', tee: 'TEE', wallet: 'wallet', passport: 'passport' };
  let catalogue = [];
  let lastRequestId = 0;
  let peopleShown = '';
  let loginShown = '';
  let confirmationShown = '';

  /** Makes an element with attributes and children; texts become text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'onclick') element.addEventListener('click', value);
      else if (value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== undefined));
    return element;
  }

  async function call(method, path, body) {
    const init = { method, cache: 'no-store', headers: { authorization: `Bearer ${token}` } };
    const response = await fetch(path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    const text = await response.text();
    const answer = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new Error(answer?.message ?? `The emulator answered ${response.status}.`);
    return answer;
  }

  /** Does what a button asks, then shows the new state at once. */
  async function act(method, path, body) {
    try {
      await call(method, path, body);
      await refresh();
    } catch (error) {
      showProblem(error.message);
    }
  }

  function showProblem(message) {
    byId('lost').hidden = message === undefined;
    byId('lost').textContent = message ?? '';
  }

  // Faults

  const shorten = (text) => text.replace(/[A-Za-z0-9_-]{40,}(\.[A-Za-z0-9_-]+)*/g, (secret) => `${secret.slice(0, 8)}…${secret.slice(-4)}`);
  const toWords = (name) => name.split(':')[1].replaceAll('-', ' ');
  const SERVICE_TITLES = { identity: 'Identity', wallet: 'Wallet frame', tee: 'HTTP wallet (TEE)', imx: 'Immutable X API', guardian: 'Guardian and confirmation page' };
  const toService = (service) => SERVICE_TITLES[service] ?? service;
  /** A sentence with what stands between backticks as code. */
  const toSentence = (sentence) => sentence.split('`').map((part, index) => (index % 2 === 1 ? make('code', {}, part) : part));

  function parseParam(text) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }

  function makeFault(fault) {
    const inputs = Object.entries(fault.defaults ?? {}).map(([name, value]) => [name, make('input', {
      value: typeof value === 'string' ? value : JSON.stringify(value), spellcheck: 'false', autocomplete: 'off',
    })]);
    const readParams = () => Object.fromEntries(inputs.map(([name, input]) => [name, parseParam(input.value)]));
    const turnOn = (extent) => act('POST', '/faults', { name: fault.name, params: readParams(), ...extent });
    return make('div', { class: 'fault', 'data-name': fault.name },
      make('p', {}, make('span', { class: 'name' }, toWords(fault.name)),
        fault.rows?.length ? make('span', { class: 'rows' }, `row ${fault.rows.join(', ')}`) : undefined, make('br'), ...toSentence(fault.sentence)),
      make('div', { class: 'switches' },
        make('button', { type: 'button', 'aria-label': `Next request: ${fault.name}`, onclick: () => turnOn({ times: 1 }) }, 'Next request'),
        make('button', { type: 'button', 'aria-label': `30 s: ${fault.name}`, onclick: () => turnOn({ forMs: 30000 }) }, '30 s')),
      inputs.length === 0 ? undefined : make('div', { class: 'params' }, ...inputs.map(([name, input]) => make('label', {}, name, input))));
  }

  function makeGroup(title, faults, ...inner) {
    return make('details', { 'data-group': '' }, make('summary', {}, title, make('span', { class: 'count' }, String(faults.length))), ...faults.map(makeFault), ...inner);
  }

  /** Faults that every service has are folded away below a service's own. */
  function showCatalogue() {
    const services = [...new Set(catalogue.map(({ service }) => service))];
    const plainName = ({ name }) => name.split(':')[1];
    const isCommon = (fault) => services.every((service) => catalogue.some((other) => other.service === service && plainName(other) === plainName(fault)));
    byId('catalogue').replaceChildren(...services.map((service) => {
      const own = catalogue.filter((fault) => fault.service === service && !isCommon(fault));
      const common = catalogue.filter((fault) => fault.service === service && isCommon(fault));
      return makeGroup(toService(service), own, makeGroup('Any request: delays, errors, broken answers', common));
    }), make('p', { class: 'nothing', id: 'nothing', hidden: '' }, 'No fault has these words.'));
  }

  function applyFilter() {
    const words = byId('filter').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const facts = new Map(catalogue.map((fault) => [fault.name, `${fault.name} ${fault.sentence} ${(fault.rows ?? []).map((row) => `row${row} ${row}`).join(' ')}`.toLowerCase()]));
    for (const row of document.querySelectorAll('.fault')) row.hidden = !words.every((word) => facts.get(row.dataset.name).includes(word));
    for (const group of [...document.querySelectorAll('[data-group]')].reverse()) {
      group.hidden = group.querySelector('.fault:not([hidden])') === null;
      group.open = words.length > 0 ? !group.hidden : group.dataset.open === 'yes';
    }
    byId('nothing').hidden = document.querySelector('.fault:not([hidden])') !== null;
  }

  function toExtent(fault) {
    const taken = fault.taken > 0 ? `, struck ${fault.taken} times` : '';
    if (fault.timesLeft !== undefined) return `for ${fault.timesLeft === 1 ? 'the next request' : `${fault.timesLeft} requests`}${taken}`;
    if (fault.leftMs !== undefined) return `for ${Math.ceil(fault.leftMs / 1000)} s${taken}`;
    return `until switched off${taken}`;
  }

  function showActive(faults) {
    const names = new Set(faults.map(({ name }) => name));
    for (const row of document.querySelectorAll('.fault')) row.classList.toggle('on', names.has(row.dataset.name));
    byId('active').replaceChildren(...faults.map((fault) => make('li', {}, make('b', {}, `${toService(fault.name.split(':')[0])}: ${toWords(fault.name)}`), make('span', {}, toExtent(fault)),
      make('button', { type: 'button', class: 'plain', 'aria-label': `Off: ${fault.name}`, onclick: () => act('DELETE', `/faults?name=${encodeURIComponent(fault.name)}`) }, 'Off'))));
  }

  // People and logins

  function showPeople(users) {
    const shown = JSON.stringify(users);
    if (shown === peopleShown) return;
    peopleShown = shown;
    byId('people').replaceChildren(...users.map((user) => make('li', {},
      make('b', {}, user.nickname, user.username === undefined ? '' : ` (${user.username})`),
      make('span', { class: user.imx ? 'badge good' : 'badge' }, user.imx ? 'registered' : 'not registered'),
      make('span', { class: 'detail' }, user.email, user.refreshes > 0 ? `, ${user.refreshes} refreshes` : ''),
      user.imx ? make('span', { class: 'detail' }, make('code', {}, `${user.imx.ethAddress.slice(0, 8)}…${user.imx.ethAddress.slice(-4)}`), ' account, ',
        make('code', {}, `${user.imx.adminAddress.slice(0, 8)}…${user.imx.adminAddress.slice(-4)}`), ' wallet') : undefined)));
  }

  function showLogin(login, users) {
    const shown = JSON.stringify([login, users.map(({ email }) => email)]);
    if (shown === loginShown) return;
    loginShown = shown;
    const options = [['page', 'ask who it is'], ...users.map(({ email }) => [`auto ${email}`, `go on as ${email}`]), ['deny', 'refuse'], ['stay', 'never go on']];
    const value = login.mode === 'auto' ? `auto ${login.email}` : login.mode;
    if (!options.some(([known]) => known === value)) options.push([value, `go on as ${login.email}`]);
    byId('login').replaceChildren(...options.map(([known, text]) => make('option', { value: known, selected: known === value ? '' : undefined }, text)));
  }

  function chooseLogin() {
    const [mode, email] = byId('login').value.split(' ');
    void act('POST', '/login', { mode, email });
  }

  const CONFIRMATIONS = [['page', 'ask the visitor'], ['approve', 'confirm'], ['reject', 'reject'], ['close', 'close the window'], ['error', 'fail'],
    ['stay', 'never decide'], ['mute', 'never be ready'], ['skip', 'require none']];

  function showConfirmation({ mode }) {
    if (mode === confirmationShown) return;
    confirmationShown = mode;
    byId('confirmation').replaceChildren(...CONFIRMATIONS.map(([known, text]) => make('option', { value: known, selected: known === mode ? '' : undefined }, text)));
  }

  // Requests

  function toStatus(request) {
    if (request.status === undefined) return make('span', { class: 'status warn' }, 'open');
    if (request.status === 0) return make('span', { class: 'status bad' }, 'cut');
    return make('span', { class: request.status >= 500 ? 'status bad' : request.status >= 400 ? 'status warn' : 'status' }, String(request.status));
  }

  function makeRequest(request) {
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`).join('\n');
    const faults = request.faults.length === 0 ? '' : `\n\nfaults: ${request.faults.join(', ')}`;
    return make('li', {}, make('details', {},
      make('summary', {}, make('span', { class: 'time quiet' }, new Date(request.atMs).toTimeString().slice(0, 8)), make('span', { class: 'role' }, ROLE_NAMES[request.role]),
        make('span', { class: 'path', title: `${request.method} ${request.path}` }, `${request.method} ${request.path}`), toStatus(request)),
      make('pre', {}, shorten(`${request.method} ${request.url}\n\n${headers}${request.body === '' ? '' : `\n\n${request.body}`}${faults}`))));
  }

  /** New requests go on top; one whose answer is still open is asked for again. */
  function showRequests(requests) {
    const list = byId('requests');
    for (const request of requests) {
      const row = makeRequest(request);
      const known = list.querySelector(`[data-id="${request.id}"]`);
      row.dataset.id = request.id;
      if (known === null) list.prepend(row);
      else if (!known.firstElementChild.open) known.replaceWith(row);
    }
    while (list.childElementCount > 200) list.lastElementChild.remove();
    const open = requests.find(({ status }) => status === undefined);
    lastRequestId = open === undefined ? requests.at(-1)?.id ?? lastRequestId : open.id - 1;
  }

  // The loop

  async function refresh() {
    const [state, log] = await Promise.all([call('GET', '/state'), call('GET', `/requests?after=${lastRequestId}`)]);
    const total = Object.values(state.counters.requests).reduce((sum, count) => sum + count, 0);
    if (total === 0) {
      byId('requests').replaceChildren();
      lastRequestId = 0;
    }
    byId('summary').textContent = `${total} requests, ${state.counters.signatures} signatures${state.clockOffsetMs === 0 ? '' : `, clock moved by ${Math.round(state.clockOffsetMs / 1000)} s`}`;
    showActive(state.faults);
    showPeople(state.users);
    showLogin(state.login, state.users);
    showConfirmation(state.confirmation);
    showRequests(log.requests);
    showProblem();
  }

  async function keepFresh() {
    try {
      if (!document.hidden) await refresh();
    } catch {
      showProblem('The emulator does not answer. Is it still running?');
    }
    setTimeout(keepFresh, 1000);
  }

  byId('reset').addEventListener('click', () => act('POST', '/reset'));
  byId('clear').addEventListener('click', () => act('DELETE', '/requests'));
  byId('login').addEventListener('change', chooseLogin);
  byId('confirmation').addEventListener('change', () => act('POST', '/confirmation', { mode: byId('confirmation').value }));
  byId('filter').addEventListener('input', applyFilter);
  byId('catalogue').addEventListener('toggle', ({ target }) => {
    if (byId('filter').value === '') target.dataset.open = target.open ? 'yes' : 'no';
  }, true);
  call('GET', '/faults').then(({ faults }) => {
    catalogue = faults;
    showCatalogue();
    void keepFresh();
  }, (error) => showProblem(error.message));
})();
