import { systemClock } from '../platform/clock.js';

/** A page that has not loaded by then, such as one with a picture that never comes, is examined as it is. */
const PAGE_LIMIT_MS = 15_000;
/** Code that has not come by then is told as missing. */
const CODE_LIMIT_MS = 5_000;

/**
 * Resolves once the page has loaded, after fifteen seconds at the latest, and every element of ours on it is defined, five
 * seconds after that at the latest. Never rejects.
 */
export async function whenElementsAreDefined(root: Document = document, clock = systemClock): Promise<void> {
  const within = async (limitMs: number, event: Promise<unknown>): Promise<void> => {
    const limit = Promise.withResolvers<void>();
    const cancel = clock.after(limitMs, limit.resolve);
    await Promise.race([event, limit.promise]);
    cancel();
  };
  if (root.readyState !== 'complete') {
    await within(PAGE_LIMIT_MS, new Promise((resolve) => { root.defaultView?.addEventListener('load', resolve, { once: true }); }));
  }
  const waiting = [...root.querySelectorAll(':not(:defined)')].map(({ localName }) => localName)
    .filter((name) => /^(?:passport|imx|immersve)-/u.test(name));
  if (waiting.length > 0) await within(CODE_LIMIT_MS, Promise.all(waiting.map((name) => customElements.whenDefined(name))));
}
