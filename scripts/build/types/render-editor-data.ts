import type { ElementFacts, NamedFacts } from './facts.js';

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A list as Markdown, which editors show beside a tag. */
function describeList(title: string, entries: readonly NamedFacts[]): string {
  if (entries.length === 0) return '';
  return `\n\n${title}:\n${entries.map(({ name, description }) => `- \`${name || 'default'}\`: ${description}`).join('\n')}`;
}

function describe(element: ElementFacts): string {
  const lists: readonly (readonly [string, readonly NamedFacts[]])[] = [
    ['Properties', element.properties.filter(({ hasAttribute }) => !hasAttribute)], ['Methods', element.methods], ['Events', element.events],
    ['Slots', element.slots], ['Parts', element.parts], ['States', element.cssStates],
  ];
  return element.description + lists.map(([title, entries]) => describeList(title, entries)).join('');
}

/** Custom data for HTML in VS Code: https://code.visualstudio.com/api/extension-guides/custom-data-extension (format 1.1). */
export function renderHtmlData(elements: readonly ElementFacts[]): string {
  return toJson({
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tag,
      description: { kind: 'markdown', value: describe(element) },
      attributes: element.attributes.map(({ name, description, kind, values }) => ({
        name, description, ...(kind === 'boolean' ? { valueSet: 'v' } : {}), ...(values.length > 0 ? { values: values.map((value) => ({ name: value })) } : {}),
      })),
    })),
  });
}

/** Custom data for CSS in VS Code: the custom properties. */
export function renderCssData(elements: readonly ElementFacts[]): string {
  const properties = new Map(elements.flatMap((element) => element.cssProperties)
    .map(({ name, description, initial }) => [name, `${description} Default: \`${initial}\`.`]));
  return toJson({
    version: 1.1,
    properties: [...properties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, description]) => ({ name, description })),
  });
}

/** Web types, which editors by JetBrains read by themselves: https://github.com/JetBrains/web-types */
export function renderWebTypes(elements: readonly ElementFacts[], version: string): string {
  return toJson({
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: 'passport-widgets',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tag,
          description: element.description,
          attributes: element.attributes.map(({ name, description, kind, values }) => ({
            name, description,
            value: kind === 'boolean' ? { kind: 'no-value', type: 'boolean' } : { type: values.length > 0 ? values.map((value) => `'${value}'`) : kind === 'number' ? 'number' : 'string' },
          })),
          js: {
            properties: element.properties.map(({ name, description, type }) => ({ name, description, type })),
            events: element.events.map(({ name, description }) => ({ name, description })),
          },
          slots: element.slots,
          css: {
            properties: element.cssProperties.map(({ name, description, initial }) => ({ name, description, default: initial })),
            parts: element.parts,
          },
        })),
      },
    },
  });
}
