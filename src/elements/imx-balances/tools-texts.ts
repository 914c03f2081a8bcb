/** What the tools above the list say, and the details of a row. `{name}` stands for a value. */
export const TEXTS = {
  'refresh': 'Refresh',
  'exact-amount': 'Exact amount',
  'token-address': 'Contract',
  'native-token': 'Native token',
  'raw-units': 'smallest units',
  'filter': 'Filter tokens',
  'filter-hint': 'Name, symbol or contract',
  'sort-by': 'Sort by',
  'sort-balance-descending': 'Most first',
  'sort-balance-ascending': 'Least first',
  'sort-symbol-ascending': 'Symbol, ascending',
  'sort-symbol-descending': 'Symbol, descending',
  'sort-name-ascending': 'Name, ascending',
  'sort-name-descending': 'Name, descending',
  'hide-zero': 'Hide zero',
  'no-match': 'No token matches.',
} as const;
