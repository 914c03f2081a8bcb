import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildLeakWatch, LEAK_WATCH_PATH, watchPage } from './flow-leaks.js';
import { createSitePolicy, noteReport, REPORT_PATH, type Policy } from './site-policy.js';

/** A page or file that a test writes itself. */
export interface SitePage {
  readonly body: string | Uint8Array;
  /** Default: by the path's ending, else HTML. */
  readonly type?: string;
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer is held until this has settled. */
  readonly until?: Promise<unknown>;
}

/** What a site serves. */
export interface SiteOptions {
  /** By path. A plain text is an HTML page. */
  readonly pages?: Readonly<Record<string, string | SitePage>>;
  /** Folders by the beginning of a path: `{ '/dist/': '.../dist' }`. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Further headers for a path, such as a policy for every page. */
  readonly headers?: (path: string) => Readonly<Record<string, string>>;
  /**
   * What its pages need beyond the strictest policy. With it each page is sent with that policy, which reports and refuses nothing,
   * and has the look for refusals and secrets; a page with a policy of its own stays as it is. Default: all pages do. Every site of
   * a flow states one, unless its policies are what it tests.
   */
  readonly policy?: Policy;
}

/** A running site. */
export interface Site {
  /** `http://localhost:<port>`. */
  readonly origin: string;
  /** The same server as another site: `http://127.0.0.1:<port>`. */
  readonly otherOrigin: string;
  /** Paths with queries that were asked for, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.ico': 'image/x-icon', '.js': 'text/javascript', '.json': 'application/json',
  '.map': 'application/json', '.mjs': 'text/javascript', '.png': 'image/png', '.svg': 'image/svg+xml', '.txt': 'text/plain',
};

/** Starts a static server on a free port of both loopback addresses. */
export async function startSite(options: SiteOptions): Promise<Site> {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    if (!options.policy || ![LEAK_WATCH_PATH, REPORT_PATH].includes(request.url ?? '')) requests.push(request.url ?? '');
    answer(request, response, options).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  };
  const first = await listen(createServer(listener), 0, '127.0.0.1');
  const { port } = first.address() as AddressInfo;
  // Where IPv6 is off, `localhost` means the first address only.
  const second = await listen(createServer(listener), port, '::1').catch(() => undefined);
  return {
    origin: `http://localhost:${port}`,
    otherOrigin: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      await Promise.all([first, second].map((server) => server && stop(server)));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: SiteOptions): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  if (options.policy && path === REPORT_PATH) noteReport(await text(request));
  const page = await findPage(path, options);
  await page?.until;
  const { body, headers } = hold(page, {
    'content-type': page?.type ?? TYPES[extname(path)] ?? 'text/html; charset=utf-8',
    ...options.headers?.(path),
    ...page?.headers,
  }, options.policy, `http://${request.headers.host}`);
  response.writeHead(page?.status ?? (page ? 200 : 404), headers);
  response.end(body);
}

/** What is sent of a page: under its own policy, or under that of `createSitePolicy`. */
function hold(
  page: SitePage | undefined, headers: Readonly<Record<string, string>>, policy: Policy | undefined, origin: string,
): Pick<SitePage, 'body' | 'headers'> {
  const body = page?.body ?? 'not found';
  if (page === undefined || policy === undefined || !headers['content-type']?.startsWith('text/html')) return { body, headers };
  if (Object.keys(headers).some((name) => name.startsWith('content-security-policy'))) return { body, headers };
  const html = watchPage(typeof body === 'string' ? body : Buffer.from(body).toString());
  return { body: html, headers: { ...headers, 'content-security-policy-report-only': createSitePolicy(html, policy, origin) } };
}

async function findPage(path: string, { pages = {}, folders = {}, policy }: SiteOptions): Promise<SitePage | undefined> {
  if (policy && path === LEAK_WATCH_PATH) return buildLeakWatch();
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (page !== undefined) return typeof page === 'string' ? { body: page } : page;
  const prefix = Object.keys(folders).filter((key) => path.startsWith(key)).sort((a, b) => b.length - a.length)[0];
  // `normalize` of an absolute path cannot climb out of the folder.
  const rest = prefix === undefined ? undefined : normalize(`/${path.slice(prefix.length)}`);
  if (prefix === undefined || rest === undefined) return undefined;
  try {
    return { body: await readFile(join(folders[prefix] ?? '', rest.endsWith('/') ? `${rest}index.html` : rest)) };
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(server));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
