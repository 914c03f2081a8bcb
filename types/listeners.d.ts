import type { PassportElements } from './elements.js';

/** A tag of ours. */
export type Tag = keyof PassportElements;

/** An event as a listener gets it: the event itself, on the element that the listener stands on. */
export type ElementEvent<Name extends Tag, Event> = Event & { readonly currentTarget: PassportElements[Name]['element'] };

/** Listeners as attributes: `on`, or another prefix, and the event's own name. */
export type Listeners<Name extends Tag, Prefix extends string = 'on'> = {
  [Type in keyof PassportElements[Name]['events'] & string as `${Prefix}${Type}`]?:
    (event: ElementEvent<Name, PassportElements[Name]['events'][Type]>) => void;
};

/** Attributes, and the properties that no attribute stands for: what can be written on a server too, and what cannot. */
export type Markup<Name extends Tag> = PassportElements[Name]['attributes'] & PassportElements[Name]['ownProperties'];

/**
 * Attributes and all properties, where a framework writes `hide-zero={false}` as `hide-zero="false"`, which stands for true:
 * such an attribute takes no `false`, its property `hideZero` does.
 */
export type MarkupAndProperties<Name extends Tag> = PassportElements[Name]['properties'] & {
  [Attribute in keyof PassportElements[Name]['attributes']]: Attribute extends `${string}-${string}`
    ? Exclude<PassportElements[Name]['attributes'][Attribute], false> : PassportElements[Name]['attributes'][Attribute];
};
