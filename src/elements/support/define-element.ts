import { isPageOwner } from '../../session/page-session.js';

/** An element class as a registry takes it. */
export type ElementClass = CustomElementConstructor;

/** The part of a custom element registry that defining needs. */
export type Registry = Pick<CustomElementRegistry, 'define' | 'get'>;

let hasWarned = false;

/**
 * Registers a class under its tag, unless the tag is taken. A tag that another class has taken is
 * left alone, with one console warning for all of them.
 */
export function defineElement(
  tag: string, elementClass: ElementClass, registry: Registry | undefined = globalThis.customElements, prefix = '',
): void {
  // A server has no registry, and the first copy of the library on a page wins whole.
  if (!registry || !isPageOwner()) return;
  const name = prefix + tag;
  const taken = registry.get(name);
  if (!taken) {
    // A registry takes each class once, so a second name needs a class of its own.
    registry.define(name, prefix ? class extends elementClass {} : elementClass);
  } else if (taken !== elementClass && !prefix && !hasWarned) {
    hasWarned = true;
    console.warn(`passport-widgets: <${name}> is registered already by other code; left as it is.`);
  }
}
