import type { AttributeFacts, ElementFacts } from './facts.js';

/** The notice at the head of every generated file. */
export const NOTICE = 'Written by `npm run manifest` from custom-elements.json. Change the doc blocks of the elements instead.';

function renderAttribute(element: string, { name, property, kind, description }: AttributeFacts): string {
  // A custom element's attribute is true as soon as it is there, whatever it says.
  const types = { boolean: "boolean | ''", number: 'number | `${number}`', text: `${element}['${property}']` };
  return `  /** ${description} */\n  '${name}'?: ${types[kind]};`;
}

function toUnion(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(' | ') || 'never';
}

function renderElement({ name, tag, attributes, properties, events, description }: ElementFacts): string {
  const all = properties.map((property) => property.name);
  const own = properties.filter(({ hasAttribute }) => !hasAttribute).map((property) => property.name);
  return `/** Attributes of \`<${tag}>\`, as markup spells them. */
export interface ${name}Attributes {
${attributes.map((attribute) => renderAttribute(name, attribute)).join('\n')}
}

/** Properties of \`<${tag}>\` that can be set. */
export type ${name}Properties = Partial<Pick<${name}, ${toUnion(all)}>>;

/** Those of them that no attribute stands for. */
export type ${name}OwnProperties = Pick<${name}Properties, ${toUnion(own)}>;

/** Events of \`<${tag}>\`. */
export interface ${name}Events {
${events.map((event) => `  /** ${event.description} */\n  '${event.name}': ${event.type};`).join('\n')}
}

/** ${description} */
export interface ${name}Facts {
  element: ${name};
  attributes: ${name}Attributes;
  properties: ${name}Properties;
  ownProperties: ${name}OwnProperties;
  events: ${name}Events;
}
`;
}

/** `types/elements.d.ts`: what each framework's types are made of. */
export function renderElementTypes(elements: readonly ElementFacts[]): string {
  const names = [...new Set(elements.flatMap(({ name, events }) => [name, ...events.map(({ type }) => type)]))].sort();
  return `// ${NOTICE}
import type {
${names.map((name) => `  ${name},`).join('\n')}
} from '../dist/esm/index.js';

${elements.map(renderElement).join('\n')}
/** Every element by its tag. */
export interface PassportElements {
${elements.map(({ tag, name }) => `  '${tag}': ${name}Facts;`).join('\n')}
}
`;
}
