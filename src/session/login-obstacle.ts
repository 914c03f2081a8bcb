import { detectPage } from '../platform/page-environment.js';
import type { PageEnvironment } from '../platform/page-environment.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';

/** What stands in the way of a login on this page. */
export interface LoginObstacle {
  /** The app whose own browser shows the page: some login services refuse it. `webview` when its name is not known. */
  readonly app?: string;
  /** The page is in a frame, and login pages refuse to be shown in frames: only a window can help. */
  readonly isFramed?: boolean;
  /** Why no login can end here: `ENVIRONMENT_UNSUPPORTED`. */
  readonly error?: PassportError;
}

/** Finds what stands in the way, before anything is tried; undefined when nothing is known to. */
export function findLoginObstacle(page: Window, environment: PageEnvironment = detectPage(page)): LoginObstacle | undefined {
  const app = environment.inAppBrowser;
  const isFramed = page.parent !== page;
  const message = findReason(page, environment);
  const error = message ? new PassportError(SHARED_ERRORS, 'ENVIRONMENT_UNSUPPORTED', { message }) : undefined;
  return error || app || isFramed ? { app, isFramed, error } : undefined;
}

function findReason(page: Window, { isSandboxed, canOpenWindows, hasStorage }: PageEnvironment): string | undefined {
  if (!page.isSecureContext) return 'Signing in needs a secure page: this one, or one around it, is not served over https.';
  if (isSandboxed) return 'Signing in does not work in this frame: its sandbox takes away what the sign-in window needs.';
  if (canOpenWindows) return undefined;
  // Only leaving the page is left.
  if (page.parent !== page) return 'Signing in does not work in this frame: no window can open here.';
  return hasStorage ? undefined : 'Signing in does not work here: this browser opens no window and keeps nothing for the page.';
}
