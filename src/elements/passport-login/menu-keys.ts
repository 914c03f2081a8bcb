/**
 * Where a key leads in a menu, by the ARIA pattern "Menu Button": arrows go round, Home and End go to the ends, a letter
 * goes to the next name that begins with it. Undefined for keys that move nothing.
 *
 * @param names - What the items say, in their order.
 * @param current - The item that has the focus; -1 for none.
 */
export function findNextItem(key: string, names: readonly string[], current: number): number | undefined {
  const { length } = names;
  switch (key) {
    case 'ArrowDown': return (current + 1) % length;
    case 'ArrowUp': return (Math.max(current, 0) - 1 + length) % length;
    case 'Home': return 0;
    case 'End': return length - 1;
    default: return findByLetter(key, names, current);
  }
}

function findByLetter(key: string, names: readonly string[], current: number): number | undefined {
  // Names of keys are longer than letters, and Space activates.
  if ([...key].length !== 1 || key === ' ') return undefined;
  const letter = key.toLocaleLowerCase();
  const order = names.map((_, offset) => (current + 1 + offset) % names.length);
  return order.find((index) => names[index]?.trim().toLocaleLowerCase().startsWith(letter));
}
