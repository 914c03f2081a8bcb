import { readFileSync } from 'node:fs';

/** The parameters in the frame's address, as the client's library writes them. */
export interface FrameParams {
  readonly apiKey: string;
  readonly domainOrigin: string;
}

/** What the frame's script is told when it starts. */
export interface FrameStart {
  readonly session: string;
  /** How often it says that it is ready. */
  readonly ready: number;
  readonly delayMs: number;
}

const ASSETS = new URL('../../assets/wallet/', import.meta.url);

/** The script and style of the frame, by path. */
export const FRAME_ASSETS: ReadonlyMap<string, { readonly type: string; readonly read: () => Buffer }> = new Map([
  ['/frame.js', { type: 'text/javascript; charset=utf-8', read: () => readFileSync(new URL('frame.js', ASSETS)) }],
  ['/frame.css', { type: 'text/css; charset=utf-8', read: () => readFileSync(new URL('frame.css', ASSETS)) }],
]);

/** Reads the `params` of the frame's address, or undefined where they are none. */
export function parseFrameParams(text: string | null): FrameParams | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64').toString('utf8'));
    const { API_KEY, DOMAIN_ORIGIN } = value as { API_KEY?: unknown; DOMAIN_ORIGIN?: unknown };
    if (typeof API_KEY !== 'string' || typeof DOMAIN_ORIGIN !== 'string') return undefined;
    return new URL(DOMAIN_ORIGIN).origin === DOMAIN_ORIGIN ? { apiKey: API_KEY, domainOrigin: DOMAIN_ORIGIN } : undefined;
  } catch {
    return undefined;
  }
}

/** The policy of the frame's page: nothing but its own files, framed by loopback and registered pages only. */
export function createFramePolicy(registeredUris: readonly string[]): string {
  const registered = registeredUris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).origin);
  const ancestors = ['localhost', '127.0.0.1'].flatMap((host) => [`http://${host}:*`, `https://${host}:*`]);
  return [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
    `frame-ancestors ${[...new Set([...ancestors, ...registered])].join(' ')}`,
  ].join('; ');
}

/** The frame's page. */
export function renderFramePage(start: FrameStart): string {
  return `<!doctype html>
<html lang="en" data-session="${start.session}" data-ready="${start.ready}" data-delay="${start.delayMs}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Emulated wallet</title>
<link rel="stylesheet" href="/frame.css">
<script src="/frame.js" defer></script>
</head>
<body>
<main role="dialog" aria-modal="true" aria-labelledby="title" hidden>
<p class="badge">Emulated wallet</p>
<h1 id="title"></h1>
<pre id="text" hidden></pre>
<div class="buttons">
<button id="refuse" type="button">Refuse</button>
<button id="accept" type="button">Accept</button>
</div>
</main>
</body>
</html>
`;
}
