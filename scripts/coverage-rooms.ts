import type { Counts, FileCounts } from './coverage/counts.js';

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

/** Adds up files by the rooms of `src/`: a file's folder below it, or `src` for the entries. */
export function sumRooms(counts: Counts): ReadonlyMap<string, Coverage> {
  const rooms = new Map<string, Coverage>();
  for (const [file, { lines, branches }] of Object.entries(counts)) {
    const room = getRoom(file);
    rooms.set(room, sumCoverage([...(rooms.has(room) ? [rooms.get(room)!] : []), {
      files: 1, lines: toShare(lines), branches: toShare(branches),
    }]));
  }
  return rooms;
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

/** What did not run, a line for each file: its lines, then its branches as line, kind, number on the line and number of the way. */
export function renderMissing(counts: Counts): string {
  const list = (own: Record<string, number>): string[] => Object.entries(own).filter(([, count]) => count === 0).map(([key]) => key);
  return Object.entries(counts).map(([file, { lines, branches }]: [string, FileCounts]) => (
    `${file}   lines ${list(lines).join(' ') || '-'}   branches ${list(branches).join(' ') || '-'}`))
    .filter((line) => !line.endsWith('lines -   branches -')).join('\n');
}

/** Whether at least so many percent of something ran. */
export function reaches({ hit, found }: Share, percent: number): boolean {
  return hit * 100 >= found * percent;
}

/** Rounded down: 100.0 % is all of it. */
function renderShare({ hit, found }: Share): string {
  const percent = found === 0 ? 100 : Math.floor(hit / found * 1_000) / 10;
  return `${percent.toFixed(1).padStart(5)} % (${hit} of ${found})`;
}

function toShare(own: Record<string, number>): Share {
  const counts = Object.values(own);
  return { hit: counts.filter((count) => count > 0).length, found: counts.length };
}

function getRoom(file: string): string {
  const [first = '', ...rest] = file.replace(/^src\//u, '').split('/');
  return rest.length > 0 ? first : 'src';
}
