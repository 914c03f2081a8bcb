/** What `FirstButton` has put into the shadow root of a tag: the element draws, and takes it away, in one task. */
export const drawnFirst = new WeakMap<Element, readonly ChildNode[]>();

/** Names the tags that have it, for `undefined.css`. */
export const MARK = 'data-passport-drawn';

/** lit draws in front of what is the first node then, and needs that for good. */
export function prepareReplacement(host: Element): void {
  if (drawnFirst.has(host)) host.shadowRoot?.prepend('');
}

/** Takes it away, in the task in which the element has drawn its own, so that no frame has two buttons, or none. */
export function replaceFirstButton(host: Element): void {
  // A copy of a tag has it, too, with nothing drawn.
  host.removeAttribute(MARK);
  const nodes = drawnFirst.get(host);
  if (!nodes) return;
  drawnFirst.delete(host);
  // Before the other goes, so that a browser shows a ring around it only if there was one.
  if (host.shadowRoot?.activeElement) host.shadowRoot.querySelector('button')?.focus({ preventScroll: true });
  for (const node of nodes) node.remove();
}
