/** What the sign-in button says, and the element where more cannot be loaded. */
export const TEXTS = {
  'sign-in': 'Sign in',
  'continue-with-google': 'Continue with Google',
  'continue-with-apple': 'Continue with Apple',
  'continue-with-facebook': 'Continue with Facebook',
  'continue-with-email': 'Continue with email',
  'signing-in': 'Signing in…',
  'signed-in': 'Signed in',
  'sign-out': 'Sign out',
  'cancel': 'Cancel',
  'retry': 'Try again',
} as const;
