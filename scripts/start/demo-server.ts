import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

import { COMMON_HEADERS, createPageHeaders, type EmulatorOrigins } from './page-headers.js';

/** What the demo's server sends besides files. */
export interface DemoServerOptions {
  /** The folder of the repository. */
  readonly root: string;
  /** A folder whose pages are served in place of the demo's, with `dist/` at `/passport-widgets/`. Default: `demo/`. */
  readonly site?: string;
  readonly origins: EmulatorOrigins;
  /** The further headers of a page. Default: a policy that knows the emulator's servers. */
  readonly pageHeaders?: (path: string) => Readonly<Record<string, string>>;
  /** The page at `/`. Default: `index.html`. */
  readonly home?: string;
  /** Pages that stand in no folder; undefined for a path that has none. */
  readonly findPage?: (path: string) => string | undefined;
  /** Changes a page before it is sent. */
  readonly editPage?: (html: string) => string;
  /** Modules that stand in no folder, by path. */
  readonly modules?: Readonly<Record<string, string>>;
  /** What `/demo.json` holds: for the tools beside the page, not for the elements. Without it there is none. */
  readonly facts?: () => Promise<unknown>;
  /** A module that every page loads before the bundle; none when the elements' defaults hold. */
  readonly firstModule?: string;
}

/** Where a site of one's own finds `dist/`, as the documentation has it. */
export const SITE_BUNDLE = '/passport-widgets/';
/** The address of `firstModule`. */
export const FIRST_MODULE_PATH = '/emulator-addresses.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

// A page elsewhere can give its own name a loopback address, but not send another name.
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/u;

interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers the requests of the demo's pages: files of `demo/` at `/`, files of `dist/` at `/dist/`. */
export function createDemoHandler(options: DemoServerOptions): RequestListener {
  return (request, response) => {
    answer(request, options).then(
      (result) => send(request, response, result),
      (error: unknown) => send(request, response, refuse(500, error instanceof Error ? error.message : 'Failed')),
    );
  };
}

async function answer(request: IncomingMessage, options: DemoServerOptions): Promise<Answer> {
  if (!LOOPBACK_HOST.test(request.headers.host ?? '')) return refuse(403, 'This server answers to loopback names only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return { ...refuse(405, 'GET and HEAD only.'), headers: { allow: 'GET, HEAD' } };
  const path = readPath(request.url ?? '/', options.home);
  if (path === undefined) return refuse(404, 'Not found');
  if (path === '/demo.json' && options.facts) return { status: 200, body: JSON.stringify(await options.facts()), headers: toType('.json') };
  const module = Object.hasOwn(options.modules ?? {}, path) ? options.modules?.[path] : undefined;
  if (module !== undefined) return { status: 200, body: module, headers: toType('.js') };
  if (path === FIRST_MODULE_PATH && options.firstModule !== undefined) {
    return { status: 200, body: options.firstModule, headers: toType('.js') };
  }
  const page = options.findPage?.(path);
  return page === undefined ? answerFile(path, options) : answerPage(path, page, options);
}

async function answerFile(path: string, options: DemoServerOptions): Promise<Answer> {
  const extension = extname(path);
  const body = TYPES[extension] === undefined ? undefined : await readOrNothing(toFile(path, options));
  // Browsers ask for it on every page: a site that has none is no mistake, and its console stays empty.
  if (body === undefined && path === '/favicon.ico') return { status: 204, body: '', headers: {} };
  if (body === undefined) return refuse(404, 'Not found');
  return extension === '.html' ? answerPage(path, body.toString('utf8'), options) : { status: 200, body, headers: toType(extension) };
}

function answerPage(path: string, text: string, options: DemoServerOptions): Answer {
  const { firstModule, origins, editPage = (html: string) => html, pageHeaders = () => createPageHeaders(path, origins) } = options;
  const html = editPage(text);
  const page = firstModule === undefined ? html : addFirstModule(html);
  return { status: 200, body: page, headers: { ...toType('.html'), ...pageHeaders(path) } };
}

/** The decoded path of a request; undefined for one that no file can have. */
function readPath(url: string, home = 'index.html'): string | undefined {
  const [raw = '/'] = url.split(/[?#]/u);
  try {
    const path = decodeURIComponent(raw);
    // As the system would resolve it: whatever steps out, or is spelled in two ways, is not served.
    const isPlain = path.startsWith('/') && !path.includes('\0') && !path.includes('\\') && normalize(path) === path.replaceAll('/', sep);
    if (!isPlain || path.includes('/.')) return undefined;
    if (path === '/') return `/${home}`;
    return path.endsWith('/') ? `${path}index.html` : path;
  } catch {
    return undefined;
  }
}

function toFile(path: string, { root, site }: DemoServerOptions): string {
  if (site !== undefined) return path.startsWith(SITE_BUNDLE) ? join(root, path.replace(SITE_BUNDLE, '/dist/')) : join(site, path);
  if (path.startsWith('/guide/images/')) return join(root, path.replace('/guide', 'docs'));
  return path.startsWith('/dist/') ? join(root, path) : join(root, 'demo', path);
}

async function readOrNothing(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined;
    throw error;
  }
}

/** Before the bundle, which it imports: modules run in the order in which they stand. */
function addFirstModule(html: string): string {
  return html.replace(/<script type="module" src="\/(?:dist|passport-widgets)\//u, `<script type="module" src="${FIRST_MODULE_PATH}"></script>\n  $&`);
}

function toType(extension: string): Readonly<Record<string, string>> {
  return { 'content-type': TYPES[extension] ?? 'application/octet-stream' };
}

function refuse(status: number, text: string): Answer {
  return { status, body: `${text}\n`, headers: toType('.txt') };
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { ...COMMON_HEADERS, ...toType('.txt'), ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
