import { crc32 } from 'node:zlib';

/** A file of an archive: its path, with slashes, and its bytes. */
export type ZipFile = readonly [path: string, bytes: Buffer];

/** 1 January 1980, the oldest date that the format has: the same files give the same archive. */
const DATE = 0x0021;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** Unix, an ordinary file that everybody may read. */
const MADE_BY = 0x031e;
const ATTRIBUTES = 0o100644 * 0x10000;

/**
 * Makes a zip archive. Files are stored as they are: compressors differ between releases of Node, and the archive would
 * not be the same for everybody who makes it.
 *
 * @throws {RangeError} When two files have one path, or a path leads out of the archive.
 */
export function createZip(files: readonly ZipFile[]): Buffer {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const paths = sorted.map(([path]) => path);
  if (new Set(paths).size < paths.length) throw new RangeError('Two files have one path.');
  const bad = paths.find((path) => path === '' || path.startsWith('/') || /\\|(?:^|\/)\.\.?(?:\/|$)/u.test(path));
  if (bad !== undefined) throw new RangeError(`"${bad}" is no path inside of an archive.`);
  const entries: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, bytes] of sorted) {
    const name = Buffer.from(path);
    const common = createCommon(bytes, name);
    const entry = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, bytes]);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2]), toBytes([MADE_BY, 2]), common, toBytes([0, 2], [0, 2], [0, 2], [ATTRIBUTES, 4], [offset, 4]), name]));
    entries.push(entry);
    offset += entry.length;
  }
  const list = Buffer.concat(directory);
  const end = toBytes([0x06054b50, 4], [0, 2], [0, 2], [sorted.length, 2], [sorted.length, 2], [list.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...entries, list, end]);
}

/** What a file's header and its line in the directory both have: version, flags, stored, time, date, checksum, sizes, lengths. */
function createCommon(bytes: Buffer, name: Buffer): Buffer {
  return toBytes([VERSION, 2], [FLAGS, 2], [0, 2], [0, 2], [DATE, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]);
}

/** Numbers in little-endian order, each with its bytes. */
function toBytes(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  return Buffer.concat(fields.map(([value, bytes]) => {
    const field = Buffer.alloc(bytes);
    field.writeUIntLE(value, 0, bytes);
    return field;
  }));
}
