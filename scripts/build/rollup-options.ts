import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { OutputOptions, Plugin, RollupOptions } from 'rollup';

import { LAZY_PARTS } from '../check/budgets.js';
import { dropUncalledMethods } from './drop-methods.js';
import { leaveOutDer } from './leave-out-der.js';
import { checkParts } from './part-files.js';
import { recordGraph } from './record-graph.js';
import { dropUncalledCurves } from './trim-curves.js';
import { dropUnusedLit } from './trim-lit.js';
import {
  callDocumentMethods, dropPolyfillHooks, leaveOutTranslations, minify, refuseNodeBuiltins, removeOldChunks, renameTrustedTypesPolicy, transformTypeScript,
} from './rollup-plugins.js';

/** The root of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where the build tells the size gate what went into which file. Not published. */
export const GRAPH_FOLDER = `${ROOT}.cache/build/`;

const VERSION = (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string }).version;

/** What packages do, is not ours to mend, and changes nothing in the output. */
const FOREIGN_HABITS = new Set(['INVALID_ANNOTATION', 'CIRCULAR_DEPENDENCY', 'THIS_IS_UNDEFINED']);

const PREAMBLE = `/*! passport-widgets ${VERSION}, Apache-2.0; its parts: licenses.txt */`;

/** What a build may change: the canaries build other entries into other places. */
export interface BundleOptions {
  /** Default: the entry of the form. */
  readonly entry?: string;
  /** Default: `dist`. */
  readonly outDir?: string;
  /** Where the graph of each output is written. Default: `.cache/build/`. */
  readonly graphFolder?: string;
}

/** What visitors of a situation with a budget load is listed in the entry itself. */
const isListed = (modules: readonly string[]): boolean => (
  modules.some((id) => (LAZY_PARTS[id.replace(ROOT, '')] ?? []).length > 0));

/** What is asked for after the file of the account, or at the click, when a pointer or the focus has brought it: the rows stand there. */
const HELD_BY_ACCOUNT = new Set([
  'src/imx/imx-network.ts', 'src/session/login-run.ts', 'src/session/network-hub.ts', 'src/session/token-work.ts',
].map((id) => ROOT + id));
const isHeld = (modules: readonly string[]): boolean => modules.some((id) => HELD_BY_ACCOUNT.has(id));
const isHolder = (modules: readonly string[]): boolean => modules.includes(`${ROOT}src/session/held-tokens.ts`);

function createPlugins(form: BundleForm): Plugin[] {
  return [
    ...(form === 'single' ? [leaveOutTranslations(ROOT)] : []),
    refuseNodeBuiltins(),
    nodeResolve({ browser: true, exportConditions: ['browser'], extensions: ['.js'] }),
    dropUnusedLit(ROOT),
    transformTypeScript(ROOT),
    renameTrustedTypesPolicy(form === 'split' ? `${ROOT}src/platform/parts.ts` : undefined),
    dropPolyfillHooks(),
    callDocumentMethods(),
    dropUncalledMethods(),
    leaveOutDer(),
    dropUncalledCurves(),
    ...(form === 'split' ? [checkParts({ isListed, isHolder, isHeld })] : []),
    minify(PREAMBLE),
  ];
}

/**
 * Modules of `src/` that are needed together come in one file: a file of its own costs each a request, and compresses
 * worse. Named one by one: a module that joins its room later is not loaded with it before somebody says so. Only whole
 * neighbourhoods, so that no file imports another in a circle; rollup refuses that.
 */
const GROUPS: readonly (readonly [name: string, modules: RegExp])[] = [
  ['auth', /^(?:auth\/(?:authority-urls|callback-params|complete|id-token|logout-return|pending-login|receive|serialize-record|token-endpoint|with-authority)|platform\/(?:callback-channel|locks|own-document-calls|popup-watch)|session\/callback-flow|shared\/(?:errors\/auth|return-url)|elements\/passport-callback\/[\w.-]+)\.ts$/u],
  // Who is signed in, how that is drawn, and what asks services: needed where a record is stored, and by most of the rest.
  ['account', /^(?:node_modules\/(?:lit\/index|lit-html\/(?:is-server|lit-html)|lit-element\/lit-element|@lit\/reactive-element\/reactive-element)\.js|(?:auth\/(?:claims|decode-token|lifetime|record)|session\/(?:follow-tokens|held-tokens|signed-in|token-keeper)|platform\/(?:request|retry-after|steady-time|wait)|shared\/(?:account|addresses|mask-secrets|errors\/platform)|elements\/(?:support\/(?:adopt-styles|clean-text|control-icons|copy-controller|copy-text|icons|locale-controller|notice\.styles|parts\.styles|passport-element|property|session-controller|views\.styles)|passport-login\/(?:account-name|account-view|account\.styles|login-methods|passport-login|passport-logout\.events|plain-view|view-parts)))\.ts)$/u],
  ['network', /^(?:api\/(?:api-error|call-api|parse-balances|parse-page|parse-values|read-pages)|platform\/map-limited|session\/(?:balance-requests|lazy-network|lazy-wallet|network-hub)|shared\/(?:check-question|errors\/(?:account|api)))\.ts$/u],
  // Apart from the one before: a page on another network loads none of it.
  ['immutable-x', /^(?:api\/(?:imx-api|parse-tokens)|imx\/(?:balances|imx-network|token-book))\.ts$/u],
  ['errors', /^elements\/support\/(?:describe-error|render-error)\.ts$/u],
  ['registration', /^(?:session\/registration|shared\/(?:registrar-hold|registration-error))\.ts$/u],
];

function findGroup(id: string): string | undefined {
  const module = id.replace(`${ROOT}src/`, '').replace(ROOT, '');
  return GROUPS.find(([, modules]) => modules.test(module))?.[0];
}

/** A form of the bundle: a small entry with its lazy chunks, or everything in one file. */
export type BundleForm = 'split' | 'single';

const FORMS = {
  split: {
    name: 'passport-widgets',
    // Elements come when the page has one.
    entry: `${ROOT}src/define/cdn.ts`,
    output: { chunkFileNames: 'chunks/[name]-[hash:7].js', manualChunks: findGroup, onlyExplicitManualChunks: true },
  },
  single: {
    name: 'passport-widgets.all',
    entry: `${ROOT}src/define.ts`,
    output: { inlineDynamicImports: true },
  },
} as const satisfies Record<BundleForm, { name: string; entry: string; output: OutputOptions }>;

/** How rollup builds one form. */
export function createBundleOptions(
  form: BundleForm, options: BundleOptions = {},
): RollupOptions & { readonly output: OutputOptions } {
  const { name, entry, output } = FORMS[form];
  const { outDir = `${ROOT}dist`, graphFolder = GRAPH_FOLDER } = options;
  return {
    input: options.entry ?? entry,
    // Styles are made by `css` of lit; the entry needs nothing else of it, which its packages do not say.
    treeshake: { moduleSideEffects: (id) => !/\/node_modules\/(?:lit|lit-html|lit-element|@lit\/reactive-element)\//u.test(id) },
    plugins: [...(form === 'split' ? [removeOldChunks(outDir)] : []), ...createPlugins(form)],
    // The entry keeps what lazy chunks share with it; a facade in front of it would cost a page one more round trip.
    preserveEntrySignatures: 'allow-extension',
    output: {
      dir: outDir,
      format: 'es',
      // Nobody asks what an object of names is, or changes one.
      generatedCode: { preset: 'es2015', symbols: false },
      freeze: false,
      entryFileNames: `${name}.js`,
      sourcemap: true,
      plugins: [recordGraph(ROOT, `${graphFolder}${name}.json`)],
      // A canary may reach at once what stands in a group, and an entry imports no other file.
      ...(options.entry === undefined ? output : { ...output, manualChunks: undefined }),
    },
    onLog(level, log, handler) {
      const ids = [log.id, ...log.ids ?? []].filter((id) => id !== undefined);
      const isForeign = ids.length > 0 && ids.every((id) => id.includes('/node_modules/'));
      if (isForeign && FOREIGN_HABITS.has(log.code ?? '')) return;
      // Any other warning ends the build: one that stays is one that nobody has looked at.
      handler(level === 'warn' ? 'error' : level, log);
    },
  };
}
