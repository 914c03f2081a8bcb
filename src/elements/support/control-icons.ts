// Outlines on a 24 by 24 grid, for `renderIcon`. Apart from the passport, so that the first button does not carry them.

/** A tick. */
export const CHECK_ICON =
  'm9.5 18.3-6.2-6.2 1.5-1.4 4.7 4.8 9.7-9.8 1.5 1.5L9.5 18.3Z';

/** A door with an arrow out of it. */
export const SIGN_OUT_ICON =
  'M5 3h7v2H5v14h7v2H5a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2Zm11.4 4.6 4.4 4.4-4.4 4.4-1.4-1.4 2-2H9v-2h8l-2-2 1.4-1.4Z';

/** A cross. */
export const CLOSE_ICON = 'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4 6.4 5Z';
