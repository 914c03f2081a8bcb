import { crc32 } from 'node:zlib';

/**
 * Reads a zip archive of stored files by its directory, as an unpacking program does, and checks what it says of each.
 * It shares nothing with `scripts/build/zip.ts`, so that it can disagree with it.
 */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || archive.readUInt16LE(end + 20) !== archive.length - end - 22) throw new Error('The archive has no end.');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (archive.toString('latin1', at, at + 4) !== 'PK\u0001\u0002') throw new Error('The directory is broken.');
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, readFile(archive, archive.readUInt32LE(at + 42), name, archive.subarray(at + 10, at + 28)));
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  if (at !== end || files.size !== archive.readUInt16LE(end + 8)) throw new Error('The directory has another length.');
  return files;
}

/** One file: its own header has to say what the directory says. */
function readFile(archive: Buffer, at: number, name: string, facts: Buffer): Buffer {
  const isSame = archive.toString('latin1', at, at + 4) === 'PK\u0003\u0004' && archive.subarray(at + 8, at + 26).equals(facts);
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  if (!isSame || facts.readUInt16LE(0) !== 0 || archive.toString('utf8', at + 30, at + 30 + archive.readUInt16LE(at + 26)) !== name) {
    throw new Error(`The header of ${name} is another.`);
  }
  const bytes = archive.subarray(start, start + facts.readUInt32LE(14));
  if (crc32(bytes) !== facts.readUInt32LE(6)) throw new Error(`${name} has another checksum.`);
  return bytes;
}
