/** What is wrong with a drawing. */
export type GeometryFault = 'zero-size' | 'small-target' | 'overflow' | 'clipped-text' | 'overlap';

/** One fault, and where it is. */
export interface GeometryProblem {
  readonly fault: GeometryFault;
  readonly where: string;
}

/** Layout rounds to parts of a pixel, and lines of text are taller than their letters. */
const TOLERANCE_PX = 1.5;
/** WCAG 2.2, 2.5.8. */
const MIN_TARGET_PX = 24;
const TARGETS = 'button, a[href], input, select, textarea, summary, [role=menuitem]';

interface Box {
  readonly node: Element;
  readonly rect: DOMRect;
  readonly name: string;
}

/** Measures what an element draws, in its shadow tree and its slots, and says what is wrong with it. */
export function findGeometryProblems(host: HTMLElement): GeometryProblem[] {
  const elements = [...walk(host.shadowRoot ?? host)].filter(isShown);
  const boxes = elements.flatMap(getTextBoxes);
  const targets = elements.filter((element) => element.matches(TARGETS));
  const outer = host.getBoundingClientRect();
  const page = (host.parentElement ?? host).getBoundingClientRect();
  const problems: GeometryProblem[] = [
    ...(outer.right > page.right + TOLERANCE_PX || outer.left < page.left - TOLERANCE_PX ? [{ fault: 'overflow' as const, where: host.localName }] : []),
    ...targets.flatMap(judgeTarget),
    ...elements.flatMap((element) => (isInside(element.getBoundingClientRect(), outer) || isFree(element) ? [] : [{ fault: 'overflow' as const, where: describe(element) }])),
    ...boxes.flatMap(judgeText),
    ...findOverlaps(boxes, targets),
  ];
  return [...new Map(problems.map((problem) => [`${problem.fault} ${problem.where}`, problem])).values()];
}

/** The flat tree as it is drawn: a slot stands for what the page put into it. */
function* walk(root: ParentNode): Generator<Element> {
  for (const child of root.children) {
    yield child;
    const assigned = child instanceof HTMLSlotElement ? child.assignedElements() : [];
    for (const element of assigned) {
      yield element;
      yield* walk(element);
    }
    if (assigned.length === 0) yield* walk(child);
  }
}

function isShown(element: Element): boolean {
  if (element instanceof HTMLSlotElement || !(element instanceof HTMLElement || element instanceof SVGSVGElement)) return false;
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr-only') && getComputedStyle(element).clipPath === 'none';
}

function judgeTarget(target: Element): GeometryProblem[] {
  // A click on its label is one on the control.
  const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
  if (width < 1 || height < 1) return [{ fault: 'zero-size', where: describe(target) }];
  return Math.min(width, height) < MIN_TARGET_PX - 0.1 ? [{ fault: 'small-target', where: describe(target) }] : [];
}

/** The places of an element's own words, one for each line. */
function getTextBoxes(element: Element): Box[] {
  return [...element.childNodes].filter((node) => node instanceof Text && node.data.trim() !== '').flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
      .map((rect) => ({ node: element, rect, name: `${describe(element)} "${(node as Text).data.trim().slice(0, 30)}"` }));
  });
}

/** Words may be cut off with an ellipsis where the whole of them is given on demand, and in no other way. */
function judgeText({ node, rect, name }: Box): GeometryProblem[] {
  for (const box of getAncestors(node)) {
    const style = getComputedStyle(box);
    if (style.overflowX === 'visible' && !box.matches(TARGETS)) continue;
    if (style.overflowX === 'auto' || style.overflowX === 'scroll' || style.overflowY === 'auto') return [];
    if (isInside(rect, box.getBoundingClientRect())) continue;
    const hasMore = style.textOverflow === 'ellipsis' && getAncestors(node).some((element) => element.hasAttribute('title') || element.matches('button'));
    return hasMore ? [] : [{ fault: 'clipped-text', where: name }];
  }
  return [];
}

function findOverlaps(texts: readonly Box[], targets: readonly Element[]): GeometryProblem[] {
  const boxes: Box[] = [
    ...texts.map((box) => ({ ...box, rect: getVisible(box) })),
    ...targets.map((node) => ({ node, rect: node.getBoundingClientRect(), name: describe(node) })),
  ];
  return boxes.flatMap((one, index) => boxes.slice(index + 1)
    // Where they are is known; the rest asks for the style of everything around them.
    .filter((other) => isOverlapping(one.rect, other.rect) && !isRelated(one.node, other.node) && getLayer(one.node) === getLayer(other.node))
    .map((other) => ({ fault: 'overlap' as const, where: `${one.name} and ${other.name}` })));
}

/** The part of a text that is not cut off. */
function getVisible({ node, rect }: Box): DOMRect {
  return getAncestors(node).filter((element) => getComputedStyle(element).overflowX !== 'visible').reduce((seen, element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [x, y] = [Math.max(left, seen.left), Math.max(top, seen.top)];
    return new DOMRect(x, y, Math.max(0, Math.min(right, seen.right) - x), Math.max(0, Math.min(bottom, seen.bottom) - y));
  }, rect);
}

function isOverlapping(one: DOMRect, other: DOMRect): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  // Lines of text may touch: their boxes have room above and below the letters.
  return width > TOLERANCE_PX && height > TOLERANCE_PX * 2;
}

function isRelated(one: Element, other: Element): boolean {
  return one === other || getAncestors(one).includes(other) || getAncestors(other).includes(one);
}

/** An element and what it stands in, across slots, up to the shadow root. */
function getAncestors(element: Element): Element[] {
  const found: Element[] = [];
  for (let at: Element | null = element; at; at = at.assignedSlot ?? at.parentElement) found.push(at);
  return found;
}

/** The open popover, dialog or sticky line that an element stands in: it lies above the rest. */
function getLayer(element: Element): Element | undefined {
  return getAncestors(element).find((ancestor) => (
    ancestor.hasAttribute('popover') || ancestor.localName === 'dialog' || getComputedStyle(ancestor).position === 'sticky'));
}

/** Whether nothing holds an element in its host: it lies above the rest, or is cut off or scrolled by something around it. */
function isFree(element: Element): boolean {
  return getLayer(element) !== undefined
    || getAncestors(element).slice(1).some((ancestor) => getComputedStyle(ancestor).overflowX !== 'visible');
}

function isInside(rect: DOMRect, outer: DOMRect): boolean {
  return rect.left >= outer.left - TOLERANCE_PX && rect.right <= outer.right + TOLERANCE_PX
    && rect.top >= outer.top - TOLERANCE_PX * 2 && rect.bottom <= outer.bottom + TOLERANCE_PX * 2;
}

function describe(element: Element): string {
  const name = element.getAttribute('part') ?? element.getAttribute('class') ?? '';
  return name ? `${element.localName}.${name.trim().split(/\s+/)[0]}` : element.localName;
}
