import { parseAst } from 'rollup/parseAst';

/** A node of the syntax tree, as far as it is looked at here. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** A change of a text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The statements of a module. */
export function parseModule(code: string): Node[] {
  return (parseAst(code) as unknown as { readonly body: Node[] }).body;
}

/** Makes all changes of a text; none may lie in another. */
export function applyEdits(code: string, edits: readonly Edit[]): string {
  return [...edits].sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: replacement }) => text.slice(0, start) + replacement + text.slice(end), code);
}

/** A node and all that is in it. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of getChildren(node)) yield* walk(child);
}

function getChildren(node: Node): Node[] {
  return Object.values(node).flat().filter((value): value is Node => (
    typeof value === 'object' && value !== null && 'type' in value));
}

const isFunction = ({ type }: Node): boolean => /Function|^PropertyDefinition$|^StaticBlock$/u.test(type);

/** The names in a pattern. */
const readNames = (node: unknown): string[] => (node ? [...walk(node as Node)] : [])
  .filter(({ type }) => type === 'Identifier').map(({ name }) => name as string);

/** The names that a function declares, without those of functions in it. */
function readOwnNames(node: Node): string[] {
  const inner = getChildren(node).flatMap((child): string[] => {
    if (isFunction(child)) return child.type === 'FunctionDeclaration' ? readNames(child['id']) : [];
    const names = child.type === 'CatchClause' ? readNames(child['param']) : /^(?:VariableDeclarator|ClassDeclaration)$/u.test(child.type) ? readNames(child['id']) : [];
    return [...names, ...readOwnNames(child)];
  });
  return [...(node['params'] as Node[] | undefined ?? []).flatMap(readNames), ...inner];
}

/** What an assignment changes: `a` and `b` of `[a, { key: b }] = …`. What stands in a member is no name of its own. */
function readTargets({ type, left, argument }: Node): string[] {
  const target = (type === 'AssignmentExpression' ? left : type === 'UpdateExpression' ? argument : undefined) as Node | undefined;
  return target?.type === 'MemberExpression' ? [] : readNames(target);
}

/** Names that a function changes after the module has run; what other files have been given would then be out of date. */
export function findReassigned(statements: readonly Node[], names: ReadonlySet<string>): string[] {
  const visit = (node: Node, visible: ReadonlySet<string>, isInside: boolean): string[] => {
    const own = new Set(isFunction(node) ? readOwnNames(node) : []);
    const left = own.size > 0 ? new Set([...visible].filter((name) => !own.has(name))) : visible;
    const inside = isInside || isFunction(node);
    const changed = inside ? readTargets(node).filter((name) => left.has(name)) : [];
    return [...changed, ...getChildren(node).flatMap((child) => visit(child, left, inside))];
  };
  return [...new Set(statements.flatMap((statement) => visit(statement, names, false)))];
}
