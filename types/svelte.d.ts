import type { HTMLAttributes } from 'svelte/elements';
import type { PassportElements } from './elements.js';
import type { Listeners, MarkupAndProperties, Tag } from './listeners.js';

export type { ElementEvent } from './listeners.js';

/** Every element as Svelte takes it: attributes, properties, and listeners such as `onpassport-login`, with Svelte 4 `on:passport-login`. */
export type PassportSvelteElements = {
  [Name in Tag]: HTMLAttributes<PassportElements[Name]['element']> & MarkupAndProperties<Name> & Listeners<Name> & Listeners<Name, 'on:'>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends PassportSvelteElements {}
}
