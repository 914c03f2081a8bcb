import { createHash } from 'node:crypto';
import type { HeaderValues } from './exchange.js';

/** What a page for people consists of. */
export interface PageParts {
  readonly title: string;
  /** Trusted HTML: texts in it have gone through `escapeHtml`. */
  readonly body: string;
  /** Added after the common style. */
  readonly style?: string;
  readonly script?: string;
  /** Where forms may lead, redirects included. Default: nowhere. */
  readonly formAction?: string;
  /** Who may frame the page. Default: nobody. */
  readonly frameAncestors?: string;
  /** Where the script may send requests. Default: nowhere. */
  readonly connect?: string;
  /** What the page may frame. Default: nothing. */
  readonly frames?: string;
}

/** A page with the headers it has to be sent with. */
export interface Page {
  readonly html: string;
  readonly headers: HeaderValues;
}

/** Builds a page whose only style and script are those given, held to it by its policy. */
export function renderPage(parts: PageParts): Page {
  const style = BASE_STYLE + (parts.style ?? '');
  const script = parts.script === undefined ? '' : `<script>${parts.script}</script>`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(parts.title)}</title>
<style>${style}</style>
</head>
<body>
${parts.body}
${script}
</body>
</html>`;
  const policy = [
    "default-src 'none'", `style-src ${toHashSource(style)}`, 'img-src data:',
    `script-src ${parts.script === undefined ? "'none'" : toHashSource(parts.script)}`,
    `connect-src ${parts.connect ?? "'none'"}`, `form-action ${parts.formAction ?? "'none'"}`,
    `frame-src ${parts.frames ?? "'none'"}`,
    "base-uri 'none'", `frame-ancestors ${parts.frameAncestors ?? "'none'"}`,
  ].join('; ');
  return {
    html,
    headers: { 'content-security-policy': policy, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' },
  };
}

/** Makes text safe in HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function toHashSource(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f3f4f1; --surface: #ffffff; --raised: #f8f9f6; --line: #dfe2da; --text: #1c211d; --quiet: #5b645d;
  --accent: #1f6f54; --accent-text: #ffffff; --accent-soft: #e3f0ea; --warn: #96501a; --warn-soft: #fbeee1; --bad: #a5322c; --bad-soft: #fae7e5;
  --radius: 12px; --shadow: 0 1px 2px rgb(20 30 20 / 6%), 0 8px 28px rgb(20 30 20 / 7%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121513; --surface: #1a1e1b; --raised: #202521; --line: #323934; --text: #e8ece8; --quiet: #9ba69e;
    --accent: #6fc7a3; --accent-text: #0d1f17; --accent-soft: #1e3229; --warn: #e5a56a; --warn-soft: #35281b; --bad: #ef8d85; --bad-soft: #3a2220;
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 28px rgb(0 0 0 / 25%);
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; min-height: 100vh; background: var(--ground); color: var(--text);
  font: 15px/1.45 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  -webkit-text-size-adjust: 100%;
}
h1, h2, p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: 0.87em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.quiet { color: var(--quiet); }
`;
