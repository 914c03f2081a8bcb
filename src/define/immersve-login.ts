import { ImmersveLogin } from '../elements/immersve-login/immersve-login.js';
import { defineElement } from '../elements/support/define-element.js';

// The compiler leaves out of the declarations what a value is imported for: with these, the tag and its events have their types.
export type * from '../elements/immersve-login/immersve-login.js';
export type * from '../elements/immersve-login/immersve-login.events.js';

defineElement('immersve-login', ImmersveLogin);
