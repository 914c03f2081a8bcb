/** The language that the page states for an element: the closest `lang`, across shadow roots. English when there is none. */
export function getLocale(element: Element | null): string {
  let scope = element ?? undefined;
  while (scope) {
    const stated: string | null | undefined = scope.closest('[lang]')?.getAttribute('lang');
    // An empty one says that the language is not known, and ends the search.
    if (stated != null) return toLocale(stated) ?? 'en';
    const root: Node = scope.getRootNode();
    scope = root instanceof ShadowRoot ? root.host : undefined;
  }
  return 'en';
}

/** A language tag as `Intl` writes it. `lang` is markup, so it may be anything; `Intl` throws on what is no tag. */
export function toLocale(lang: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(lang)[0];
  } catch {
    return undefined;
  }
}
