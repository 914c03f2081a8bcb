/** How much of some code has run. */
export interface Coverage {
  readonly files: number;
  readonly lines: Share;
  readonly branches: Share;
}

/** A part of a whole. */
export interface Share {
  readonly hit: number;
  readonly found: number;
}

/** Adds up a report in lcov's format, by the rooms of `src/`: a file's folder below it, or `src` for the entries. */
export function readRooms(lcov: string): ReadonlyMap<string, Coverage> {
  const rooms = new Map<string, Coverage>();
  for (const record of lcov.split('end_of_record')) {
    const file = /^SF:(.+)$/mu.exec(record)?.[1];
    if (file === undefined) continue;
    const room = getRoom(file);
    rooms.set(room, sumCoverage([...(rooms.has(room) ? [rooms.get(room)!] : []), {
      files: 1,
      lines: { hit: readCount(record, 'LH'), found: readCount(record, 'LF') },
      branches: { hit: readCount(record, 'BRH'), found: readCount(record, 'BRF') },
    }]));
  }
  return rooms;
}

/** The files of a report, as paths from the repository's folder. */
export function readFiles(lcov: string): readonly string[] {
  return [...lcov.matchAll(/^SF:(.+)$/gmu)].map(([, file = '']) => file.replaceAll('\\', '/').replace(/^.*?(?=src\/)/u, ''));
}

/** The sum of several. */
export function sumCoverage(parts: readonly Coverage[]): Coverage {
  const add = (pick: (part: Coverage) => number): number => parts.reduce((sum, part) => sum + pick(part), 0);
  return {
    files: add(({ files }) => files),
    lines: { hit: add(({ lines }) => lines.hit), found: add(({ lines }) => lines.found) },
    branches: { hit: add(({ branches }) => branches.hit), found: add(({ branches }) => branches.found) },
  };
}

/** A line for each room in the order of their names, and one for all. */
export function renderRooms(rooms: ReadonlyMap<string, Coverage>): string {
  const rows = [...[...rooms].sort(([a], [b]) => a.localeCompare(b)), ['all', sumCoverage([...rooms.values()])] as const];
  return rows.map(([room, { files, lines, branches }]) => (
    `${room.padEnd(10)} ${String(files).padStart(4)} files   lines ${renderShare(lines)}   branches ${renderShare(branches)}`)).join('\n');
}

/** Rounded down: 100.0 % is all of it. */
function renderShare({ hit, found }: Share): string {
  const percent = found === 0 ? 100 : Math.floor(hit / found * 1_000) / 10;
  return `${percent.toFixed(1).padStart(5)} % (${hit} of ${found})`;
}

function getRoom(file: string): string {
  const [first = '', ...rest] = file.replaceAll('\\', '/').replace(/^.*?src\//u, '').split('/');
  return rest.length > 0 ? first : 'src';
}

function readCount(record: string, name: string): number {
  return Number(new RegExp(`^${name}:(\\d+)$`, 'mu').exec(record)?.[1] ?? 0);
}
