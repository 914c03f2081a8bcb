/** What the element says of assets. `{name}` stands for a value. */
export const TEXTS = {
  'assets': 'Collectibles',
  'assets-of': 'Collectibles of {address}',
  'assets-hint': 'Sign in to see your collectibles.',
  'assets-unregistered': 'Set up your account to see its collectibles.',
  'assets-loading': 'Loading collectibles…',
  'assets-empty': 'No collectibles yet',
  'assets-empty-detail': 'Collectibles that this account receives appear here.',
  'assets-partial': 'Some collectibles could not be read. What is shown is right, but not all.',
  'assets-stale': 'Could not refresh. Showing collectibles of {time}.',
  'assets-shown': '{count} shown',
  'assets-more': 'Show more',
  'assets-unnamed': 'Unnamed',
} as const;
