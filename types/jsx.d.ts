import type { PassportElements } from './elements.js';
import type { Listeners, MarkupAndProperties, Tag } from './listeners.js';

export type { ElementEvent } from './listeners.js';

/** What every element takes, in each of the libraries that use JSX. */
export interface CommonAttributes<Element> {
  children?: unknown;
  class?: string;
  className?: string;
  dir?: string;
  hidden?: boolean;
  id?: string;
  key?: unknown;
  lang?: string;
  part?: string;
  ref?: ((element: Element) => void) | ((element: Element | null) => void) | object;
  slot?: string;
  style?: string | object;
  title?: string;
}

/** Every element for JSX: attributes, properties, and listeners such as `onpassport-login` and `on:passport-login`. */
export type PassportJsx = {
  [Name in Tag]: CommonAttributes<PassportElements[Name]['element']> & MarkupAndProperties<Name> & Listeners<Name> & Listeners<Name, 'on:'>;
};

declare global {
  namespace JSX {
    interface IntrinsicElements extends PassportJsx {}
  }
}
