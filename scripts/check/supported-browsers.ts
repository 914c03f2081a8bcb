import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { transform } from 'esbuild';

/**
 * The oldest browsers in which everything that is used exists: `:state()` of custom elements came with Chrome and Edge 125 and
 * Firefox 126, `light-dark()` with Safari 17.5.
 */
export const OLDEST_BROWSERS = { chrome: 125, edge: 125, firefox: 126, safari: '17.5' } as const;

/** The same as a sentence of the README has it. */
export const OLDEST_BROWSERS_TEXT = `Chrome and Edge ${OLDEST_BROWSERS.chrome}, Firefox ${OLDEST_BROWSERS.firefox} and Safari ${OLDEST_BROWSERS.safari}`;

const TARGETS = Object.entries(OLDEST_BROWSERS).map(([name, version]) => `${name}${version}`);

/** Functions and classes of the platform that came to one of the oldest browsers later. */
const LATER: readonly RegExp[] = [
  /\bPromise\.try/u, /\bRegExp\.escape/u, /\bError\.isError/u, /\bMath\.(?:sumPrecise|f16round)/u, /\bIterator\.(?:from|concat|zip)/u,
  /\.(?:symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)/u, /\bUint8Array\.from(?:Base64|Hex)/u, /\bJSON\.(?:rawJSON|isRawJSON)/u,
  /\.getOrInsert(?:Computed)?/u, /\bnew Intl\.DurationFormat/u, /\bnew URLPattern/u, /\bscheduler\.(?:yield|postTask)/u,
  /\bnavigation\.navigate/u, /\bnew CloseWatcher/u, /\.moveBefore/u, /\brequestIdleCallback/u,
];
/** Modifiers inside of a pattern, such as `(?i:a)`. */
const PATTERN_MODIFIERS = /\(\?(?:[ims]+(?:-[ims]+)?|-[ims]+):/u;

/** Whether code calls what it does not ask for: a name that stands somewhere without a call is looked at first. */
function isCalledUnasked(code: string, { source }: RegExp): boolean {
  return new RegExp(`${source}\\(`, 'u').test(code) && !new RegExp(`${source}(?![\\w(])`, 'u').test(code);
}

/** What of a file one of the oldest browsers does not know, a sentence for each. */
export async function findTooNew(file: string, code: string): Promise<string[]> {
  // Which letters a property such as `\p{L}` has grows with each Unicode; esbuild counts that as other syntax.
  const supported = { 'regexp-unicode-property-escapes': true, 'regexp-set-notation': true };
  const print = async (target: string | string[]): Promise<string> => (
    await transform(code, { target, format: 'esm', logLevel: 'silent', supported })).code;
  // esbuild rewrites what a target cannot read: where it has nothing to rewrite, all of them can.
  const [asItIs, forOldest] = await Promise.all([print('esnext'), print(TARGETS).catch((error: Error) => error.message)]);
  const problems = LATER.filter((name) => isCalledUnasked(code, name)).map(({ source }) => `uses ${source.replace(/\\[b.]|new /gu, '')}`);
  if (PATTERN_MODIFIERS.test(code)) problems.push('has modifiers inside of a pattern');
  if (asItIs !== forOldest) problems.push('has syntax of later');
  return problems.map((problem) => `${file} ${problem}, which ${OLDEST_BROWSERS_TEXT} do not all have`);
}

/** Every built script that a browser loads. */
export function findBuiltScripts(dist: string): readonly (readonly [file: string, code: string])[] {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  return files.sort().map((file) => [file, readFileSync(join(dist, file), 'utf8')] as const);
}
