import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../rollup-options.js';
import { readElements } from './facts.js';
import { renderCssData, renderHtmlData, renderWebTypes } from './render-editor-data.js';
import { renderElementTypes } from './render-elements.js';

/** Files of `types/` that are made from a manifest, by path from the repository's folder. */
export function makeTypes(manifest: string): ReadonlyMap<string, string> {
  const elements = readElements(manifest);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return new Map([
    ['types/elements.d.ts', renderElementTypes(elements)],
    ['types/html-custom-data.json', renderHtmlData(elements)],
    ['types/css-custom-data.json', renderCssData(elements)],
    ['types/web-types.json', renderWebTypes(elements, version)],
  ]);
}
