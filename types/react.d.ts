import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { PassportElements } from './elements.js';
import type { Listeners, Markup, Tag } from './listeners.js';

export type { ElementEvent } from './listeners.js';

/** Every element as React 19 takes it: attributes, properties, and listeners such as `onpassport-login`. */
export type PassportJsx = {
  [Name in Tag]: DetailedHTMLProps<HTMLAttributes<PassportElements[Name]['element']>, PassportElements[Name]['element']>
    & Markup<Name> & Listeners<Name>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends PassportJsx {}
  }
}
