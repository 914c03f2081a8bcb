import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../rollup-options.js';

/** An attribute as markup spells it. */
export interface AttributeFacts {
  readonly name: string;
  /** The property behind it. */
  readonly property: string;
  readonly kind: 'boolean' | 'number' | 'text';
  readonly description: string;
  /** The values, where they are a closed list. */
  readonly values: readonly string[];
}

/** Something with a name and a sentence. */
export interface NamedFacts {
  readonly name: string;
  readonly description: string;
}

/** A property that can be set. */
export interface PropertyFacts extends NamedFacts {
  readonly type: string;
  /** Whether an attribute stands for it. */
  readonly hasAttribute: boolean;
}

/** What markup can say to an element and hear from it, as `custom-elements.json` has it. */
export interface ElementFacts extends NamedFacts {
  readonly tag: string;
  readonly attributes: readonly AttributeFacts[];
  /** Every property that can be set, those behind attributes included. */
  readonly properties: readonly PropertyFacts[];
  readonly methods: readonly NamedFacts[];
  readonly events: readonly (NamedFacts & { readonly type: string })[];
  readonly slots: readonly NamedFacts[];
  readonly parts: readonly NamedFacts[];
  readonly cssStates: readonly NamedFacts[];
  readonly cssProperties: readonly (NamedFacts & { readonly initial: string })[];
}

interface RawPart {
  readonly name?: string;
  readonly description?: string;
  readonly type?: { readonly text?: string };
}

interface RawMember extends RawPart {
  readonly kind: string;
  readonly readonly?: boolean;
  readonly static?: boolean;
}

interface RawDeclaration extends RawPart {
  readonly tagName?: string;
  readonly attributes?: readonly (RawPart & { readonly fieldName?: string; readonly default?: string })[];
  readonly members?: readonly RawMember[];
  readonly events?: readonly RawPart[];
  readonly slots?: readonly RawPart[];
  readonly cssParts?: readonly RawPart[];
  readonly cssStates?: readonly RawPart[];
  readonly cssProperties?: readonly (RawPart & { readonly default?: string })[];
}

const toNamed = ({ name = '', description = '' }: RawPart): NamedFacts => ({ name, description: description.replaceAll(/\s+/gu, ' ') });

/** The unions of texts that the sources name: the manifest has their names only. */
function readUnions(): ReadonlyMap<string, readonly string[]> {
  const folder = join(ROOT, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Map(texts.flatMap((text) => [...text.matchAll(/export type (\w+) =((?:\s*\|?\s*'[\w-]+')+);/gu)])
    .map(([, name = '', values = '']) => [name, listTexts(values)]));
}

function listTexts(type: string): string[] {
  return [...type.matchAll(/'([\w-]+)'/gu)].map(([, value = '']) => value);
}

function toKind(type: string, fallback: string): AttributeFacts['kind'] {
  if (type === 'boolean') return 'boolean';
  // Where the type is that of a named constant, the manifest has none.
  return type === 'number' || (type === '' && /^[A-Z\d_]+$/u.test(fallback)) ? 'number' : 'text';
}

function toFacts(raw: RawDeclaration, unions: ReadonlyMap<string, readonly string[]>): ElementFacts {
  const behind = new Set((raw.attributes ?? []).map(({ name, fieldName = name }) => fieldName));
  const members = raw.members ?? [];
  return {
    ...toNamed(raw),
    tag: raw.tagName ?? '',
    attributes: (raw.attributes ?? []).map((attribute) => {
      const type = attribute.type?.text?.replace(/ \| undefined$/u, '') ?? '';
      const { name, description } = toNamed(attribute);
      return {
        name, description, property: attribute.fieldName ?? name, kind: toKind(type, attribute.default ?? ''), values: unions.get(type) ?? listTexts(type),
      };
    }),
    properties: members
      .filter((member) => member.kind === 'field' && !member.readonly && !member.static)
      .map((member) => ({ ...toNamed(member), type: member.type?.text ?? 'unknown', hasAttribute: behind.has(member.name) })),
    methods: members.filter((member) => member.kind === 'method' && !member.static).map(toNamed),
    events: (raw.events ?? []).map((event) => ({ ...toNamed(event), type: event.type?.text ?? 'Event' })),
    slots: (raw.slots ?? []).map(toNamed),
    parts: (raw.cssParts ?? []).map(toNamed),
    cssStates: (raw.cssStates ?? []).map(toNamed),
    cssProperties: (raw.cssProperties ?? []).map((entry) => ({ ...toNamed(entry), initial: entry.default ?? '' })),
  };
}

/** Reads the elements of a manifest, by tag. */
export function readElements(manifest: string): readonly ElementFacts[] {
  const { modules } = JSON.parse(manifest) as { modules: readonly { readonly declarations?: readonly RawDeclaration[] }[] };
  const unions = readUnions();
  return modules.flatMap((module) => module.declarations ?? [])
    .filter((declaration) => declaration.tagName !== undefined)
    .map((declaration) => toFacts(declaration, unions))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
}
