import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';

/** A page of the guide: where it comes from, and its file in the site, which is flat. */
export interface GuidePage {
  /** From the root of the repository, such as `docs/guide/quick-start.md`. */
  readonly source: string;
  /** Such as `quick-start.html`. */
  readonly file: string;
  readonly markdown: string;
}

/** A group of the list of contents. */
export interface Contents {
  readonly title: string;
  readonly entries: readonly { readonly file: string; readonly title: string }[];
}

/** The page whose headings and lists are the list of contents. */
const HOME = 'docs/guide/README.md';

/** Finds every page: the guide, the pages beside it, and the decisions that they refer to. */
export function findPages(root: string): readonly GuidePage[] {
  const sources = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`).filter((path) => path.endsWith('.md')).sort();
  return sources.map((source) => ({ source, file: toFile(source), markdown: readFileSync(join(root, source), 'utf8') }));
}

function toFile(source: string): string {
  if (source === HOME) return 'index.html';
  const name = basename(source, '.md');
  return source.startsWith('docs/decisions/') ? `decision-${name}.html` : `${name}.html`;
}

/**
 * Reads the list of contents from the first page: a group for each heading, an entry for each link of its list. Pages
 * that it does not name come last, but for decisions, which are reached from where they matter.
 */
export function readContents(pages: readonly GuidePage[]): readonly Contents[] {
  const home = pages.find(({ source }) => source === HOME);
  if (!home) throw new Error(`There is no ${HOME}.`);
  const groups = home.markdown.split(/^## /mu).slice(1).map((section) => {
    const links = [...section.matchAll(/^(?:\d+\.|-) \[(?<title>[^\]]+)\]\((?<path>[^)#]+\.md)\)/gmu)];
    const entries = links.map(({ groups }) => ({ title: groups?.['title'] ?? '', file: resolvePage(pages, HOME, groups?.['path'] ?? '')?.file ?? '' }));
    return { title: section.split('\n')[0] ?? '', entries };
  }).filter(({ entries }) => entries.length > 0);
  const named = new Set(['index.html', ...groups.flatMap(({ entries }) => entries.map(({ file }) => file))]);
  const others = pages.filter(({ file }) => !named.has(file) && !file.startsWith('decision-'));
  const more = others.map(({ file, markdown }) => ({ file, title: /^# (?<title>.+)$/mu.exec(markdown)?.groups?.['title'] ?? file }));
  return more.length > 0 ? [...groups, { title: 'More', entries: more }] : groups;
}

/** The page that a link in another page means; undefined where it leads out of the guide. */
export function resolvePage(pages: readonly GuidePage[], from: string, path: string): GuidePage | undefined {
  const source = posix.join(posix.dirname(from), path);
  return pages.find((page) => page.source === source);
}
