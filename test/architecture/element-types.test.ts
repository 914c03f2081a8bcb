import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { PropertyDeclaration } from 'lit';
import { ROOT } from '../../scripts/build/rollup-options.js';
import * as library from '../../src/index.js';

interface Named {
  readonly name: string;
}

interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
}

interface Declaration extends Named {
  readonly tagName: string;
  readonly members: readonly Member[];
  readonly attributes: readonly (Named & { readonly fieldName: string })[];
  readonly events?: readonly Named[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssStates?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

/** Collaborators that tests set: `@internal`, so that nothing names them. */
const INTERNAL = new Set(['PassportCallback.page', 'PassportDoctor.examiner']);
/** Called by the browser or by lit; `locale` and `followLogin` are `@internal`. */
const CALLBACKS = /Callback$|^(?:constructor|createRenderRoot|render|willUpdate|updated|firstUpdated|locale|followLogin)$|^(?:handle|find)[A-Z]/u;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readJson = <T>(path: string): T => JSON.parse(read(path)) as T;
const toNames = (list: readonly Named[] = []): string[] => list.map(({ name }) => name).sort();

const elements = readJson<{ modules: readonly { readonly declarations?: readonly Partial<Declaration>[] }[] }>('custom-elements.json')
  .modules.flatMap(({ declarations = [] }) => declarations).filter((one): one is Declaration => one.tagName !== undefined);
const settable = ({ members }: Declaration): string[] => toNames(members.filter((member) => member.kind === 'field' && !member.readonly && !member.static));

/** The reactive properties of a class that is not registered, with the attribute of each that has one. */
function readClass(name: string): { properties: string[]; attributes: string[]; others: string[] } {
  const element = Reflect.get(library, name) as { elementProperties: Map<string, PropertyDeclaration>; finalize(): void; prototype: object };
  element.finalize();
  const properties = [...element.elementProperties].filter(([property, { state }]) => !state && !INTERNAL.has(`${name}.${property}`));
  return {
    properties: properties.map(([property]) => property).sort(),
    attributes: properties.filter(([, { attribute }]) => attribute !== false)
      .map(([property, { attribute }]) => (typeof attribute === 'string' ? attribute : property.toLowerCase())).sort(),
    others: Object.getOwnPropertyNames(element.prototype).filter((key) => !element.elementProperties.has(key) && !CALLBACKS.test(key)).sort(),
  };
}

describe('the types and editor data of the elements', () => {
  it('begin with six elements', () => {
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), ['immersve-login', 'imx-balances', 'imx-register', 'passport-callback', 'passport-doctor', 'passport-login']);
  });

  for (const element of elements) {
    it(`custom-elements.json has the properties, attributes and methods that the class of <${element.tagName}> has`, () => {
      const { properties, attributes, others } = readClass(element.name);
      const instance = toNames(element.members.filter((member) => !member.static));

      assert.deepEqual(settable(element), properties);
      assert.deepEqual(toNames(element.attributes), attributes);
      assert.deepEqual(others.filter((name) => !instance.includes(name)), []);
    });

    it(`types/elements.d.ts has each property, attribute and event of <${element.tagName}>`, () => {
      const text = read('types/elements.d.ts');
      const find = (pattern: string): string => new RegExp(pattern, 'su').exec(text)?.[1] ?? assert.fail(pattern);
      const listNames = (part: string): string[] => [...part.matchAll(/'([\w-]+)'(?:\?:|:| \||>)/gu)].map(([, name = '']) => name).sort();
      const picked = find(`export type ${element.name}Properties = Partial<Pick<${element.name}, ([^;]+);`);
      const own = find(`export type ${element.name}OwnProperties = Pick<${element.name}Properties, ([^;]+);`);
      const behind = element.attributes.map(({ fieldName }) => fieldName);

      assert.deepEqual(listNames(picked), settable(element));
      assert.deepEqual(listNames(own), settable(element).filter((name) => !behind.includes(name)));
      assert.deepEqual(listNames(find(`export interface ${element.name}Attributes \\{(.*?)\n\\}`).replaceAll(/: .*$/gmu, ':')), toNames(element.attributes));
      assert.deepEqual(listNames(find(`export interface ${element.name}Events \\{(.*?)\n\\}`)), toNames(element.events));
      // What an element can do comes from its class.
      assert.match(text, new RegExp(`\n  element: ${element.name};\n.*\n  '${element.tagName}': ${element.name}Facts;`, 'su'));
    });

    it(`the data for VS Code has each attribute of <${element.tagName}>, and names everything else in its description`, () => {
      const { tags } = readJson<{ tags: readonly (Named & { attributes: readonly Named[]; description: { value: string } })[] }>('types/html-custom-data.json');
      const tag = tags.find(({ name }) => name === element.tagName) ?? assert.fail(element.tagName);
      const behind = element.attributes.map(({ fieldName }) => fieldName);
      const methods = element.members.filter((member) => member.kind === 'method');
      const others = [
        ...settable(element).filter((name) => !behind.includes(name)),
        ...[methods, element.events, element.slots, element.cssParts, element.cssStates].flatMap((list) => toNames(list)),
      ];

      assert.deepEqual(toNames(tag.attributes), toNames(element.attributes));
      assert.deepEqual(others.filter((name) => !tag.description.value.includes(`- \`${name || 'default'}\`: `)), []);
    });

    it(`the web types have each attribute, property, event, slot and part of <${element.tagName}>`, () => {
      const { contributions } = readJson<{ contributions: { html: { elements: readonly (Named & {
        attributes: readonly Named[]; js: { properties: readonly Named[]; events: readonly Named[] }; slots: readonly Named[];
        css: { properties: readonly Named[]; parts: readonly Named[] };
      })[] } } }>('types/web-types.json');
      const found = contributions.html.elements.find(({ name }) => name === element.tagName) ?? assert.fail(element.tagName);

      assert.deepEqual(toNames(found.attributes), toNames(element.attributes));
      assert.deepEqual(toNames(found.js.properties), settable(element));
      assert.deepEqual(toNames(found.js.events), toNames(element.events));
      assert.deepEqual(toNames(found.slots), toNames(element.slots));
      assert.deepEqual(toNames(found.css.parts), toNames(element.cssParts));
      assert.deepEqual(toNames(found.css.properties), toNames(element.cssProperties));
    });
  }

  it('have every custom property that the styles read, with its default', () => {
    const styles = ['support/base.styles.ts', 'support/parts.styles.ts', 'passport-login/views.styles.ts', 'imx-register/imx-register.styles.ts']
      .map((file) => read(`src/elements/${file}`).replaceAll(/\/\*.*?\*\//gsu, '')).join('\n');
    const { properties } = readJson<{ properties: readonly (Named & { description: string })[] }>('types/css-custom-data.json');

    assert.deepEqual(toNames(properties), [...new Set(styles.match(/--passport-[a-z-]+/gu))].sort());
    for (const { name, description } of properties) {
      const value = /Default: `(.+)`\.$/u.exec(description)?.[1] ?? assert.fail(name);
      assert.ok(styles.includes(`var(${name}, ${value})`), `${name}: ${value}`);
    }
    for (const { tagName, cssProperties } of elements) assert.deepEqual(toNames(cssProperties), toNames(properties), tagName);
  });
});
