import { gzipSync } from 'node:zlib';

import { type Browser, chromium } from 'playwright-core';

import { type Emulator, startEmulator } from '../../emulator/src/index.js';
import { requireEngine } from '../../test/support/driver/engines.js';
import { type SitePage, startSite } from '../../test/support/site.js';
import type { Contestant } from './contestants.js';

/** A browser, a site with the pages of every candidate, and an emulator under the hosts that released clients have built in. */
export interface World {
  readonly browser: Browser;
  readonly origin: string;
  readonly emulator: Emulator;
  /** Paths of the site that were asked for so far. */
  countSiteRequests(): number;
  /** Bytes of scripts that the site has sent since then, compressed. Each file counts once: browsers keep it. */
  getBytesSince(count: number): number;
  /** Bytes of the scripts of the site among these addresses, compressed; each counts once. */
  getBytesOf(urls: readonly string[]): number;
  close(): Promise<void>;
}

/** Served as servers do: compressed, and kept by browsers for an hour. */
function compress(page: SitePage): SitePage {
  const headers = { 'content-encoding': 'gzip', 'cache-control': page.type === 'text/javascript' ? 'max-age=3600' : 'no-cache' };
  return { ...page, body: gzipSync(page.body, { level: 9 }), headers };
}

/** Starts all three, the browser with an empty profile. */
export async function startWorld(contestants: readonly Contestant[]): Promise<World> {
  const pages = Object.fromEntries(contestants.flatMap((it) => Object.entries(it.pages)).map(([path, page]) => [path, compress(page)]));
  const emulator = await startEmulator({ tls: {}, seed: 'bench' });
  const site = await startSite({ pages });
  const { executablePath, env } = await requireEngine('chromium');
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env as Record<string, string>, ...env },
    args: [
      '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
      `--host-resolver-rules=${emulator.tls?.resolverRules ?? ''}`, '--ignore-certificate-errors',
    ],
  });
  const getBytesOf = (urls: readonly string[]): number => {
    const own = urls.map((url) => new URL(url, site.origin)).filter(({ origin }) => origin === site.origin);
    const sent = [...new Set(own.map(({ pathname }) => pathname))].map((path) => pages[path]).filter((page) => page?.type === 'text/javascript');
    return sent.reduce((sum, page) => sum + (page?.body.length ?? 0), 0);
  };
  return {
    browser, emulator, origin: site.origin, getBytesOf,
    countSiteRequests: () => site.requests.length,
    getBytesSince: (count) => getBytesOf(site.requests.slice(count)),
    close: async () => {
      await browser.close();
      await site.close();
      await emulator.close();
    },
  };
}
