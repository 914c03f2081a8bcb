/** Where a published version can be loaded from. Both send the files of the package as they are, to every origin. */
const CDNS = [
  ['jsDelivr', 'https://cdn.jsdelivr.net/npm/'],
  ['unpkg', 'https://unpkg.com/'],
] as const;

const FORMS = [
  ['passport-widgets.js', 'The small entry, which loads its other files and checks each'],
  ['passport-widgets.all.js', 'Everything in one file'],
] as const;

/** A tag that runs a file of this version and no other bytes. `folder` ends in a slash. */
export function createScriptTag(folder: string, file: string, integrity: string): string {
  return `<script type="module" src="${folder}${file}" integrity="${integrity}" crossorigin="anonymous"></script>`;
}

/**
 * `dist/hosting.md`: the script tags of one version, with its integrity, for pages that load it from a CDN or from a folder
 * of their own.
 *
 * @throws {Error} When the version is none that a URL can pin, or a file has no hash.
 */
export function createHostingPage(version: string, integrity: Readonly<Record<string, string>>): string {
  if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version)) throw new Error(`"${version}" is no version to pin.`);
  const places = [...CDNS.map(([name, url]) => [name, `${url}passport-widgets@${version}/dist/`]), ['Your own folder', `/passport-widgets-${version}/`]] as const;
  const sections = FORMS.map(([file, what]) => {
    const hash = integrity[file];
    if (hash === undefined) throw new Error(`${file} has no hash.`);
    const tags = places.map(([name, folder]) => `${name}:\n\n\`\`\`html\n${createScriptTag(folder, file, hash)}\n\`\`\``);
    return `## ${what}\n\n${tags.join('\n\n')}`;
  });
  return `# passport-widgets ${version}: script tags

The files of this version never change, and a browser runs no others: take tag and version together. A page that is to load another
version gets the tags of that version.

${sections.join('\n\n')}

Every file's hash is in \`integrity.json\`, the lists for a Content-Security-Policy in \`csp.json\`.
`;
}
