import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Context } from './driver/driver.js';
import type { SitePage } from './site.js';

/** Where a site serves the look for secrets, and the tag that a page begins with. */
export const LEAK_WATCH_PATH = '/leak-watch.js';
export const LEAK_WATCH_TAG = `<script src="${LEAK_WATCH_PATH}"></script>`;

let script: Promise<SitePage> | undefined;

/** The script of `LEAK_WATCH_PATH`. */
export function buildLeakWatch(): Promise<SitePage> {
  script ??= build({
    entryPoints: [fileURLToPath(new URL('./flow-leaks-page.ts', import.meta.url))],
    bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'silent',
  }).then(({ outputFiles: [file] }) => ({ body: file!.text, type: 'text/javascript' }));
  return script;
}

/** What has leaked on the pages that are open: those of a service have no look, and one that is just closing is left out. */
export async function findLeaks(context: Context): Promise<string[]> {
  const found = await Promise.all((await context.pages()).map((page) => page.evaluate(() => {
    const { findLeaks } = window as unknown as { findLeaks?: () => string[] };
    return findLeaks?.() ?? [];
  }).catch(() => [])));
  return found.flat();
}
