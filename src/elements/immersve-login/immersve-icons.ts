// Outlines on a 24 by 24 grid.

/** A wallet. */
export const WALLET_ICON =
  'M5 4h12a2 2 0 0 1 2 2v1h1a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Zm0 2a1 1 0 0 0 0 2h12V6H5Zm12.5 6.2a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z';
