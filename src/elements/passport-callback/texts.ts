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
  'callback-none-under-way': 'This page only finishes a sign-in, and none is under way. Go to the site and sign in there.',
  'callback-nobody-waits': 'You can close this window',
  'callback-opener-gone': 'The page that opened it is gone, or has stopped waiting. To sign in, start again there.',
} as const;
