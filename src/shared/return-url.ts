/**
 * Where a callback page may lead on to, as an absolute URL: a path or URL of this site, and nothing
 * that a browser would read as another host (rows 57 and 145). Undefined for everything else.
 *
 * Absolute, because an injected `<base>` would lead a path to its own host.
 */
export function toReturnUrl(value: string, origin: string): string | undefined {
  // Browsers drop tabs and line ends inside of URLs and take a backslash for a slash.
  const isPath = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value);
  const isOwn = value === origin || value.startsWith(`${origin}/`);
  if (!(isPath || isOwn) || !URL.canParse(value, origin)) return undefined;
  const url = new URL(value, origin);
  return url.origin === origin ? url.href : undefined;
}
