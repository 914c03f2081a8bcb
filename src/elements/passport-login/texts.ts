/** What the sign-in button says, and the element where more cannot be loaded. */
export const TEXTS = {
  'sign-in': 'Sign in',
  'signing-in': 'Signing in…',
  'signed-in': 'Signed in',
  'sign-out': 'Sign out',
  'cancel': 'Cancel',
  'retry': 'Try again',
} as const;
