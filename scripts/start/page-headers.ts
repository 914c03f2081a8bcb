/** Where the page's scripts and frames may go: the emulator's servers, by role. */
export interface EmulatorOrigins {
  readonly auth: string;
  readonly api: string;
  readonly tee: string;
  readonly wallet: string;
  readonly chain: string;
  readonly admin: string;
}

/** The headers of everything that the server sends. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/** The headers of the page with `<immersve-login>`: the same care, and no host but Immersve's. */
export function createImmersvePageHeaders(immersve: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'",
    // Wallets announce themselves with pictures that are data.
    "img-src 'self' data:", `connect-src ${immersve}`, "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", 'trusted-types passport-widgets',
  ];
  return { 'content-security-policy': policy.join('; '), 'referrer-policy': 'strict-origin-when-cross-origin' };
}

/**
 * The headers of a page, as a careful site would send them: no inline script or style, no other
 * origin than the emulator's.
 */
export function createPageHeaders(path: string, origins: EmulatorOrigins): Readonly<Record<string, string>> {
  const isCallback = path.endsWith('/callback.html');
  const policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", `img-src 'self' data: ${origins.api}`,
    `connect-src 'self' ${origins.auth} ${origins.api} ${origins.tee} ${origins.chain}`,
    // The wallet, a silent logout, and the panel beside the page.
    `frame-src 'self' ${origins.wallet} ${origins.auth} ${origins.admin}`,
    "base-uri 'none'", "form-action 'none'",
    // A silent logout comes back to the callback page inside a frame.
    `frame-ancestors ${isCallback ? "'self'" : "'none'"}`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    // The address of the callback page holds the code of a login.
    'referrer-policy': isCallback ? 'no-referrer' : 'strict-origin-when-cross-origin',
    // The callback page is in the window that the login opened: a policy there would cut it off from its opener.
    ...(isCallback ? {} : { 'cross-origin-opener-policy': 'same-origin-allow-popups' }),
  };
}
