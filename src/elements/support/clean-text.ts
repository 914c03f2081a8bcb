// Control characters, and the invisible ones that reorder or hide text: bidi overrides, embeddings
// and isolates, zero-width space and marks, line and paragraph separators, tags. Zero-width joiners
// stay, because emoji and several scripts need them. Source: UTS #39, UAX #9.
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
// More marks on one letter than any language uses: they grow over the lines above.
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Makes a text that strangers wrote safe to lay out: one line, no reordering, at most `maxLength` letters. */
export function cleanText(text: string, maxLength: number): string {
  // Cut first, so that a megabyte costs nothing.
  const head = text.slice(0, maxLength * 8);
  const clean = head.replace(/[\t-\r\u0085\u2028\u2029]/g, ' ').replace(INVISIBLE, '').replace(STACKED_MARKS, '$1')
    .replace(/\s+/g, ' ').trim();
  const letters = [...clean];
  return letters.length > maxLength ? `${letters.slice(0, maxLength - 1).join('')}…` : clean;
}
