// How the split build loads its lazy files: each with its integrity checked, from one script tag (docs/decisions/0012).
// The build puts a call of `loadPart` in place of each `import()`; in the unbundled modules nothing comes here.
import { systemClock } from './clock.js';
import { readDocument } from './own-document.js';

/** The names that a file gives to others. */
export type PartNames = Readonly<Record<string, unknown>>;

/** A file: its name, its sha384 in base64, and the parts that it takes names from, in the order of its parameters. */
export type Part = readonly [name: string, hash: string, ...imports: number[]];

/** Files by their numbers: a file, or the number of the one whose `parts` name it. */
export type PartTable = Readonly<Record<number, Part | number>>;

/** What a file exports. It runs when it is called, with what it would have imported. */
interface PartModule {
  readonly default: (load: typeof loadPart, ...imports: readonly PartNames[]) => PartNames;
}

/** What the build writes at the end of the entry: the files that most visitors load, and the entry's own names. */
declare const PARTS: PartTable;
declare const ENTRY_NAMES: PartNames;

/** Numbers that have a meaning: the entry, and the table of all the files that the entry does not list. */
const ENTRY = 0;
const REST = 1;

/** A file that has not come by then will not: the browser itself waits for ever. */
const LOAD_TIMEOUT_MS = 30_000;

/** Where the first copy of the bundle has put the page's session: the name is a protocol between releases. */
const PAGE_SLOT = Symbol.for('passport-widgets/session@1');

const loading = new Map<number, Promise<PartNames>>();
const failures = new Map<number, number>();

/** The page's part of Trusted Types, as far as it is used here. */
interface PagePolicy {
  createHTML(text: string): string;
  createScriptURL(file: string): string;
}

/**
 * The bundle's one Trusted Types policy, for lit's templates and for the files of this folder, and for nothing else.
 * None where the browser has no Trusted Types or the page refuses it: then what the page enforces fails.
 *
 * @public The build gives it to lit.
 */
export const pagePolicy = createPolicy();

function createPolicy(): PagePolicy | undefined {
  const page = globalThis as unknown as { trustedTypes?: { createPolicy(name: string, rules: PagePolicy): PagePolicy } };
  // A second copy of the bundle draws nothing, and a page may allow the name once.
  if (PAGE_SLOT in page) return undefined;
  try {
    return page.trustedTypes?.createPolicy('passport-widgets', { createHTML: (text) => text, createScriptURL: toUrl });
  } catch {
    return undefined;
  }
}

/** The address of a file of ours: whatever is asked for, it is in this folder. */
function toUrl(file: string): string {
  return new URL(`chunks/${encodeURIComponent(file).replace('%3F', '?')}`, import.meta.url).href;
}

/** Of the entry's own tag, or of another that has one: the entry may be imported by a script of the page. Now, while that tag is there. */
const nonce = globalThis.document && [...Document.prototype.querySelectorAll.call(document, 'script[nonce]') as NodeListOf<HTMLScriptElement>]
  .reduce((found, script) => (found && script.src !== import.meta.url ? found : script.nonce), '');

/**
 * Loads a file of the build, and first those that it needs. What failed is asked for anew at the
 * next call. Whoever joins a request that fails asks once more: it was sent before they asked, when the network may have been away.
 *
 * @throws {Error} When the file, or one that it needs, is gone or is not the one that was built.
 */
export function loadPart(id: number): Promise<PartNames> {
  return loading.get(id)?.catch(() => loading.get(id) ?? startPart(id)) ?? startPart(id);
}

function startPart(id: number): Promise<PartNames> {
  const running = runPart(id);
  loading.set(id, running);
  running.catch(() => loading.delete(id));
  return running;
}

async function runPart(id: number): Promise<PartNames> {
  // The table stands at the end of the entry, and so do its names.
  await undefined;
  if (id === ENTRY) return ENTRY_NAMES;
  const stated = PARTS[id] ?? REST;
  const part = typeof stated === 'number' ? (await loadPart(stated) as { readonly parts: PartTable }).parts[id] : stated;
  const [name, hash, ...imports] = part as Part;
  const [{ default: evaluate }, ...names] = await Promise.all([fetchPart(id, name, hash), ...imports.map(loadPart)]);
  return evaluate(loadPart, ...names);
}

function fetchPart(id: number, name: string, hash: string): Promise<PartModule> {
  const failed = failures.get(id);
  // A browser keeps that an address failed, and importing that address would go around the check.
  const file = `${name}.js${failed ? `?r${failed}` : ''}`;
  const script = Document.prototype.createElement.call(document, 'script') as HTMLScriptElement;
  let cancelLimit: () => void;
  return new Promise((resolve, reject) => {
    cancelLimit = systemClock.after(LOAD_TIMEOUT_MS, () => reject(undefined));
    Object.assign(script, {
      type: 'module', crossOrigin: 'anonymous', integrity: `sha384-${hash}`, nonce, onload: resolve, onerror: reject,
      src: pagePolicy ? pagePolicy.createScriptURL(file) : toUrl(file),
    });
    readDocument(document, 'documentElement')?.append(script);
  }).then(
    // From the browser's table of modules: no second request, whatever the server says of keeping it.
    () => {
      // A default policy of the page's may have changed the address: then another file was checked than is imported.
      if (script.src !== toUrl(file)) throw new Error(`${file} was asked for at another address.`);
      return import(toUrl(file)) as Promise<PartModule>;
    },
    () => {
      failures.set(id, (failed ?? 0) + 1);
      throw new Error(`${file} is not there, or not as it was built.`);
    },
  ).finally(() => {
    cancelLimit();
    script.remove();
  });
}
