import { baseStyles } from '../support/base.styles.js';
import { styles } from './passport-login.styles.js';

/** How the element's shadow root is made, whoever makes it. */
export const SHADOW_OPTIONS: ShadowRootInit = { mode: 'open', delegatesFocus: true };

/** What the button is drawn with, by the element and by `FirstButton`. */
export const BUTTON_STYLES = [baseStyles, styles];
