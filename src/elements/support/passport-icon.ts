/** A passport: an outline on a 24 by 24 grid. Apart from `icons.ts`, because the first button is drawn without lit. */
export const PASSPORT_ICON =
  'M6 2h12a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Zm6 4.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM8 18v1.8h8V18H8Zm4-9.7a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4Z';
