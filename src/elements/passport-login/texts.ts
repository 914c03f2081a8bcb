/** What the sign-in button says. `{name}` stands for a value. */
export const TEXTS = {
  'sign-in': 'Sign in',
  'signing-in': 'Signing in…',
  'signed-in': 'Signed in',
  'signed-in-as': 'Signed in as {name}',
  'signing-out': 'Signing out…',
  'sign-out': 'Sign out',
  'finish-in-window': 'Finish in the window that opened.',
  'cancel': 'Cancel',
  'retry': 'Try again',
} as const;
