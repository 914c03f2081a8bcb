/** Code that has not come by then is told as missing. */
const WAIT_MS = 5_000;

/** Resolves once the page has loaded and every element of ours on it is defined, or after five seconds. Never rejects. */
export async function whenElementsAreDefined(root: Document = document): Promise<void> {
  if (root.readyState !== 'complete') await new Promise((resolve) => { addEventListener('load', resolve, { once: true }); });
  const waiting = [...root.querySelectorAll(':not(:defined)')].map(({ localName }) => localName)
    .filter((name) => /^(?:passport|imx|immersve)-/u.test(name));
  if (waiting.length === 0) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise((resolve) => { timer = setTimeout(resolve, WAIT_MS); });
  await Promise.race([Promise.all(waiting.map((name) => customElements.whenDefined(name))), limit]);
  clearTimeout(timer);
}
