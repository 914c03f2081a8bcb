/** An import map, as a page has it in `<script type="importmap">`. */
export interface ImportMap {
  readonly imports: Readonly<Record<string, string>>;
  /** By the same addresses: the browser refuses a file whose bytes are others. */
  readonly integrity: Readonly<Record<string, string>>;
}

/**
 * The import map of the built modules, for pages that import by name and have no bundler.
 *
 * @param folder - Where `dist/` is served, with a slash at its end: relative to the page, or an address.
 */
export function createImportMap(integrity: Readonly<Record<string, string>>, folder = './'): ImportMap {
  return {
    imports: { 'passport-widgets': `${folder}passport-widgets.js`, 'passport-widgets/all': `${folder}passport-widgets.all.js` },
    integrity: Object.fromEntries(Object.entries(integrity).filter(([file]) => file.endsWith('.js'))
      .map(([file, hash]) => [`${folder}${file}`, hash])),
  };
}
