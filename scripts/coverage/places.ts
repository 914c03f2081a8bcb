import { SourceMap, type SourceMapPayload } from 'node:module';
import { parseAst } from 'rollup/parseAst';

/** Where in running code a line of a source starts to run. */
export interface LinePlace {
  /** From 1, in the source. */
  readonly line: number;
  /** In the code that ran, in UTF-16 units. */
  readonly offset: number;
}

/** One way on from a place that has several. */
export interface BranchPlace {
  /** The same for all forms of the source: line, number of the branching on that line, and of the way. */
  readonly key: string;
  readonly offset: number;
  /** For an `else` that is not written, where nothing tells it by itself: the block, which runs less often than the `if`. */
  readonly without?: number;
}

/** What of one source may run. */
export interface Places {
  readonly lines: readonly LinePlace[];
  readonly branches: readonly BranchPlace[];
}

interface Node { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown }

const STATEMENTS = new Set([
  'ExpressionStatement', 'ReturnStatement', 'ThrowStatement', 'TryStatement', 'IfStatement', 'ForStatement', 'ForInStatement',
  'ForOfStatement', 'WhileStatement', 'DoWhileStatement', 'SwitchStatement', 'BreakStatement', 'ContinueStatement',
]);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/**
 * Lists the places of each source of some JavaScript by its syntax: a line for each statement, initialised variable and body of
 * an arrow function that starts on it; a branch for both ways of `if` and `?:`, each `case`, each operand of `&&`, `||`, `??`.
 *
 * @param map - The code's source map. What it leads to no source for, such as a compiler's helpers, is left out.
 * @param toFile - The name of a source of the map, or undefined for those not asked for.
 */
export function listPlaces(code: string, map: SourceMapPayload, toFile: (source: string) => string | undefined): ReadonlyMap<string, Places> {
  const finder = createFinder(code, map, toFile);
  const files = new Map<string, { lines: LinePlace[]; branches: BranchPlace[] }>();
  const ordinals = new Map<string, number>();
  const open = (file: string): { lines: LinePlace[]; branches: BranchPlace[] } => {
    if (!files.has(file)) files.set(file, { lines: [], branches: [] });
    return files.get(file)!;
  };
  walk(parseAst(code) as unknown as Node, undefined, (node, parent) => {
    const begin = findBegin(node);
    const beginOrigin = begin && finder(begin.start);
    if (begin && beginOrigin) open(beginOrigin.file).lines.push({ line: beginOrigin.line, offset: begin.offset });
    const waysOn = listWays(node, parent);
    const origin = waysOn.length > 0 ? finder(node.start) : undefined;
    if (origin === undefined) return;
    const place = `${origin.line}:${node.type}`;
    const ordinal = (ordinals.get(`${origin.file}:${place}`) ?? 0) + 1;
    ordinals.set(`${origin.file}:${place}`, ordinal);
    waysOn.forEach((way, index) => open(origin.file).branches.push({ key: `${place}:${ordinal}:${index}`, ...way }));
  });
  return files;
}

function walk(node: Node, parent: Node | undefined, visit: (node: Node, parent: Node | undefined) => void): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, node, visit);
  }
}

/** What of a node puts its line on the list, and where its count is told: outside of a function that starts where it does. */
function findBegin(node: Node): { readonly start: number; readonly offset: number } | undefined {
  if (STATEMENTS.has(node.type) || (node.type === 'VariableDeclarator' && node['init'])) return { start: node.start, offset: node.start };
  if (node.type !== 'ArrowFunctionExpression' || node['expression'] !== true) return undefined;
  const { start } = node['body'] as Node;
  return { start, offset: start - 1 };
}

/** V8 counts from the `?` or the operator on, so that the character before an arm belongs to it, and to no function in it. */
function listWays(node: Node, parent: Node | undefined): readonly { offset: number; without?: number }[] {
  if (node.type === 'IfStatement') {
    const then = node['consequent'] as Node;
    const otherwise = node['alternate'] as Node | null ?? (leaves(then) ? findNext(node, parent) : undefined);
    return [{ offset: then.start }, otherwise ? { offset: otherwise.start } : { offset: node.start, without: then.start }];
  }
  if (node.type === 'ConditionalExpression') return [node['consequent'], node['alternate']].map((arm) => ({ offset: (arm as Node).start - 1 }));
  if (node.type === 'SwitchStatement') return (node['cases'] as Node[]).map(({ start }) => ({ offset: start }));
  if (node.type !== 'LogicalExpression' || parent?.type === 'LogicalExpression') return [];
  return listOperands(node).map(({ start }, index) => ({ offset: index === 0 ? node.start : start - 1 }));
}

/** Whether nothing after a statement runs because of it: then V8 counts what follows by itself. */
function leaves(node: Node): boolean {
  const last = node.type === 'BlockStatement' ? (node['body'] as Node[]).at(-1) : node;
  return last !== undefined && /^(?:Return|Throw|Continue|Break)Statement$/u.test(last.type);
}

function findNext(node: Node, parent: Node | undefined): Node | undefined {
  const list = parent?.['body'] ?? parent?.['consequent'];
  return Array.isArray(list) ? (list as Node[])[list.indexOf(node) + 1] : undefined;
}

function listOperands(node: Node): Node[] {
  return node.type === 'LogicalExpression' ? [node['left'], node['right']].flatMap((side) => listOperands(side as Node)) : [node];
}

/** Leads from an offset in the code to the file and line that it was written as. */
function createFinder(
  code: string, map: SourceMapPayload, toFile: (source: string) => string | undefined,
): (offset: number) => { file: string; line: number } | undefined {
  const starts = [0, ...[...code.matchAll(/\n/gu)].map(({ index }) => index + 1)];
  const finder = new SourceMap(map);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    const entry = finder.findEntry(low, offset - starts[low]!);
    if (!('originalSource' in entry) || entry.originalSource === undefined) return undefined;
    const file = toFile(entry.originalSource);
    return file === undefined ? undefined : { file, line: entry.originalLine + 1 };
  };
}
