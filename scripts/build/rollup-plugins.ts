import { existsSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';

import { minify as minifyWithSwc } from '@swc/core';
import { transform } from 'esbuild';
import type { OutputBundle, OutputChunk, Plugin } from 'rollup';

import { nameCustomProperties, shortenCustomProperties } from './short-custom-properties.js';
import { shortenPrivateNames } from './short-private-names.js';
import { shortenTemplates } from './short-templates.js';

/** Fails the build when anything asks for a module of Node: a browser has none. */
export function refuseNodeBuiltins(): Plugin {
  return {
    name: 'refuse-node-builtins',
    resolveId(source, importer) {
      if (isBuiltin(source)) this.error(`A module of Node is imported: ${source} by ${importer ?? 'the entry'}.`);
      return null;
    },
  };
}

/** Takes the types out of our sources, and finds `x.ts` where `x.js` is written. */
export function transformTypeScript(root: string): Plugin {
  const names = nameCustomProperties(`${root}src/elements`);
  return {
    name: 'transform-typescript',
    resolveId(source, importer) {
      if (!importer || !/^\.{1,2}\/.*\.js$/u.test(source) || !importer.endsWith('.ts')) return null;
      const file = resolve(dirname(importer), source.replace(/\.js$/u, '.ts'));
      return existsSync(file) ? file : null;
    },
    async transform(source, id) {
      if (!id.endsWith('.ts')) return null;
      // These files are for pages: what is there for servers alone goes.
      const forPages = source.replaceAll("typeof window === 'undefined'", 'false');
      const sheet = id.endsWith('.styles.ts') ? await minifyStyles(source, names) : forPages;
      const result = await transform(sheet, {
        loader: 'ts',
        target: 'es2022',
        sourcefile: id.replace(root, ''),
        sourcemap: 'external',
        // What the compiler checks the sources with. esbuild does not look for a tsconfig.json here.
        tsconfigRaw: {
          compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false, verbatimModuleSyntax: true },
        },
      });
      // Importing one of our modules changes nothing, but for those that define elements.
      const code = shortenTemplates(shortenPrivateNames(callDecorators(result.code)));
      // The source map is off by a few columns of a line where a name became shorter, and inside of templates.
      return { code, map: result.map, moduleSideEffects: id.startsWith(`${root}src/define`) };
    },
  };
}

/** How the compiler applies a decorator to a field. */
const DECORATED = /__decorateClass\(\[\s*(property|state)\(([^;]*?)\)\s*\], (\w+)\.prototype, "(\w+)"(?:, \d)?\);/gu;

/**
 * Writes the decorators of `elements/support/property.ts` as the calls that they come to: the compiler's helper would stand
 * in each file of an element, with an array around each property. Lines stay where they are.
 */
export function callDecorators(code: string): string {
  const plain = code.replace(DECORATED, (whole, kind: string, options: string, owner: string, name: string) => {
    const stated = kind === 'state' ? '{ attribute: false }' : options;
    const call = `${owner}.createProperty("${name}"${stated ? `, ${stated}` : ''});`;
    return call + '\n'.repeat(whole.split('\n').length - call.split('\n').length);
  });
  if (/__decorateClass\(/u.test(plain)) throw new Error('A decorator that the build does not know.');
  return plain;
}

/** Minifies what stands in css`…`: to JavaScript it is text, and nobody else would. */
async function minifyStyles(source: string, names: ReadonlyMap<string, string>): Promise<string> {
  const sheets = [...source.matchAll(/css`([^`$]*)`/gu)];
  const minified = await Promise.all(sheets.map(async ([, sheet = '']) => (
    await transform(sheet, { loader: 'css', minify: true, target: 'es2022' })).code.trim()
    // What a custom property holds is left alone there, because any text may be in it. In ours it is a value.
    .replace(/--_[^;}]*/gu, (declaration) => declaration.replace(/([:,]) /gu, '$1'))));
  // A backslash in a sheet stands doubled in its template already, and stays so.
  return sheets.reduce((code, [whole], index) => (
    code.replace(whole, () => `css\`${shortenCustomProperties(minified[index] ?? '', names)}\``)), source);
}

/** How lit makes its policy. */
const LIT_POLICY = /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/gu;
const LIT_POLICY_NAME = 'createPolicy("lit-html"';
const OWN_POLICY = 'createPolicy("passport-widgets"';

/** In one file: the same without addresses, and for a page that refuses it, or has given the name to another copy, none. */
const createInline = (factory: string): string => (
  `(()=>{try{return Symbol.for("passport-widgets/session@1")in globalThis?void 0:${factory}?.${OWN_POLICY},{createHTML:text=>text})}catch{}})()`);

const count = (text: string, part: string): number => text.split(part).length - 1;

function isChunk(output: OutputBundle[string]): output is OutputChunk {
  return output.type === 'chunk';
}

/**
 * Gives lit a Trusted Types policy of our own name instead of its own. A page that lists allowed policies can then name
 * ours, and lit code of the page's own, which takes the name `lit-html` first, does not make the whole bundle fail (row 139).
 *
 * @param shared - The module whose `pagePolicy` lit takes; without one it makes its own.
 */
export function renameTrustedTypesPolicy(shared?: string): Plugin {
  return {
    name: 'rename-trusted-types-policy',
    transform(code, id) {
      if (!code.includes(LIT_POLICY_NAME)) return null;
      if (!id.endsWith('/lit-html/lit-html.js')) this.error(`A second place makes the policy of lit: ${id}.`);
      // On the lines where it was: the source map is off by a few columns of that line, and nothing else moves.
      const renamed = code.replace(LIT_POLICY, (_whole, factory: string) => (shared ? 'pagePolicy' : createInline(factory)));
      return { code: shared ? `import{pagePolicy}from${JSON.stringify(shared)};${renamed}` : renamed, map: null };
    },
    generateBundle(_options, bundle) {
      const code = Object.values(bundle).filter(isChunk).map((chunk) => chunk.code).join('\n');
      const [own, foreign] = [count(code, OWN_POLICY), count(code, LIT_POLICY_NAME)];
      if (own !== 1 || foreign !== 0) {
        this.error(`Exactly one Trusted Types policy of lit has to be renamed: ${own} renamed, ${foreign} left.`);
      }
    },
  };
}

/** lit asks for them when it loads. They are for browsers that no file of ours runs in: what es2022 asks for, they lack. */
const POLYFILL_HOOK = /\w+\.(?:litHtml|litElement|reactiveElement)PolyfillSupport/gu;

/** Takes out of lit what only polyfills of old browsers use. */
export function dropPolyfillHooks(): Plugin {
  return {
    name: 'drop-polyfill-hooks',
    transform(code, id) {
      if (!/\/(?:lit-html|lit-element|reactive-element)\.js$/u.test(id)) return null;
      if (count(code, 'PolyfillSupport') !== code.match(POLYFILL_HOOK)?.length) this.error(`The hooks of polyfills look different now: ${id}.`);
      return { code: code.replace(POLYFILL_HOOK, 'undefined'), map: null };
    },
  };
}

/** How lit asks the document, under the name that it gives it: `l.createComment(`, and once `(scope??l).importNode(`. */
const LIT_DOCUMENT = /,(\w+)=document,/u;
const LIT_METHODS = /([^\w$.])(\w+|\([^()]*\?\?\w+\))\.(create(?:Comment|Element|TextNode|TreeWalker)|importNode)\(/gu;
const LIT_CALLS = 5;

/** Has lit ask documents by the methods that every document has, whatever markup is called as they are (row 142). */
export function callDocumentMethods(): Plugin {
  return {
    name: 'call-document-methods',
    transform(code, id) {
      if (!id.endsWith('/lit-html/lit-html.js')) return null;
      const name = LIT_DOCUMENT.exec(code)?.[1];
      let calls = 0;
      const called = code.replace(LIT_METHODS, (whole, before: string, target: string, method: string) => {
        if (name === undefined || !(target === name || target.endsWith(`??${name})`))) return whole;
        calls += 1;
        return `${before}documentMethods.${method}.call(${target},`;
      });
      if (calls !== LIT_CALLS) this.error(`lit asks the document in another way now: ${calls} calls, not ${LIT_CALLS}.`);
      return { code: called.replace(LIT_DOCUMENT, `,$1=document,documentMethods=Document.prototype,`), map: null };
    },
  };
}

/** Leaves the files of translations out of a bundle that has no `import()`: pages add those of `dist/locales` by script tags. */
export function leaveOutTranslations(root: string): Plugin {
  const file = `${root}src/locales/files.ts`;
  return {
    name: 'leave-out-translations',
    buildStart() {
      if (!existsSync(file)) this.error(`The list of translations has moved: ${file}.`);
    },
    load: (id) => (id === file ? 'export const FILES = {};' : null),
  };
}

/** Minifies with swc, which gave the smallest files in every row that was measured, and starts each file with a line. */
export function minify(preamble: string): Plugin {
  return {
    name: 'minify',
    async renderChunk(code) {
      const result = await minifyWithSwc(code, {
        module: true,
        sourceMap: true,
        compress: { ecma: 2022, passes: 3 },
        // Private names are short already, in each class anew.
        mangle: { toplevel: true, keepPrivateProps: true },
        format: { comments: false, ecma: 2022, preamble },
      });
      return { code: result.code, map: result.map ?? null };
    },
  };
}

/** Removes the chunks of the build before: their names hold a hash, so nothing would overwrite them. */
export function removeOldChunks(outDir: string): Plugin {
  return {
    name: 'remove-old-chunks',
    buildStart() {
      rmSync(join(outDir, 'chunks'), { recursive: true, force: true });
    },
  };
}
