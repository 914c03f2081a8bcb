let kept: string | undefined;

/**
 * Keeps the page's address as it was when the script ran. Routers of frameworks may rewrite it
 * before the callback element is connected. Called by `define/passport-callback`.
 */
export function keepPageUrl(url = globalThis.location?.href): void {
  kept ??= url;
}

/** The kept address, or the page's address now. */
export function getPageUrl(): string {
  return kept ?? location.href;
}
