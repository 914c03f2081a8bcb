import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../build/rollup-options.js';
import { readElements, type ElementFacts } from '../build/types/facts.js';
import { FRAMEWORKS } from './apps.js';

/** One module of an app: what it imports, and what the framework's types have to know of a tag. */
interface NamesModule {
  readonly file: string;
  readonly imports: string;
  /** The type that holds the names of a tag. */
  readonly toType: (tag: string) => string;
  readonly listNames: (element: ElementFacts) => readonly string[];
}

const toPascal = (name: string): string => name.replaceAll(/(?:^|-)(\w)/gu, (_, letter: string) => letter.toUpperCase());
const listProperties = ({ properties }: ElementFacts): string[] => properties.map(({ name }) => name);
const listOwn = ({ properties }: ElementFacts): string[] => properties.filter(({ hasAttribute }) => !hasAttribute).map(({ name }) => name);
const listAttributes = ({ attributes }: ElementFacts): string[] => attributes.map(({ name }) => name);
const listListeners = ({ events }: ElementFacts, ...prefixes: readonly string[]): string[] => prefixes.flatMap((prefix) => events.map(({ name }) => prefix + name));

/** By folder of the app. Angular asks the maps of the DOM: what an element is, with its methods, and what its events are. */
const MODULES: Readonly<Record<string, readonly NamesModule[]>> = {
  react: [{
    file: 'names.ts',
    imports: "import type { JSX } from 'react';\nimport type {} from 'passport-widgets/react';",
    toType: (tag) => `JSX.IntrinsicElements['${tag}']`,
    listNames: (element) => [...listAttributes(element), ...listOwn(element), ...listListeners(element, 'on')],
  }],
  vue: [{
    file: 'names.ts',
    imports: "import type { GlobalComponents } from 'vue';\nimport type {} from 'passport-widgets/vue';",
    toType: (tag) => `InstanceType<GlobalComponents['${tag}']>['$props']`,
    listNames: (element) => [...listProperties(element), ...element.events.map(({ name }) => `on${toPascal(name)}`)],
  }, {
    file: 'names-jsx.ts',
    imports: "import type { PassportJsx } from 'passport-widgets/jsx';",
    toType: (tag) => `PassportJsx['${tag}']`,
    listNames: (element) => [...listAttributes(element), ...listProperties(element), ...listListeners(element, 'on', 'on:')],
  }],
  svelte: [{
    file: 'names.ts',
    imports: "import type { SvelteHTMLElements } from 'svelte/elements';\nimport type {} from 'passport-widgets/svelte';",
    toType: (tag) => `SvelteHTMLElements['${tag}']`,
    listNames: (element) => [...listAttributes(element), ...listProperties(element), ...listListeners(element, 'on', 'on:')],
  }],
  angular: [{
    file: 'names.ts',
    imports: "import 'passport-widgets/define';",
    toType: (tag) => `HTMLElementTagNameMap['${tag}'] & HTMLElementEventMap`,
    listNames: (element) => [...listProperties(element), ...element.methods.map(({ name }) => name), ...listListeners(element, '')],
  }],
};

/** A module that names everything: a name that the types lack is an error of the type check, and so is one too many that they take. */
function renderNames({ imports, toType, listNames }: NamesModule, elements: readonly ElementFacts[]): string {
  const toUnion = (names: readonly string[]): string => [...new Set(names)].map((name) => `'${name}'`).join(' | ');
  const lines = elements.map((element) => {
    const name = toPascal(element.tag);
    return `export type ${name} = Names<${toType(element.tag)}, ${toUnion(listNames(element))}>;
// @ts-expect-error -- what nobody has: the types take no name whatever
export type ${name}Else = Names<${toType(element.tag)}, 'no-such-name'>;`;
  });
  return `// Written by \`npm run frameworks\` from custom-elements.json.\n${imports}\n\ntype Names<Type, Name extends keyof Type> = Name;\n\n${lines.join('\n')}\n`;
}

/**
 * Writes modules into an app that name every attribute, property and event of every element, and in Angular's every method, as
 * the framework's types have to know them.
 *
 * @returns how many names there are
 */
export function writeNames(folder: string): number {
  const elements = readElements(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8'));
  const modules = MODULES[folder] ?? [];
  for (const names of modules) writeFileSync(join(FRAMEWORKS, folder, 'src', names.file), renderNames(names, elements));
  return modules.flatMap(({ listNames }) => elements.flatMap(listNames)).length;
}
