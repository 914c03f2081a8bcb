import { posix } from 'node:path';
import { Marked, type Tokens } from 'marked';
import { findPages, readContents, resolvePage, type Contents, type GuidePage } from './guide-pages.js';

/** A finished site: text of each page by its file. */
export type GuideSite = ReadonlyMap<string, string>;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** As GitHub makes anchors, so that a link holds in both places. */
export function toAnchor(heading: string): string {
  return heading.trim().toLowerCase().replaceAll(/<[^>]*>|[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/gu, '-');
}

/** Makes the guide's pages from `docs/`. They hold no inline script or style, and ask nobody but their own site. */
export function renderGuide(root: string): GuideSite {
  const pages = findPages(root);
  const contents = readContents(pages);
  return new Map(pages.map((page) => [page.file, renderPage(page, pages, contents)]));
}

function renderPage(page: GuidePage, pages: readonly GuidePage[], contents: readonly Contents[]): string {
  const title = /^# (?<title>.+)$/mu.exec(page.markdown)?.groups?.['title'] ?? 'Guide';
  const plain = title.replaceAll('`', '');
  const entries = contents.flatMap(({ entries: group }) => group);
  const place = entries.findIndex(({ file }) => file === page.file);
  const next = page.file === 'index.html' ? entries[0] : place < 0 ? undefined : entries[place + 1];
  const previous = place > 0 ? entries[place - 1] : undefined;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(plain)}: passport-widgets</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="guide.css">
<script type="module" src="guide.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="top"><a class="name" href="index.html">passport-widgets</a><span>Guide</span><a class="demo" href="../">Playground</a></header>
<div class="columns">
<nav aria-label="Guide">${renderContents(contents, page.file)}</nav>
<main id="content">
${createMarked(page, pages).parse(page.markdown, { async: false })}
${previous || next ? `<footer class="onward">${previous ? `<a href="${previous.file}">← ${escape(previous.title)}</a>` : '<span></span>'}${
  next ? `<a href="${next.file}">${escape(next.title)} →</a>` : ''}</footer>` : ''}
</main>
</div>
</body>
</html>
`;
}

function renderContents(contents: readonly Contents[], current: string): string {
  const groups = contents.map(({ title, entries }) => `<h2>${escape(title)}</h2><ul>${entries
    .map((entry) => `<li><a href="${entry.file}"${entry.file === current ? ' aria-current="page"' : ''}>${escape(entry.title)}</a></li>`).join('')}</ul>`);
  return `<details class="contents"><summary>Contents</summary>${groups.join('')}</details>`;
}

/** Links between pages become links of the site; what leads out of the guide into the repository is shown as a name. */
function createMarked(page: GuidePage, pages: readonly GuidePage[]): Marked {
  const marked = new Marked({ gfm: true });
  let tables = 0;
  marked.use({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading): string {
        const text = this.parser.parseInline(tokens);
        const anchor = toAnchor(text.replaceAll(/<[^>]+>/gu, '').replaceAll(/&[a-z]+;|&#\d+;/gu, ''));
        return depth === 1 ? `<h1>${text}</h1>\n` : `<h${depth} id="${anchor}"><a class="anchor" href="#${anchor}">${text}</a></h${depth}>\n`;
      },
      code({ text, lang = '' }: Tokens.Code): string {
        const [language = '', name = ''] = lang.split(' ');
        return `<figure class="code"><figcaption>${escape(name || language)}</figcaption><pre tabindex="0"><code>${escape(text)}\n</code></pre></figure>\n`;
      },
      table(token: Tokens.Table): string {
        tables += 1;
        const cells = (row: Tokens.TableCell[], tag: string): string => `<tr>${row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        return `<div class="table" role="region" aria-label="Table ${tables}" tabindex="0"><table><thead>${cells(token.header, 'th')}</thead><tbody>${
          token.rows.map((row) => cells(row, 'td')).join('')}</tbody></table></div>\n`;
      },
      link({ href, tokens }: Tokens.Link): string {
        const text = this.parser.parseInline(tokens);
        const url = toUrl(href, page, pages);
        return url === undefined ? `<span class="outside">${text}</span>` : `<a href="${escape(url)}">${text}</a>`;
      },
      image({ href, text }: Tokens.Image): string {
        return `<img src="images/${escape(posix.basename(href))}" alt="${escape(text)}" loading="lazy">`;
      },
      // Comments are for the tests of the snippets; other markup in a page would be a way around the renderer.
      html({ text }: Tokens.HTML | Tokens.Tag): string {
        return /^\s*<!--[^]*-->\s*$/u.test(text) ? '' : escape(text);
      },
    },
  });
  return marked;
}

function toUrl(href: string, page: GuidePage, pages: readonly GuidePage[]): string | undefined {
  if (/^(?:https:|#)/u.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = resolvePage(pages, page.source, path);
  return target && (anchor === undefined ? target.file : `${target.file}#${anchor}`);
}
