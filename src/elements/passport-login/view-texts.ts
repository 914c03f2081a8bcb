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
  'reopen': 'Open the window again',
  'continue-here': 'Continue in this window',
  'inside-app': 'You are inside {app}. Some sign-in methods do not work here. If yours does not, open this page in your browser.',
  'another-app': 'another app',
  'open-in-tab': 'Open in a new tab',
} as const;
