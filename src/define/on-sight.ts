/**
 * Calls `define` with a tag once an element of it stands in the document, now or later. Elements
 * inside of other components' shadow roots are not seen: there `define()` is called by code.
 * Gives the end of watching.
 */
export function defineOnSight(
  tags: readonly string[], define: (tag: string) => Promise<void>, root: Document = document,
): () => void {
  const waiting = new Set(tags);
  let tried = new WeakSet<Element>();
  const look = (): void => {
    for (const tag of waiting) {
      // By the method that every document has: markup such as `<img name="querySelectorAll">` hides it (row 142).
      const found = [...Document.prototype.querySelectorAll.call(root, tag)];
      // All of them are tried now, so that the page asks once for those that came together.
      if (!found.filter((element) => !tried.has(element) && tried.add(element)).length) continue;
      waiting.delete(tag);
      define(tag).catch((error: unknown) => {
        // The next element of the tag tries again, and the network when it is back; until then those that are here show their own content.
        waiting.add(tag);
        console.warn(`passport-widgets: the code of <${tag}> could not be loaded.`, error);
      });
    }
  };
  const observer = new MutationObserver((records) => {
    if (records.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element))) look();
  });
  const retry = (): void => {
    tried = new WeakSet();
    look();
  };
  observer.observe(root, { childList: true, subtree: true });
  addEventListener('online', retry);
  look();
  return () => {
    observer.disconnect();
    removeEventListener('online', retry);
  };
}
