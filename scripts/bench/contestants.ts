import type { SitePage } from '../../test/support/site.js';

/** What a candidate can be asked to do. Each can load a page. */
export type Stage = 'window' | 'redirect' | 'returning' | 'register' | 'stark' | 'many';

/** The names of the candidates: `sdk-file` is the official SDK's single-file build, `empty` a page with nothing but a button. */
export type ContestantId = 'ours' | 'empty' | 'sdk' | 'sdk-file' | 'x-client' | 'oidc' | 'mgt';

/** One of those that are measured. Its pages are `/<id>/`, `/<id>/redirect`, `/<id>/callback`, `/<id>/returning`, `/<id>/stark` and those of `toManyPages`. */
export interface Contestant {
  readonly id: ContestantId;
  readonly title: string;
  /** The button, as a selector that looks into shadow roots. */
  readonly button: string;
  readonly stages: readonly Stage[];
  /** By path; compressed by the site. */
  readonly pages: Readonly<Record<string, SitePage>>;
}

/** A page as sites have it: `body` with its own scripts. */
export function toPage(body: string, isReady?: string): SitePage {
  const ready = isReady === undefined ? '' : `<script>bench.isReady = () => ${isReady};</script>`;
  return { body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Bench</title>${ready}</head><body>${body}</body></html>`, type: 'text/html; charset=utf-8' };
}

/** How many buttons a page of many has. */
export const MANY_COUNTS = [10, 100] as const;

/** The pages with many buttons, `/<id>/many-10` and so on. */
export function toManyPages(id: ContestantId, create: (count: number) => SitePage): Readonly<Record<string, SitePage>> {
  return Object.fromEntries(MANY_COUNTS.map((count) => [`/${id}/many-${count}`, create(count)]));
}

/** What the browser and the machine take by themselves. */
export const EMPTY: Contestant = {
  id: 'empty', title: 'empty page', button: 'button', stages: [],
  pages: { '/empty/': toPage('<button type="button">Nothing</button>', 'document.querySelector(\'button\') !== null') },
};
