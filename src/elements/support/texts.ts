/** Every text that the elements draw. `{name}` stands for a value. Errors are in `describe-error.ts`. */
export const ENGLISH = {
  'sign-in': 'Sign in',
  'sign-in-again': 'Sign in again',
  'sign-in-with': 'Sign in with',
  'continue-with-google': 'Continue with Google',
  'continue-with-apple': 'Continue with Apple',
  'continue-with-facebook': 'Continue with Facebook',
  'continue-with-email': 'Continue with email',
  'signing-in': 'Signing in…',
  'finish-in-window': 'Finish in the window that opened.',
  'signed-in-as': 'Signed in as {name}',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'sign-out': 'Sign out',
  'signing-out': 'Signing out…',
  'open-window': 'Open sign-in window',
  'continue-here': 'Continue in this window',
  'copy-address': 'Copy address',
  'copy-amount': 'Copy exact amount',
  'copied': 'Copied',
  'copy-failed': 'Could not copy',
  'cancel': 'Cancel',
  'retry': 'Try again',

  'callback-finishing': 'Finishing sign-in…',
  'callback-delivered': 'You are signed in. This window can be closed.',
  'callback-signed-in': 'You are signed in.',
  'callback-continue': 'Continue to the site',
  'callback-back': 'Back to the site',
  'callback-nothing-to-do': 'Nothing to do here',

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

  'balances': 'Balances',
  'balances-of': 'Balances of {address}',
  'balances-hint': 'Sign in to see your balances.',
  'balances-unregistered': 'Set up your account to see its balances.',
  'balances-loading': 'Loading balances…',
  'balances-empty': 'No tokens yet',
  'balances-empty-detail': 'Tokens that this account receives appear here.',
  'balances-partial': 'Some balances could not be read. What is shown is right, but not all.',
  'balances-stale': 'Could not refresh. Showing balances of {time}.',
  'balances-updated': 'Updated {time}',
  'balances-shown': '{count} of {total} shown',
  'show-more': 'Show {count} more',
  'refresh': 'Refresh',
  'exact-amount': 'Exact amount',
  'token-address': 'Contract',
  'native-token': 'Native token',
  'raw-units': 'smallest units',
  'raw-units-detail': 'The number of decimals of this token is not known.',
  'unknown-amount': 'The amount could not be read.',
  'unnamed-token': 'Unnamed token',
  'lookalike': 'Unusual letters',
  'lookalike-detail': 'This name uses letters that look like others. Compare the contract.',
} as const;

/** The name of a text. */
export type TextKey = keyof typeof ENGLISH;

/** One language's texts. What is missing is drawn in English. */
export type Texts = Readonly<Partial<Record<TextKey, string>>>;

const DICTIONARIES = new Map<string, Texts>([['en', ENGLISH]]);

/** The text of a key: by the exact locale, else by its language, else in English. */
export function getText(locale: string, key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  const language = locale.split('-')[0] ?? locale;
  const text = DICTIONARIES.get(locale)?.[key] ?? DICTIONARIES.get(language)?.[key] ?? ENGLISH[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
