import type { PropertyDeclaration, ReactiveElement } from 'lit';

/** Declares a reactive property of the class that it stands in. */
type PropertyDecorator = (prototype: ReactiveElement, name: PropertyKey) => void;

/**
 * Makes a field of an element a reactive property. As lit's own for `experimentalDecorators`; lit's carries the standard
 * decorators too, which this source does not use, and every button would load them.
 */
export function property(options?: PropertyDeclaration): PropertyDecorator {
  return (prototype, name) => (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
}

/** Makes a field of an element reactive that no attribute sets: the element's own. */
export function state(): PropertyDecorator {
  return property({ state: true, attribute: false });
}
