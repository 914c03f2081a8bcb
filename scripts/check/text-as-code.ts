import { type Node, parseModule, walk } from '../build/syntax.js';

/** What a file does that a strict page has to allow by name, or cannot allow at all. */
type Use = 'code from text' | 'markup from text' | 'a policy' | 'import()';

/** Names that make code of a text. `constructor` of a function is `Function` itself. */
const CODE_NAMES = new Set(['eval', 'Function', 'AsyncFunction', 'GeneratorFunction', 'createScript']);

/** Names that make markup of a text, wherever they stand: after a point, in brackets, as a key. */
const MARKUP_NAMES = new Set([
  'innerHTML', 'outerHTML', 'srcdoc', 'insertAdjacentHTML', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'parseFromString', 'createContextualFragment',
]);

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate']);

const nameOf = (node: unknown): string => {
  const { type, name, value, expression } = (node ?? {}) as Node;
  if (type === 'ChainExpression') return nameOf(expression);
  return type === 'Identifier' ? name as string : type === 'Literal' && typeof value === 'string' ? value : '';
};

/** `setTimeout` of `setTimeout(…)`, `window.setTimeout(…)` and `window['setTimeout'](…)`. */
const calledName = ({ callee }: Node): string => nameOf((callee as Node).type === 'MemberExpression' ? (callee as Node)['property'] : callee);

const isText = (node: Node | undefined): boolean => (
  node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node['value'] === 'string')
  || (node?.type === 'BinaryExpression' && [node['left'], node['right']].some((side) => isText(side as Node))));

const isConstructor = (node: unknown): boolean => (node as Node).type === 'MemberExpression' && nameOf((node as Node)['property']) === 'constructor';

/** What one node of the syntax is, if it is any of it. */
function toUse(node: Node): Use | undefined {
  const { type } = node;
  if (type === 'ImportExpression') return 'import()';
  if (type === 'CallExpression' || type === 'NewExpression') {
    const name = calledName(node);
    const [first] = node['arguments'] as Node[];
    if (TIMERS.has(name) && isText(first)) return 'code from text';
    // `a.constructor('…')`; a class that makes another of its kind gives no text.
    if (isConstructor(node['callee']) && isText((node['arguments'] as Node[]).at(-1))) return 'code from text';
    return (name === 'write' || name === 'writeln') && (node['callee'] as Node).type === 'MemberExpression' ? 'markup from text' : undefined;
  }
  if (isConstructor(node) && isConstructor(node['object'])) return 'code from text';
  const words = type === 'TemplateElement' ? String((node['value'] as { raw?: unknown }).raw) : type === 'Literal' ? nameOf(node) : '';
  if (/^\s*javascript:/iu.test(words)) return 'code from text';
  const name = nameOf(node);
  if (CODE_NAMES.has(name)) return 'code from text';
  if (MARKUP_NAMES.has(name)) return 'markup from text';
  return name === 'createPolicy' ? 'a policy' : undefined;
}

/** `Function.prototype.call` makes no code. */
const isPrototype = ({ type, object, property }: Node): boolean => (
  type === 'MemberExpression' && nameOf(object) === 'Function' && nameOf(property) === 'prototype');

/** How often a script makes code or markup of a text, a policy, or an `import()`; what it never does is left out. */
export function countUses(code: string): Partial<Record<Use, number>> {
  const counts: Partial<Record<Use, number>> = {};
  for (const node of parseModule(code).flatMap((statement) => [...walk(statement)])) {
    const use = toUse(node);
    if (use) counts[use] = (counts[use] ?? 0) + 1;
    if (isPrototype(node)) counts['code from text'] = (counts['code from text'] ?? 0) - 1;
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

const ENTRY = 'passport-widgets.js';
const SINGLE = 'passport-widgets.all.js';

/** What the built files are allowed: one place where lit makes markup, one policy for it, and the loader's one `import()`. */
const ALLOWED: readonly (readonly [what: string, files: (file: string) => boolean, Partial<Record<Use, number>>])[] = [
  ['the entry', (file) => file === ENTRY, { 'a policy': 1, 'import()': 1 }],
  ['the lazy files', (file) => file.startsWith('chunks/'), { 'markup from text': 1 }],
  ['the single file', (file) => file === SINGLE, { 'a policy': 1, 'markup from text': 1 }],
  ['the texts of the languages', (file) => file.startsWith('locales/'), {}],
];

const print = (counts: Partial<Record<Use, number>>): string => (
  Object.entries(counts).sort().map(([use, count]) => `${count} × ${use}`).join(', ') || 'nothing');

/** Where built files make code or markup of a text otherwise than a strict page expects, a sentence for each. */
export function findTextAsCode(scripts: readonly (readonly [file: string, code: string])[]): string[] {
  return ALLOWED.flatMap(([what, isOf, allowed]) => {
    const found = scripts.filter(([file]) => isOf(file)).map(([file, code]) => [file, countUses(code)] as const);
    if (found.length === 0) return [`${what}: no file`];
    const sum: Partial<Record<Use, number>> = {};
    for (const [use, count] of found.flatMap(([, counts]) => Object.entries(counts))) sum[use as Use] = (sum[use as Use] ?? 0) + count;
    if (print(sum) === print(allowed)) return [];
    const files = found.filter(([, counts]) => Object.keys(counts).length > 0).map(([file]) => file);
    return [`${what}: ${print(sum)} (${files.join(', ') || 'in no file'}), and not ${print(allowed)}`];
  });
}
