import type { Emulator } from '../../../emulator/src/index.js';
import { FRAME_PROVIDER_ID } from '../../../emulator/src/wallet/magic.js';
import { startTestEmulator } from '../../support/emulator.js';
import { startSite, type Site } from '../../support/site.js';
import { allowEmulator, BUNDLED } from '../../support/site-policy.js';
import { bundle } from './bundle.js';

/** A site whose code uses the documented SDK names, and an emulator. */
export interface SdkSite {
  readonly site: Site;
  readonly emulator: Emulator;
  close(): Promise<void>;
}

/** Options of `startSdkSite`. */
export interface SdkSiteOptions {
  /** The code of pages: `{ page: '…' }` is `/app/page.js`. It finds the constructor's options in `window.passportOptions`. */
  readonly entries: Readonly<Record<string, string>>;
  /** By path: the body of the page, which names its scripts itself. */
  readonly pages: Readonly<Record<string, string>>;
  /** Runs before everything else on every page. */
  readonly head?: string;
  /** Of the constructor, besides client, environment and addresses. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Further headers for a path. */
  readonly headers?: (path: string) => Readonly<Record<string, string>>;
}

/** The documented overrides of a page that signs in at the emulator. */
export function createOverrides({ addresses: { auth, api, tee, wallet } }: Emulator): Record<string, string> {
  return {
    authenticationDomain: auth, passportDomain: auth, magicPublishableApiKey: 'pk_live_10F423798A540ED7', magicProviderId: FRAME_PROVIDER_ID,
    zkEvmRpcUrl: api, relayerUrl: api, imxPublicApiDomain: api, indexerMrBasePath: api, orderBookMrBasePath: api, passportMrBasePath: api,
    // Beyond the documented ones: the official SDK keeps these to itself.
    magicTeeBasePath: tee, magicIframeUrl: `${wallet}/`,
  };
}

/** Starts emulator and site on free ports. */
export async function startSdkSite(options: SdkSiteOptions): Promise<SdkSite> {
  const emulator = await startTestEmulator();
  const files = await bundle(options.entries);
  const overrides = createOverrides(emulator);
  const script = `${options.head ?? ''}
    window.passportOptions = ${JSON.stringify({ baseConfig: { environment: 'sandbox' }, clientId: 'sdk-site', overrides, ...options.options })};
    for (const key of ['redirectUri', 'popupRedirectUri', 'logoutRedirectUri']) {
      if (window.passportOptions[key]) window.passportOptions[key] = new URL(window.passportOptions[key], location.origin).href;
    }`;
  const pages = Object.fromEntries(Object.entries(options.pages).map(([path, body]) => [path, `<!doctype html><html lang="en"><head>
    <meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${path}</title>
    <script src="/head.js"></script></head><body>${body}</body></html>`]));
  const policy = { ...allowEmulator(emulator), ...BUNDLED };
  const site = await startSite({ pages: { ...pages, '/head.js': script, ...files }, headers: options.headers, policy });
  return {
    site,
    emulator,
    async close() {
      await site.close();
      await emulator.close();
    },
  };
}
