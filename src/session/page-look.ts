import { createLoader } from './lazy.js';
import type { LoginObstacle } from './login-obstacle.js';

// For the elements, which do not import the room that has it.
export { listenTo, readDocument } from '../platform/own-document.js';

const loadObstacle = createLoader(() => import('./login-obstacle.js'));

/** Words that are in the user agents of apps, and in those of whole browsers never. Names follow in `in-app-browsers.ts`. */
const APP_TRACES = /; wv\)|FB_IAB|MicroM|Snapchat|LinkedInA|Telegram-|\((iP(?!.*Safari\/))/;

/** Whether a page is worth a closer look: most are not, and need no code for it. */
export function needsLook(page: Window): boolean {
  return page.parent !== page || page.origin === 'null' || !page.isSecureContext || APP_TRACES.test(page.navigator.userAgent);
}

/**
 * What stands in the way of a login on this page, known before the click. Resolves to undefined when
 * nothing is known to, and where the code for it cannot be loaded. Never rejects.
 */
export async function findObstacle(page: Window = window): Promise<LoginObstacle | undefined> {
  if (!needsLook(page)) return undefined;
  return loadObstacle().then(({ findLoginObstacle }) => findLoginObstacle(page), () => undefined);
}
