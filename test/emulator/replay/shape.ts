/** The shape of a value: names and types of its members, the kinds of a list's elements. */
export type Shape = string | { readonly [member: string]: Shape } | readonly Shape[];

/** Reduces a value to its shape. */
export function toShape(value: unknown): Shape {
  if (Array.isArray(value)) {
    const kinds = new Map(value.map((element) => [JSON.stringify(toShape(element)), toShape(element)]));
    return [...kinds.values()];
  }
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, toShape(member)]));
}
