import { fileURLToPath } from 'node:url';

import { ROOMS } from '../../test/architecture/rooms.js';
import { getRoomName } from './import-rules.js';
import { measureImports } from './measure-imports.js';

const UNSEEN = '-';

function toPackageName(resolved: string): string | undefined {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/u.exec(resolved)?.[1];
}

/** The room diagram as lines of text: what each room really imports, types included. */
async function renderRooms(): Promise<string[]> {
  const { imports } = await measureImports(fileURLToPath(new URL('../../', import.meta.url)));
  const seen = ROOMS.filter((room) => imports.some(({ from, to }) => [from, to].some((it) => getRoomName(it) === room.name)));
  const rows = seen.map((room) => {
    const targets = imports.filter(({ from }) => getRoomName(from) === room.name).map(({ to }) => to);
    const rooms = new Set(targets.map(getRoomName));
    const packages = new Set(targets.map(toPackageName).filter((name) => name !== undefined));
    return [
      room.name,
      // In the order of the table, so that the eye finds the direction.
      ROOMS.filter(({ name }) => name !== room.name && rooms.has(name)).map(({ name }) => name).join(' ') || UNSEEN,
      [...packages].sort().join(' ') || UNSEEN,
    ] as const;
  });
  const lines = [['room', 'imports', 'packages'] as const, ...rows];
  const widths = [0, 1].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}

console.log((await renderRooms()).join('\n'));
