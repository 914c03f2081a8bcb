/** What the element says. `{name}` stands for a value. */
export const TEXTS = {
  'cancel': 'Cancel',
  'retry': 'Try again',
  'register': 'Set up your account',
  'register-hint': 'Sign in to set up your account.',
  'registering': 'Setting up your account',
  'register-step': 'Step {index} of {total}: {step}',
  'step-connect-wallet': 'Connecting your wallet',
  'step-derive-key': 'Preparing your key',
  'step-sign': 'Signing the request',
  'step-submit': 'Registering the account',
  'step-confirm': 'Waiting for confirmation',
  'registered': 'Account ready',
} as const;
