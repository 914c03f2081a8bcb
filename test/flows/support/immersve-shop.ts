import { fileURLToPath } from 'node:url';
import { LOOPBACK_CLIENT, SANDBOX_CLIENT } from '../../../emulator/src/immersve/clients.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { bundleWallets } from '../../../scripts/start/immersve-demo.js';
import type { DriverPage } from '../../support/driver/driver-page.js';
import { startTestEmulator } from '../../support/emulator.js';
import { LEAK_WATCH_TAG } from '../../support/flow-leaks.js';
import { startSite, type Site } from '../../support/site.js';
import type { ImmersveBench } from './immersve-page.js';

/** Pages with `<immersve-login>` under the strictest policy that it needs, and an emulator. */
export interface ImmersveShop {
  readonly site: Site;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

const OWN = `client-application-id="${LOOPBACK_CLIENT}"`;
/** What the element of each page states besides its environment. */
const PAGES: Readonly<Record<string, string>> = {
  '/': `${OWN} auto-signup persist="local"`,
  '/plain.html': OWN,
  '/signup.html': `${OWN} mode="signup"`,
  '/bad-network.html': `${OWN} siwe-network="Nowhere 7" auto-signup`,
  '/not-here.html': `client-application-id="${SANDBOX_CLIENT}" auto-signup`,
  '/nobody.html': 'client-application-id="nobody" auto-signup',
};

/** No style, no script but the site's own, pictures of wallets as data, and no host but Immersve. */
const createPolicy = (immersve: string): string => `default-src 'none'; script-src 'self'; style-src 'none'; img-src 'self' data:; `
  + `connect-src ${immersve}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types passport-widgets`;

/** Starts emulator and site on free ports. */
export async function startImmersveShop(bundle: string): Promise<ImmersveShop> {
  const emulator = await startTestEmulator();
  const { immersve } = emulator.addresses;
  const setup = `import { getSession } from '/dist/${bundle}';
    const session = getSession().immersve;
    // The emulator is on a free port: the one thing that a page of its own would not have to say. What it answers is
    // noted on the way, as the service's own word.
    session.configure({ endpoint: ${JSON.stringify(immersve)}, fetch: async (url, init) => {
      const response = await fetch(url, init);
      const text = await response.clone().text().catch(() => '');
      window.errorCode = /"errorCode": *"(\\w+)"/.exec(text)?.[1] ?? '';
      return response;
    } });
    const element = document.querySelector('immersve-login');
    element.walletLoaders = window.bench.walletLoaders;
    Object.assign(window, { immersve: session });
    session.watchWallets({ walletLoaders: window.bench.walletLoaders, signers: window.bench.failing }, (list) => { window.wallets = list; });
    const note = (name, text) => sessionStorage.setItem(name, JSON.stringify([...JSON.parse(sessionStorage.getItem(name) ?? '[]'), text]));
    document.addEventListener('securitypolicyviolation', (event) => note('violations', event.violatedDirective + ' ' + event.blockedURI));
    for (const type of ['immersve-login', 'immersve-logout', 'immersve-error']) {
      document.addEventListener(type, (event) => note('seen', [type, event.error?.code ?? event.profile?.method ?? ''].join(' ').trim()));
    }
    window.addEventListener('immersve-session-change', (event) => note('changes', event.reason));`;
  const createPage = (attributes: string): string => `<!doctype html><html lang="en"><head><title>Card</title>${LEAK_WATCH_TAG}</head><body><main><h1>Card</h1>
    <immersve-login environment="emulator" ${attributes}></immersve-login></main>
    <script type="module" src="/wallets.js"></script><script type="module" src="/setup.js"></script></body></html>`;
  const site = await startSite({
    pages: {
      ...Object.fromEntries(Object.entries(PAGES).map(([path, attributes]) => [path, createPage(attributes)])),
      '/wallets.js': await bundleWallets('test/flows/support/immersve-page.ts'),
      '/setup.js': setup,
    },
    folders: { '/dist/': fileURLToPath(new URL('../../../dist/', import.meta.url)) },
    policy: {},
    headers: () => ({ 'content-security-policy': createPolicy(immersve) }),
  });
  return { site, emulator, close: async () => { await Promise.all([site.close(), emulator.close()]); } };
}

/** What the scripts of the page leave on it. */
export interface ImmersveWindow {
  readonly bench: ImmersveBench;
  readonly wallets: readonly { readonly id: string; readonly name: string }[];
  readonly immersve: { getAccessToken(): Promise<string | undefined>; refresh(): Promise<void>; logout(): Promise<void> };
}

/** Opens a page and waits until a click would do something. */
export async function openPage(page: DriverPage, { site }: ImmersveShop, path = '/'): Promise<void> {
  await page.goto(`${site.origin}${path}`);
  await page.waitFor(() => 'wallets' in window && document.querySelector('immersve-login:state(signed-out), immersve-login:state(signed-in)') !== null, []);
}

/** Opens the chooser by a click and takes the wallet that a slot's name begins with. */
export async function chooseWallet(page: DriverPage, id: string, opener = '[part~=button]'): Promise<void> {
  await page.click(`immersve-login >>> ${opener}`);
  await page.click(`immersve-login >>> [part~=wallet]:has(slot[name^="wallet-${id}"])`);
}

/** Signs in by the element's own method. Answers `signed-in`, or the code of the error, when the element has drawn it. */
export async function signIn(page: DriverPage, id: string, mode?: 'login' | 'signup'): Promise<string> {
  await beginSignIn(page, id, mode);
  return endSignIn(page);
}

/** The first half: not every driver asks a page two things at once. */
export async function beginSignIn(page: DriverPage, id: string, mode?: 'login' | 'signup'): Promise<void> {
  await page.evaluate((wanted: string, chosen: string | null) => {
    const { wallets } = window as unknown as ImmersveWindow;
    const element = document.querySelector('immersve-login') as unknown as {
      login(options: object): Promise<object | null>; readonly updateComplete: Promise<unknown>;
    };
    const signer = wallets.find((wallet) => wallet.id.startsWith(wanted));
    const ending = element.login({ signer, ...(chosen ? { mode: chosen } : {}) })
      .then(() => 'signed-in', (error: { code?: string }) => error.code ?? String(error));
    Object.assign(window, { ending: ending.then(async (code) => { await element.updateComplete; return code; }) });
  }, id, mode ?? null);
}

/** The other half of `signIn`. */
export const endSignIn = (page: DriverPage): Promise<string> => page.evaluate(() => (window as unknown as { ending: Promise<string> }).ending);

/** A list that the page's setup has noted. */
export const readNotes = (page: DriverPage, name: 'seen' | 'violations' | 'changes'): Promise<string[]> =>
  page.evaluate((key: string) => JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[], name);
