/** Stands before every other script of a page that a flow visits: looks for secrets and refusals while the visitor is there. */
import { takeViolations, watchViolations } from './flow-violations.js';
import { LeakWatch } from './leaks.js';

/** Survives the page that is left; the flow reads it from the next one. */
const KEY = 'leaks-of-earlier-pages';

// First, because it needs no storage: a frame without an origin has none.
watchViolations();
Object.assign(window, { takeViolations });

const watch = new LeakWatch();
watch.learnStored();
watch.start();
Object.assign(window, { findLeaks, watchForLeak: (name: string, value: string) => watch.addSecret(name, value) });
addEventListener('pagehide', () => sessionStorage.setItem(KEY, JSON.stringify(findLeaks())));

/** What has leaked on this page and on earlier ones of this tab, once. */
function findLeaks(): string[] {
  const earlier = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as string[];
  sessionStorage.removeItem(KEY);
  return [...new Set([...earlier, ...watch.look().map(({ channel, secret }) => `${secret} to ${channel}`)])];
}
