/**
 * What handles tokens is taken from the page as it was when this file ran: a script that replaces
 * `JSON.parse` or `fetch` later sees no token pass (row 87). One that came earlier, or that reads the
 * storage, can have them; `storage: 'memory'` removes the second way.
 */
export const { parse: parseText, stringify } = JSON;

/** `encodeURIComponent` as it was. */
export const encodePart = encodeURIComponent;

/** `text.split(separator)` as it was. */
export const splitText = Function.prototype.call.bind(String.prototype.split) as (
  text: string, separator: string,
) => string[];
