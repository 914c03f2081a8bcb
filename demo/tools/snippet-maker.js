import { escape } from './shown-html.js';

/** The parts of the snippet that a site chooses, by the name of their control. */
const read = (form) => Object.fromEntries(new FormData(form));

/**
 * Writes a page, its callback page and their headers for a site, from the answers in a form.
 *
 * @param {HTMLFormElement} form
 * @param {{page: HTMLElement, callback: HTMLElement, headers: HTMLElement}} places - Take the texts.
 * @param {{integrity?: string, policies?: Record<string, Record<string, string[]>>}} facts - Of the build that is served.
 */
export function startSnippetMaker(form, places, facts) {
  const write = () => {
    const answers = read(form);
    places.page.textContent = writePage(answers, facts);
    places.callback.textContent = writeCallback(answers, facts);
    places.headers.textContent = writeHeaders(answers, facts);
  };
  form.addEventListener('input', write);
  form.addEventListener('submit', (event) => event.preventDefault());
  write();
}

function writeScript({ folder }, { integrity }) {
  const path = `${folder.trim().replace(/\/+$/, '')}/passport-widgets.js`;
  return `<script type="module" src="${escape(path)}"\n        integrity="${integrity ?? 'sha384-…'}"></script>`;
}

function writeConfiguration({ client, environment }) {
  const id = escape(client.trim() || 'YOUR_CLIENT_ID');
  return `client-id="${id}"${environment === 'production' ? '' : ` environment="${environment}"`}`;
}

/** The network is stated where it is not the default of its environment. */
function writeNetwork({ environment, network }) {
  const usual = environment === 'emulator' ? 'immutable-x' : 'immutable-chain';
  return network === usual ? '' : `\n                network="${network}"`;
}

function writePage(answers, facts) {
  const elements = [
    `<passport-login ${writeConfiguration(answers)}${writeNetwork(answers)}
                redirect-uri="${escape(answers.callback.trim() || '/callback.html')}"
                logout-redirect-uri="${escape(answers.logout.trim() || '/')}"></passport-login>`,
    ...(answers.register ? ['<imx-register></imx-register>'] : []),
    ...(answers.balances ? ['<imx-balances></imx-balances>'] : []),
  ];
  return `${writeScript(answers, facts)}\n\n${elements.join('\n')}`;
}

function writeCallback(answers, facts) {
  return `<meta name="referrer" content="no-referrer">\n${writeScript(answers, facts)}\n\n<passport-callback ${writeConfiguration(answers)}></passport-callback>`;
}

function writeHeaders({ environment, network, balances }, { integrity, policies }) {
  const sources = policies?.[`${environment} ${network}`];
  if (!sources) return 'Start the demo with npm start: it knows the addresses.';
  const frames = sources['frame-src'];
  const policy = [
    "default-src 'none'", "script-src 'self'", `connect-src ${sources['connect-src'].join(' ')}`,
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`] : []),
    // The pictures of tokens are wherever their makers have put them.
    ...(balances ? ["img-src 'self' https:"] : []),
    "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", 'trusted-types passport-widgets',
  ];
  return `# every page
Content-Security-Policy: ${policy.join('; ')}
Cross-Origin-Opener-Policy: same-origin-allow-popups

# the callback page, in place of the two above
Content-Security-Policy: ${policy.join('; ')}
Referrer-Policy: no-referrer
Cache-Control: no-store${integrity ? '' : '\n\n# not built yet: the integrity is in dist/integrity.json'}`;
}
