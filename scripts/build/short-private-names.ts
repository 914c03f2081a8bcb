import { parseAst } from 'rollup/parseAst';

/** A node of the syntax tree, as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly superClass?: Node;
  readonly body?: unknown;
  readonly key?: Node;
}

/** In the order of how often minified code has them, so that what is short is also what compresses best. */
const LETTERS = [...'tesirnoalhcudpgfmwbyvkxjzq', ...'TESIRNOALHCUDPGFMWBYVKXJZQ'];

/**
 * Gives the private members of each class the shortest names, most used first, beginning anew with each class. Minifiers
 * number them through a whole file, so that no two classes share a name; that was 1 % of what travels.
 */
export function shortenPrivateNames(code: string): string {
  if (!code.includes('#')) return code;
  const names: { readonly at: Node; readonly to: string }[] = [];
  rename(parseAst(code) as unknown as Node, new Map(), names);
  return names
    .sort((a, b) => b.at.start - a.at.start)
    .reduce((text, { at, to }) => `${text.slice(0, at.start)}#${to}${text.slice(at.end)}`, code);
}

function rename(node: Node, scope: ReadonlyMap<string, string>, names: { at: Node; to: string }[]): void {
  const to = node.type === 'PrivateIdentifier' ? scope.get(node.name ?? '') : undefined;
  if (to !== undefined) names.push({ at: node, to });
  const isClass = node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
  const inner = isClass ? new Map([...scope, ...nameMembers(node, scope)]) : scope;
  // What a class extends, and stands outside of its body, sees the names around it.
  for (const child of getChildren(node)) rename(child, child === node.superClass ? scope : inner, names);
}

/** Classes inside of a class see its names: theirs have to be others. */
function nameMembers(node: Node, scope: ReadonlyMap<string, string>): Map<string, string> {
  const uses = new Map<string, number>();
  const body = node.body as { readonly body: readonly Node[] };
  for (const { key } of body.body) if (key?.type === 'PrivateIdentifier') uses.set(key.name ?? '', 0);
  countUses(node, uses);
  const taken = new Set(scope.values());
  const free = LETTERS.filter((letter) => !taken.has(letter));
  const sorted = [...uses].sort(([, a], [, b]) => b - a);
  return new Map(sorted.map(([name], index) => [name, free[index] ?? `t${taken.size + index}`]));
}

function countUses(node: Node, uses: Map<string, number>): void {
  const count = node.type === 'PrivateIdentifier' ? uses.get(node.name ?? '') : undefined;
  if (count !== undefined) uses.set(node.name ?? '', count + 1);
  for (const child of getChildren(node)) countUses(child, uses);
}

function getChildren(node: Node): Node[] {
  return Object.values(node).flat().filter((value): value is Node => (
    typeof value === 'object' && value !== null && 'type' in value));
}
