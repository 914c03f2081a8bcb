import { findApp } from './in-app-browsers.js';

/** What can be known of a page before a login is tried. What cannot be known is taken for possible. */
export interface PageEnvironment {
  /**
   * The page is in a sandbox that keeps it from signing in: without an origin of its own, without
   * windows, or with windows that can send no form (row 53). The sandbox of a frame of another origin
   * can be seen only when it takes the origin away.
   */
  readonly isSandboxed: boolean;
  /** Windows may open in a click. False in sandboxes that forbid it, and inside of apps. */
  readonly canOpenWindows: boolean;
  /** The page is in a frame of another origin, where browsers keep its storage apart (row 82). */
  readonly isCrossSiteFrame: boolean;
  /** The app whose own browser shows the page, such as `Instagram`; `webview` when it is not known by name. */
  readonly inAppBrowser?: string;
  /** `localStorage` is there. Without it a login has to end on the page that began it. */
  readonly hasStorage: boolean;
}

/** Looks at a page: its frames, its browser and its storage. Costs no request and opens nothing. */
export function detectPage(page: Window): PageEnvironment {
  const sandboxes: string[] = [];
  let frame = page;
  for (; frame !== frame.parent; frame = frame.parent as Window) {
    // Null where the parent has another origin, as it has when this page has none.
    const element = frame.frameElement;
    if (!element) break;
    const flags = element.getAttribute('sandbox');
    if (flags !== null) sandboxes.push(flags);
  }
  const allows = (flag: string): boolean =>
    sandboxes.every((flags) => flags.toLowerCase().split(/\s+/).includes(`allow-${flag}`));
  // A window inherits the sandbox unless it may escape: then the login page could send no form.
  const allowsLogin = allows('popups') && (allows('forms') || allows('popups-to-escape-sandbox'));
  const inAppBrowser = findApp(page.navigator);
  return {
    isSandboxed: !allowsLogin || page.origin === 'null',
    canOpenWindows: allows('popups') && !inAppBrowser,
    isCrossSiteFrame: frame !== frame.parent,
    inAppBrowser,
    hasStorage: hasStorage(page),
  };
}

function hasStorage(page: Window): boolean {
  try {
    return !!page.localStorage;
  } catch {
    // A SecurityError where the page may store nothing.
    return false;
  }
}
