import { readFileSync } from 'node:fs';

/** A published package has no src/: the manifest names the files that a site gets. */
function namePublishedFiles() {
  const rename = (path) => path?.replace(/^\/?src\/(.*)\.ts$/u, 'dist/esm/$1.js').replace(/^\/?src\//u, 'dist/esm/');
  const visit = (value) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (value === null || typeof value !== 'object') return undefined;
    if (typeof value.path === 'string') value.path = rename(value.path);
    if (typeof value.module === 'string') value.module = rename(value.module);
    return Object.values(value).forEach(visit);
  };
  return { name: 'name-published-files', packageLinkPhase: ({ customElementsManifest }) => visit(customElementsManifest) };
}

/**
 * The analyzer takes what a class inherits by its name, so that a static member hides the property of the same name:
 * each property of the classes above that an element lacks is put back.
 */
function keepInstanceMembers() {
  const isInstance = (member) => !member.static;
  return {
    name: 'keep-instance-members',
    packageLinkPhase({ customElementsManifest }) {
      const classes = new Map(customElementsManifest.modules
        .flatMap(({ path, declarations = [] }) => declarations.map((declaration) => [declaration.name, { declaration, path }])));
      for (const { declaration } of classes.values()) {
        if (!declaration.tagName) continue;
        for (let above = classes.get(declaration.superclass?.name); above; above = classes.get(above.declaration.superclass?.name)) {
          const has = new Set(declaration.members.filter(isInstance).map(({ name }) => name));
          const lost = (above.declaration.members ?? []).filter((member) => isInstance(member) && !has.has(member.name));
          declaration.members.push(...lost.map((member) => ({ ...member, inheritedFrom: { name: above.declaration.name, module: above.path } })));
        }
      }
    },
  };
}

/** Every element takes the custom properties of the styles that all of them share: one doc block says which these are. */
function addCustomProperties() {
  const file = new URL('src/elements/support/base.styles.ts', import.meta.url);
  const tag = /^ \* @cssprop \[(?<name>--[a-z-]+)=(?<value>.+)\] - (?<description>.+)$/gmu;
  return {
    name: 'add-custom-properties',
    packageLinkPhase({ customElementsManifest }) {
      const properties = [...readFileSync(file, 'utf8').matchAll(tag)]
        .map(({ groups: { name, value, description } }) => ({ name, description, default: value }));
      for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations ?? [])) {
        if (declaration.tagName) declaration.cssProperties = properties;
      }
    },
  };
}

/** What Lit reads from a class, and what only the class itself uses, is no part of the reference. */
const MACHINERY = new Set(['styles', 'shadowRootOptions']);

/** Elements, what they extend, and their events stay; helpers of the room go. */
function keepPublicParts() {
  return {
    name: 'keep-public-parts',
    packageLinkPhase({ customElementsManifest }) {
      customElementsManifest.modules = customElementsManifest.modules.filter(({ path, declarations = [] }) =>
        path.endsWith('.events.ts') || declarations.some((declaration) => declaration.customElement));
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          if (!declaration.members) continue;
          declaration.members = declaration.members
            .filter((member) => !member.name.startsWith('#') && !MACHINERY.has(member.name)
              && member.privacy !== 'private' && member.privacy !== 'protected');
        }
      }
    },
  };
}

/**
 * The analyzer lists what a dispatchEvent() sends a second time, without its name or under the name of an argument, unless the
 * statement is the call itself and is marked. Where `@fires` describes that class, the second entry says nothing; where it does
 * not, the check reports it.
 */
function dropEventsOfCalls() {
  const isDescribed = (event) => event.name && event.description;
  return {
    name: 'drop-events-of-calls',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations ?? [])) {
        const described = new Set(declaration.events?.filter(isDescribed).map((event) => event.type?.text));
        declaration.events = declaration.events?.filter((event) => isDescribed(event) || !described.has(event.type?.text));
      }
    },
  };
}

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/**/*.styles.ts'],
  litelement: true,
  packagejson: false,
  plugins: [keepInstanceMembers(), addCustomProperties(), keepPublicParts(), dropEventsOfCalls(), namePublishedFiles()],
};
