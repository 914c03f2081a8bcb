// Outlines on a 24 by 24 grid, for `renderIcon`. Apart from the passport, so that the first button does not carry them.

/** Two sheets. */
export const COPY_ICON =
  'M9 2h10a3 3 0 0 1 3 3v10h-2V5a1 1 0 0 0-1-1H9V2ZM5 6h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3Zm0 2a1 1 0 0 0-1 1v10c0 .6.4 1 1 1h10a1 1 0 0 0 1-1V9a1 1 0 0 0-1-1H5Z';

/** A tick. */
export const CHECK_ICON =
  'm9.5 18.3-6.2-6.2 1.5-1.4 4.7 4.8 9.7-9.8 1.5 1.5L9.5 18.3Z';
