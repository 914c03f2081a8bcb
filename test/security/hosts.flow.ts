import assert from 'node:assert/strict';

import type { Emulator } from '../../emulator/src/index.js';
import { createPolicyFile, listHosts, type HostLists } from '../../scripts/build/page-policy.js';
import { createEmulatorPreset } from '../../src/shared/environments.js';
import { startTestEmulator } from '../support/emulator.js';
import { flow, type FlowTools } from '../support/flow.js';
import { buildLeakWatch, LEAK_WATCH_PATH, LEAK_WATCH_TAG } from '../support/flow-leaks.js';
import { startSite, type Site, type SitePage } from '../support/site.js';
import { DIST, readBuilt, readIntegrity } from './support/built-files.js';

type Network = 'immutable-x' | 'immutable-chain';
type Transport = 'iframe' | 'tee';

/** The parts of the session that a page of this file asks. */
interface AskedSession {
  readonly fetchBalances: (options: { owner: string }) => Promise<unknown>;
  readonly getIdToken: () => Promise<unknown>;
  readonly register: () => Promise<unknown>;
}

/** A page on which one host is not allowed, and what asks it. */
interface Lack {
  readonly host: 'auth' | 'api' | 'chain' | 'tee' | 'wallet';
  readonly directive: keyof HostLists;
  readonly network: Network;
  readonly transport: Transport;
  readonly ask: 'fetchBalances' | 'getIdToken' | 'register';
  /** How that ends; left out where it takes as long as the wallet may be silent. */
  readonly code?: string;
}

const LACKS: readonly Lack[] = [
  { host: 'auth', directive: 'connect-src', network: 'immutable-x', transport: 'iframe', ask: 'getIdToken', code: 'REFRESH_FAILED' },
  { host: 'api', directive: 'connect-src', network: 'immutable-x', transport: 'iframe', ask: 'fetchBalances', code: 'API_UNAVAILABLE' },
  { host: 'chain', directive: 'connect-src', network: 'immutable-chain', transport: 'iframe', ask: 'fetchBalances', code: 'API_UNAVAILABLE' },
  { host: 'tee', directive: 'connect-src', network: 'immutable-x', transport: 'tee', ask: 'register', code: 'WALLET_CONNECTION_ERROR' },
  { host: 'wallet', directive: 'frame-src', network: 'immutable-x', transport: 'iframe', ask: 'register' },
];

const NOBODY = '0x00000000000000000000000000000000000000aa';

const PAIRS = [['immutable-x', 'iframe'], ['immutable-chain', 'tee']] as const;
const CLIENT = 'client-id="strict-shop" environment="emulator"';
const SIGN_OUT = 'logout-redirect-uri="/signed-out.html" logout-mode="silent"';

const createShop = (network: Network): string => `<passport-login ${CLIENT} network="${network}" redirect-uri="/callback.html" ${SIGN_OUT}></passport-login>
  <imx-register></imx-register><imx-balances></imx-balances>`;

/** A page under the lists of `csp.json`, and nothing besides them but its own origin. */
function createPage(body: string, hosts: HostLists, transport: Transport = 'iframe'): SitePage {
  const policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'none'", ...Object.entries(hosts).map(([name, list]) => `${name} ${list.join(' ')}`),
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'", "require-trusted-types-for 'script'", 'trusted-types passport-widgets',
  ];
  return {
    // The page's own icon, which some browsers ask for, is none of ours.
    body: `<!doctype html><html lang="en"><head><title>Shop</title>${LEAK_WATCH_TAG}</head><body><main>${body}</main>
      <script type="module" src="/setup-${transport}.js"></script></body></html>`,
    headers: { 'content-security-policy': policy.join('; ').replace('img-src', "img-src 'self'") },
  };
}

async function startPages(emulator: Emulator): Promise<Site> {
  const { addresses } = emulator;
  const hosts = listHosts('emulator', createEmulatorPreset(addresses));
  const without = ({ host, directive }: Lack): HostLists => ({ ...hosts, [directive]: hosts[directive].filter((origin) => origin !== new URL(addresses[host]).origin) });
  const createSetup = (walletTransport: Transport): string => `import { configure } from '/dist/passport-widgets.js';
    window.session = configure(${JSON.stringify({ environment: 'emulator', emulator: addresses, walletTransport })});
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => (window.refused ??= []).push(effectiveDirective + ' ' + blockedURI));`;
  return startSite({
    pages: {
      ...Object.fromEntries(PAIRS.map(([network, transport]) => [`/${network}`, createPage(createShop(network), hosts, transport)])),
      ...Object.fromEntries(LACKS.map((lack) => [`/without-${lack.host}`, createPage(createShop(lack.network), without(lack), lack.transport)])),
      '/callback.html': createPage(`<passport-callback ${CLIENT}></passport-callback>`, hosts),
      '/signed-out.html': createPage(`<passport-callback ${CLIENT} ${SIGN_OUT}></passport-callback>`, hosts),
      '/elsewhere.html': createPage('', hosts),
      '/setup-iframe.js': createSetup('iframe'),
      '/setup-tee.js': createSetup('tee'),
      [LEAK_WATCH_PATH]: await buildLeakWatch(),
    },
    folders: { '/dist/': DIST },
  });
}

interface Desk {
  readonly page: FlowTools['page'];
  readonly site: Site;
  readonly emulator: Emulator;
}

flow('row 139: the lists of csp.json are enough for a page, and each host in them is needed', async ({ page, step }) => {
  const emulator = await startTestEmulator();
  const site = await startPages(emulator);
  const desk = { page, site, emulator };
  try {
    assert.deepEqual(JSON.parse(readBuilt('csp.json')), createPolicyFile(readIntegrity()), 'csp.json is what the build of these files writes');
    for (const [network, transport] of PAIRS) {
      await step(`${network} by ${transport}: sign in, register, see balances, sign out silently; nothing is refused`, () => walk(desk, network));
    }
    await step('sign in once more', () => signIn(desk, 'immutable-x', 'nova@example.com'));
    for (const lack of LACKS) await step(`without ${lack.host} in ${lack.directive} that host is refused`, () => checkLack(desk, lack));
  } finally {
    await site.close();
    await emulator.close();
  }
});

async function signIn({ page, site, emulator }: Desk, network: Network, email: string): Promise<void> {
  emulator.login = { mode: 'auto', email };
  await page.goto(`${site.origin}/${network}`);
  await page.waitForText('passport-login', 'Sign in');
  await page.click('passport-login >>> [part~=button]');
  await page.waitForText('passport-login', email.split('@')[0]!);
}

async function walk(desk: Desk, network: Network): Promise<void> {
  const { page } = desk;
  await signIn(desk, network, network === 'immutable-x' ? 'marlow@example.com' : 'tamsin@example.com');
  if (network === 'immutable-chain') {
    await page.waitFor(() => document.querySelector('imx-register')?.matches(':state(unregistered)'), []);
    await page.click('imx-register >>> [part~=button]');
  }
  await page.waitFor(() => document.querySelector('imx-balances')?.matches(':state(ready)'), []);
  await page.click('passport-login >>> [part~=account] [part~=button]');
  await page.waitForText('passport-login', 'Sign in');
}

async function checkLack({ page, site, emulator }: Desk, { host, directive, ask, code }: Lack): Promise<void> {
  await page.goto(`${site.origin}/without-${host}`);
  await page.waitForText('passport-login', 'nova');
  await page.evaluate((method, owner) => {
    const { session } = window as unknown as { session: AskedSession };
    const answer = method === 'fetchBalances' ? session.fetchBalances({ owner }) : session[method]();
    answer.then(() => 'done', (error: { code?: string }) => error.code ?? String(error)).then((told) => Object.assign(window, { told }));
  }, ask, NOBODY);
  if (code) await page.waitFor((wanted) => (window as unknown as { told?: string }).told === wanted, [code], { what: `${code} without ${host}` });
  await page.waitFor(() => 'refused' in window, []);
  const refused = await page.evaluate(() => (window as unknown as { refused: string[] }).refused);
  const { origin } = new URL(emulator.addresses[host]);
  assert.ok(refused.some((line) => line.startsWith(`${directive} ${origin}`)), refused.join(', '));
  assert.ok(refused.every((line) => line.includes(origin)), refused.join(', '));

  // They were meant; what is told from here on is not.
  await page.goto(`${site.origin}/elsewhere.html`);
  await page.evaluate(() => (window as unknown as { takeViolations(): string[] }).takeViolations());
}
