/** What the element says. `{name}` stands for a value. */
export const TEXTS = {
  'cancel': 'Cancel',
  'retry': 'Try again',
  'check-again': 'Check again',
  'sign-out': 'Sign out',
  'register': 'Set up your account',
  'register-hint': 'Sign in to set up your account.',
  'registering': 'Setting up your account',
  'registering-elsewhere': 'Another tab is doing this already; this one waits for it',
  'register-goes-on': 'Goes on with: {step}',
  'register-step': 'Step {index} of {total}: {step}',
  'step-connect-wallet': 'Connecting your wallet',
  'step-derive-key': 'Preparing your key',
  'step-sign': 'Signing the request',
  'step-submit': 'Registering the account',
  'step-confirm': 'Waiting for confirmation',
  'registered': 'Account ready',
} as const;
