/**
 * Functions that run inside the page under test. They are sent as text, so besides their parameters and
 * the page they can use only what `PAGE_HELPERS` sends along.
 */

/** Where a click on an element goes, or why it cannot be clicked yet. */
export type Target = { readonly x: number; readonly y: number } | { readonly problem: string };

/** All elements that a selector names, in any open shadow root; `a >>> b` finds `b` inside `a`. */
function findAll(selector: string): Element[] {
  const inside = (parent: Document | DocumentFragment | Element, part: string): Element[] => {
    // A page's markup may hide the document's own methods.
    const { querySelectorAll } = parent instanceof Document ? Document.prototype : parent;
    const found = [...querySelectorAll.call(parent, part) as NodeListOf<Element>];
    const holders = [...(parent instanceof Element ? [parent] : []), ...querySelectorAll.call(parent, '*') as NodeListOf<Element>];
    for (const { shadowRoot } of holders) if (shadowRoot) found.push(...inside(shadowRoot, part));
    return found;
  };
  let elements: (Document | Element)[] = [document];
  for (const part of selector.split('>>>')) elements = [...new Set(elements.flatMap((parent) => inside(parent, part.trim())))];
  return elements as Element[];
}

function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** The element that input at a point reaches, in any open shadow root. */
function hitAt(x: number, y: number): Element | null {
  let hit = Document.prototype.elementFromPoint.call(document, x, y);
  for (;;) {
    const inner: Element | null = hit?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (inner === null || inner === hit) return hit;
    hit = inner;
  }
}

/** Finds the one visible element that a selector names, scrolls to it, and tells where to click it. */
export function locate(selector: string): Target {
  const elements = findAll(selector);
  const [element, ...others] = elements.filter(isShown);
  if (element === undefined) return { problem: elements.length === 0 ? 'no element matches' : 'the element is not visible' };
  if (others.length > 0) return { problem: `${others.length + 1} elements match` };
  if (element.matches(':disabled')) return { problem: 'the element is disabled' };

  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  const x = Math.round(box.x + box.width / 2);
  const y = Math.round(box.y + box.height / 2);
  const hit = hitAt(x, y);
  let node: Node | null = hit;
  while (node !== null && node !== element) {
    node = (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
  }
  return node === element ? { x, y } : { problem: `<${hit?.localName ?? 'nothing'}> lies over the element` };
}

/** The text that the first visible element shows, its shadow tree first, or undefined while there is none. */
export function readText(selector: string): string | undefined {
  const element = findAll(selector).find(isShown);
  if (!(element instanceof HTMLElement)) return element?.textContent ?? undefined;
  const shadow = [...element.shadowRoot?.children ?? []].map((child) => (child instanceof HTMLElement ? child.innerText : ''));
  return [...shadow, element.innerText].join(' ').trim();
}

/** Asks for a popup out of a timer, without a click. True when the browser refused. */
export function isPopupBlocked(): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => {
      const popup = window.open('about:blank', '_blank', 'width=200,height=200');
      popup?.close();
      resolve(popup === null);
    }, 0);
  });
}

/** The text of the functions that the others call. `__name` is what esbuild calls to keep function names. */
export const PAGE_HELPERS = ['const __name = (value) => value;', findAll, isShown, hitAt].join('\n');
