import type { HTMLAttributes, ReservedProps } from 'vue';
import type { PassportElements } from './elements.js';
import type { ElementEvent, Tag } from './listeners.js';

export type { ElementEvent } from './listeners.js';

/** `passport-login` as Vue's templates are checked: `PassportLogin`. */
type Pascal<Text extends string> = Text extends `${infer First}-${infer Rest}` ? `${Capitalize<First>}${Pascal<Rest>}` : Capitalize<Text>;

/** Listeners as a template's `@passport-login` is checked: `onPassportLogin`. */
type VueListeners<Name extends Tag> = {
  [Type in keyof PassportElements[Name]['events'] & string as `on${Pascal<Type>}`]?:
    (event: ElementEvent<Name, PassportElements[Name]['events'][Type]>) => void;
};

/** An element as Vue's templates take it. Attributes are checked by the names of their properties, as those of components are. */
export type PassportVueElement<Name extends Tag> = new () => {
  readonly $el: PassportElements[Name]['element'];
  readonly $props: HTMLAttributes & ReservedProps & PassportElements[Name]['properties'] & VueListeners<Name>;
};

/** Every element for Vue's templates. */
export type PassportVueElements = { [Name in Tag]: PassportVueElement<Name> };

declare module 'vue' {
  interface GlobalComponents extends PassportVueElements {}
}
