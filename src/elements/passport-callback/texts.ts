/** What the element says. `{name}` stands for a value. */
export const TEXTS = {
  'callback-finishing': 'Finishing sign-in…',
  'callback-delivered': 'Continue in the window you came from. This one can be closed.',
  'callback-signed-in': 'You are signed in.',
  'callback-continue': 'Continue to the site',
  'callback-back': 'Back to the site',
  'callback-nothing-to-do': 'Nothing to do here',
} as const;
