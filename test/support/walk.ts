/** Every text that can be reached from a value: own and inherited members, causes, keys of maps. */
export function walk(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' && typeof value !== 'function') return `${String(value)} `;
  if (value === null || seen.has(value) || value === window || value === document) return '';
  seen.add(value);
  let text = '';
  for (let at: unknown = value; at !== null && at !== Object.prototype && at !== Function.prototype; at = Object.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at as object)) text += `${String(key)} ${walk(read(value, key), seen)}`;
  }
  if (value instanceof Map || value instanceof Set) text += walk([...value], seen);
  return text;
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}
