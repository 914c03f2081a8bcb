import { ROOMS } from '../../test/architecture/rooms.js';
import { getRoomName } from './import-rules.js';
import type { MeasuredImports } from './measure-imports.js';

const NONE = '-';

function toPackageName(resolved: string): string | undefined {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/u.exec(resolved)?.[1];
}

/** The room diagram as text: what each room of `src/` really imports, types included. */
export function renderRooms({ imports }: MeasuredImports): string {
  const isSeen = (name: string): boolean => imports.some(({ from, to }) => [from, to].some((it) => getRoomName(it) === name));
  const rows = ROOMS.filter(({ name }) => isSeen(name)).map(({ name }) => {
    const targets = imports.filter(({ from }) => getRoomName(from) === name).map(({ to }) => to);
    const rooms = new Set(targets.map(getRoomName));
    const packages = new Set(targets.map(toPackageName).filter((target) => target !== undefined));
    return [
      name,
      // In the order of the table, so that the eye finds the direction.
      ROOMS.map((room) => room.name).filter((it) => it !== name && rooms.has(it)).join(' ') || NONE,
      [...packages].sort().join(' ') || NONE,
    ];
  });
  const lines = [['room', 'imports', 'packages'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
