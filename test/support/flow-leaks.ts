import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Context } from './driver/driver.js';
import type { DriverPage } from './driver/driver-page.js';
import { VIOLATIONS_KEY } from './flow-violations.js';
import type { SitePage } from './site.js';
import { takeReports } from './site-policy.js';

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

/** The page with the look before every script of its own. One that has put it in itself stays as it is. */
export function watchPage(html: string): string {
  if (html.includes(LEAK_WATCH_PATH)) return html;
  const [start = ''] = /^\s*(?:<!doctype[^>]*>)?\s*(?:<html[^>]*>)?\s*(?:<head[^>]*>)?/iu.exec(html) ?? [];
  return `${start}${LEAK_WATCH_TAG}${html.slice(start.length)}`;
}

/** What the pages that are open have let out, and what policies have refused or would have. */
export interface Findings {
  readonly leaks: readonly string[];
  /** Trusted Types among them. */
  readonly violations: readonly string[];
}

/** Asks the pages that are open, once for all: those of a service have no look, and one that is just closing is left out. */
export async function lookAtPages(context: Context): Promise<Findings> {
  const found = await Promise.all((await context.pages()).map((page) => page.evaluate(() => {
    const { findLeaks, takeViolations } = window as unknown as Partial<Record<'findLeaks' | 'takeViolations', () => string[]>>;
    return { leaks: findLeaks?.() ?? [], violations: takeViolations?.() ?? [] };
  }).catch(() => ({ leaks: [], violations: [] }))));
  // A page tells at once, and a report comes from pages and frames that nobody can ask.
  const violations = new Set([...found.flatMap((page) => page.violations), ...takeReports()]);
  return { leaks: found.flatMap(({ leaks }) => leaks), violations: [...violations] };
}

/** Signs the visitor out for the pages that follow, and keeps what pages that are gone have noted of refusals. */
export async function forgetVisitor(page: DriverPage): Promise<void> {
  await page.evaluate((kept) => {
    for (const key of Object.keys(localStorage)) if (key !== kept) localStorage.removeItem(key);
  }, VIOLATIONS_KEY);
}
