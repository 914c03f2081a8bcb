import { ImmersveLogin } from '../elements/immersve-login/immersve-login.js';
import { defineElement } from '../elements/support/define-element.js';

// Value imports leave no trace in the .d.ts; these re-exports carry the tag and event types.
export type * from '../elements/immersve-login/immersve-login.js';
export type * from '../elements/immersve-login/immersve-login.events.js';

defineElement('immersve-login', ImmersveLogin);
