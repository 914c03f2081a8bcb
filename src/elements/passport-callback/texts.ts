/** What the element says. */
export const TEXTS = {
  'callback-finishing': 'Finishing sign-in…',
  'callback-delivered': 'You can close this window and go on in the one you came from.',
  'callback-signed-in': 'You are signed in.',
  'callback-signed-out': 'You are signed out.',
  'callback-continue': 'Continue to the site',
  'callback-back': 'Back to the site',
  'callback-close': 'Close this window',
  'callback-nothing-to-do': 'Nothing to do here',
  'callback-nobody-waits': 'Nobody waits for this sign-in',
  'callback-opener-gone': 'The page that opened this window is gone, or has stopped waiting. You can close this window and sign in again.',
} as const;
