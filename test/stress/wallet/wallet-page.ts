import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Emulator } from '../../../emulator/src/index.js';
import { startEmulator } from '../../../emulator/src/index.js';
import { createImxService } from '../../../emulator/src/imx/imx-service.js';
import { createTeeService } from '../../../emulator/src/tee/tee-service.js';
import { createWalletService } from '../../../emulator/src/wallet/wallet-service.js';
import { getUserWallet } from '../../../emulator/src/wallet/user-wallets.js';
import type { PassportConfig } from '../../../src/shared/config.js';
import type { DriverPage } from '../../support/driver/driver-page.js';
import { startSite, type Site, type SiteOptions, type SitePage } from '../../support/site.js';
import type { Outcome } from './harness.js';

/** A page that has the wallet's code from `src/`, and an emulator with one user who is signed in there. */
export interface WalletSite {
  readonly site: Site;
  readonly emulator: Emulator;
  /** The user's wallet. */
  readonly address: string;
  /** Stops both. */
  close(): Promise<void>;
}

/** Options of `startWalletSite`. */
export interface WalletSiteOptions {
  readonly config?: PassportConfig;
  /** Pages besides `/`, which has nothing in its body. `SCRIPTS` gives a page the wallet. */
  readonly pages?: (emulator: Emulator) => Readonly<Record<string, string | SitePage>>;
  readonly headers?: SiteOptions['headers'];
}

/** What a page has in its head to have the wallet. */
export const SCRIPTS = '<script src="/settings.js"></script><script src="/harness.js"></script>';

/** Starts emulator and site on free ports. */
export async function startWalletSite(options: WalletSiteOptions = {}): Promise<WalletSite> {
  const emulator = await startEmulator({ services: [createWalletService, createTeeService, createImxService], seed: 'wallet-stress' });
  const { sub } = emulator.world.ensureUser('nova@example.com');
  const { auth, api, tee, wallet } = emulator.addresses;
  const config: PassportConfig = {
    clientId: 'wallet-site', environment: 'emulator', emulator: { auth, api, tee, wallet }, walletTransport: 'iframe', ...options.config,
  };
  const nowSeconds = Math.floor(emulator.world.clock.now() / 1_000);
  const idToken = await emulator.tokens.sign({
    sub, iss: emulator.tokens.issuer, aud: 'wallet-site', iat: nowSeconds, exp: nowSeconds + 36_000,
  });
  const settings = { config, idToken };
  const site = await startSite({
    pages: {
      '/': createPage(''),
      '/settings.js': `window.walletSettings = ${JSON.stringify(settings)};`,
      '/harness.js': await bundle(new URL('harness.ts', import.meta.url)),
      ...await createFuzzPages(),
      ...options.pages?.(emulator),
    },
    headers: options.headers,
  });
  return {
    site, emulator, address: getUserWallet(emulator.seed, sub).address,
    async close() {
      await site.close();
      await emulator.close();
    },
  };
}

/** Frames that send what a page must not take: one in the wallet's place, and one that is any other. */
export async function createFuzzPages(): Promise<Record<string, SitePage>> {
  const body = `<!doctype html><title>Fuzz</title><script>${await bundle(new URL('fuzz-frame.ts', import.meta.url))}</script>`;
  return { '/fuzz/send': { body }, '/fuzz/other': { body } };
}

/** A page with the wallet in its head. */
export function createPage(body: string, head = SCRIPTS): string {
  return `<!doctype html><html lang="en"><head><title>Wallet</title>${head}</head><body><main>${body}</main></body></html>`;
}

/** Bundles a script of the tests as a classic one. */
export async function bundle(file: URL): Promise<string> {
  const { outputFiles: [output] } = await build({
    entryPoints: [fileURLToPath(file)], bundle: true, write: false, format: 'iife', target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error',
  });
  return output?.text ?? '';
}

/** Waits for something that the page began under a name. */
export async function waitForOutcome(page: DriverPage, name: string, timeoutMs = 30_000): Promise<Outcome> {
  return await page.waitFor((key) => window.walletPage.outcome(key), [name], { timeoutMs, what: `"${name}" to end` }) as Outcome;
}
