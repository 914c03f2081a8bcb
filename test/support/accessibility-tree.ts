/** The part of axe's commons that names things as browsers do, in every engine alike. */
interface AxeCommons {
  setup(context: Element): void;
  teardown(): void;
  readonly commons: {
    readonly aria: { getRole(element: Element): string | null };
    readonly text: { accessibleText(element: Element): string };
  };
}

const STATES = ['aria-expanded', 'aria-busy', 'aria-valuenow', 'aria-valuemax', 'aria-valuetext', 'aria-haspopup', 'aria-live'];
/** Roles that say nothing of themselves. */
const SILENT = new Set(['none', 'presentation', 'generic', 'strong', 'paragraph', 'emphasis', 'code']);

/**
 * What assistive technology is told of an element: a line for each role with its name and states, and for each text
 * outside of them. `axe-core` has to be loaded.
 */
export function readAccessibilityTree(host: Element): string[] {
  const { axe } = globalThis as unknown as { axe: AxeCommons };
  axe.setup(host);
  try {
    return [...walk(host.shadowRoot ?? host)].flatMap((node) => (node instanceof Element ? describe(node, axe) : [node]));
  } finally {
    axe.teardown();
  }
}

function describe(element: Element, { commons: { aria, text } }: AxeCommons): string {
  const role = aria.getRole(element);
  const name = text.accessibleText(element).trim().replace(/\s+/g, ' ');
  const states = STATES.filter((state) => element.hasAttribute(state)).map((state) => ` ${state.slice(5)}=${element.getAttribute(state)}`);
  const isOff = element.matches(':disabled') ? ' disabled' : '';
  const label = role === 'status' || role === 'alert' ? element.textContent.trim().replace(/\s+/g, ' ') : name;
  return `${role}${label ? ` "${label}"` : ''}${states.join('')}${isOff}`;
}

/** Elements with a role, and texts of those without, in the order of the flat tree. */
function* walk(root: ParentNode): Generator<Element | string> {
  for (const child of root.childNodes) {
    if (child instanceof Text) {
      const words = child.data.trim().replace(/\s+/g, ' ');
      if (words) yield words;
    } else if (child instanceof HTMLSlotElement && child.assignedNodes().length > 0) {
      for (const node of child.assignedNodes()) if (node instanceof Element) yield* visit(node);
    } else if (child instanceof Element) yield* visit(child);
  }
}

function* visit(element: Element): Generator<Element | string> {
  const isHidden = element.closest('[aria-hidden=true]') !== null || (!(element instanceof HTMLSlotElement) && !element.checkVisibility());
  if (isHidden || element.localName === 'style') return;
  const { axe } = globalThis as unknown as { axe: AxeCommons };
  const role = element instanceof HTMLSlotElement ? null : axe.commons.aria.getRole(element);
  const isSpoken = role !== null && !SILENT.has(role);
  if (isSpoken) yield element;
  // A button's words are its name, and those of a live region are what it says.
  if (isSpoken && ['button', 'link', 'menuitem', 'status', 'alert', 'heading', 'progressbar', 'img'].includes(role)) return;
  yield* walk(element);
}
