import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '../../../emulator/src/index.js';
import { startTestEmulator } from '../../support/emulator.js';
import { LEAK_WATCH_TAG } from '../../support/flow-leaks.js';
import { startSite, type Site } from '../../support/site.js';
import { allowEmulator, type Policy } from '../../support/site-policy.js';

/** A page with nothing but the script and our elements in it, its callback page, and an emulator. */
export interface Shop {
  readonly site: Site;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

/** Options of `startShop`. */
export interface ShopOptions {
  /** How the page reaches the wallet. Default `iframe`. */
  readonly walletTransport?: 'iframe' | 'tee';
  /** The file of the bundle. Default the split build. */
  readonly bundle?: string;
  /** A second file of the bundle, which the page loads after the first, as two parts of a site may. */
  readonly secondBundle?: string;
  /** Serves every page under a strict Content-Security-Policy with Trusted Types, which refuses. Default: one that reports. */
  readonly isStrict?: boolean;
  /** What the policy that reports allows besides the elements' hosts. */
  readonly policy?: Policy;
  /** Whether signing out leaves the page. Default `redirect`; `silent` comes back to `/signed-out.html`, in a frame. */
  readonly logoutMode?: 'redirect' | 'silent';
  /** `require` trusts nobody without the authority's published keys. */
  readonly jwks?: 'require';
  /** Where the visitor's account is, as an attribute. Default: the emulator's, Immutable X. */
  readonly network?: 'immutable-x' | 'immutable-chain';
}

const CLIENT = 'client-id="journey-shop" environment="emulator"';

const LOGOUT = { redirect: 'logout-redirect-uri="/"', silent: 'logout-redirect-uri="/signed-out.html" logout-mode="silent"' } as const;

const createShop = (logoutMode: keyof typeof LOGOUT, network?: string): string => `<passport-login ${CLIENT} redirect-uri="/callback.html" ${
  LOGOUT[logoutMode]} ${network ? `network="${network}"` : ''}></passport-login>
  <imx-register></imx-register><imx-balances></imx-balances>`;

/** A page whose script runs before the bundle does. */
function createPage(body: string, head: string, script = ''): string {
  // A page that takes something away from itself first has no look for secrets.
  return `<!doctype html><html lang="en"><head>${head}<title>Shop</title>${script ? '' : LEAK_WATCH_TAG}</head><body><main><h1>Shop</h1>${body}</main>
    ${script && `<script>${script}</script>`}<script type="module" src="/setup.js"></script></body></html>`;
}

/** The strictest policy that the elements need: no style at all, scripts of this site, the emulator's hosts; and 'self' for the page's icon. */
export function createPolicy({ addresses: { auth, api, tee, wallet, chain } }: Emulator): string {
  return `default-src 'none'; script-src 'self'; style-src 'none'; img-src 'self' ${api}; connect-src ${auth} ${api} ${tee} ${chain}; `
    + `frame-src ${wallet}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; `
    + "require-trusted-types-for 'script'; trusted-types passport-widgets";
}

/** Starts emulator and site on free ports. */
export async function startShop(options: ShopOptions = {}): Promise<Shop> {
  const { walletTransport = 'iframe', bundle = '/dist/passport-widgets.js', isStrict = false, logoutMode = 'redirect', jwks, secondBundle, network } = options;
  const emulator = await startTestEmulator();
  const { auth, api, tee, wallet, passport, chain } = emulator.addresses;
  // The emulator is on free ports: the one thing that a page of its own would not have to say.
  const setup = `import { configure } from '${bundle}';
    configure(${JSON.stringify({ environment: 'emulator', emulator: { auth, api, tee, wallet, passport, chain }, walletTransport, jwks })});
    ${secondBundle === undefined ? '' : `await import('${secondBundle}');`}
    // For tests that look for what axe finds: the page's policy lets no script in from outside.
    window.runAxe = async () => (await import('/axe/axe.min.js'), window.axe.run());
    const note = (name, text) => sessionStorage.setItem(name, JSON.stringify([...JSON.parse(sessionStorage.getItem(name) ?? '[]'), text]));
    // Whom any page of this origin has asked, the window of a login included.
    new PerformanceObserver((list) => {
      const origins = list.getEntries().map(({ name }) => new URL(name).origin);
      localStorage.setItem('asked', JSON.stringify([...new Set([...JSON.parse(localStorage.getItem('asked') ?? '[]'), ...origins])]));
    }).observe({ type: 'resource', buffered: true });
    document.addEventListener('securitypolicyviolation', (event) => note('violations', event.violatedDirective + ' ' + event.blockedURI));
    for (const type of ['imx-register-progress', 'passport-login', 'passport-logout', 'imx-register', 'imx-balances-load', 'passport-error']) {
      document.addEventListener(type, (event) => note('seen', [type, event.step ?? event.error?.code ?? ''].join(' ').trim()));
    }`;
  const site = await startSite({
    pages: {
      '/': createPage(createShop(logoutMode, network), ''),
      '/callback.html': createPage(`<passport-callback ${CLIENT}></passport-callback>`, '<meta name="referrer" content="no-referrer">'),
      '/signed-out.html': createPage(`<passport-callback ${CLIENT} ${LOGOUT.silent}></passport-callback>`, ''),
      '/wrong-host.html': createPage(`<passport-login ${CLIENT}></passport-login>`, '', `
        document.querySelector('passport-login').setAttribute('redirect-uri', 'http://localhost:' + location.port + '/callback.html');`),
      '/no-storage.html': createPage(createShop(logoutMode), '', `
        Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });`),
      '/setup.js': setup,
    },
    folders: {
      '/dist/': fileURLToPath(new URL('../../../dist/', import.meta.url)),
      '/axe/': dirname(createRequire(import.meta.url).resolve('axe-core/axe.min.js')),
    },
    // Signing out without leaving the page is a frame of the authority.
    policy: { ...allowEmulator(emulator), ...(logoutMode === 'silent' ? { 'frame-src': `'self' ${wallet} ${auth}` } : {}), ...options.policy },
    headers: (): Record<string, string> => (isStrict ? { 'content-security-policy': createPolicy(emulator) } : {}),
  });
  return {
    site,
    emulator,
    async close() {
      await site.close();
      await emulator.close();
    },
  };
}
