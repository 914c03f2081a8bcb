/** The language that the page states for an element: the closest `lang`, across shadow roots. English when there is none. */
export function getLocale(element: Element): string {
  let scope: Element | undefined = element;
  while (scope) {
    const stated = scope.closest('[lang]')?.getAttribute('lang');
    if (stated) return toLocale(stated);
    const root = scope.getRootNode();
    scope = root instanceof ShadowRoot ? root.host : undefined;
  }
  return 'en';
}

/** `lang` is markup, so it may be anything; `Intl` throws on what is no language tag. */
function toLocale(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
