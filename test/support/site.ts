import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

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
    requests.push(request.url ?? '');
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
  const page = await findPage(path, options);
  await page?.until;
  response.writeHead(page?.status ?? (page ? 200 : 404), {
    'content-type': page?.type ?? TYPES[extname(path)] ?? 'text/html; charset=utf-8',
    ...options.headers?.(path),
    ...page?.headers,
  });
  response.end(page?.body ?? 'not found');
}

async function findPage(path: string, { pages = {}, folders = {} }: SiteOptions): Promise<SitePage | undefined> {
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
