import { TEXTS } from './texts.js';

/** What the other views of the element say. `{name}` stands for a value. */
export const VIEW_TEXTS = {
  ...TEXTS,
  'sign-in-again': 'Sign in again',
  'sign-in-with': 'Sign in with',
  'continue-with-google': 'Continue with Google',
  'continue-with-apple': 'Continue with Apple',
  'continue-with-facebook': 'Continue with Facebook',
  'continue-with-email': 'Continue with email',
  'open-window': 'Open sign-in window',
  'continue-here': 'Continue in this window',
} as const;
