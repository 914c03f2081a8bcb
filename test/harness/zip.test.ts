import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createZip, type ZipFile } from '../../scripts/build/zip.js';
import { unzip } from '../support/unzip.js';

const FILES: readonly ZipFile[] = [
  ['folder/b.js', Buffer.from('export const b = 1;')], ['folder/chunks/ä-1.js', Buffer.from([0, 255, 10, 13])], ['folder/empty', Buffer.alloc(0)],
];

describe('the archive of a release', () => {
  it('holds every file as it is', () => {
    const found = unzip(createZip(FILES));

    assert.deepEqual([...found.keys()], ['folder/b.js', 'folder/chunks/ä-1.js', 'folder/empty']);
    for (const [path, bytes] of FILES) assert.ok(found.get(path)?.equals(bytes), path);
  });

  it('is the same for the same files, in whatever order and whenever', () => {
    assert.ok(createZip(FILES).equals(createZip([...FILES].reverse())));
    assert.ok(!createZip(FILES).equals(createZip(FILES.slice(1))));
  });

  it('says so where a byte was changed on the way', () => {
    const archive = createZip(FILES);
    archive[archive.indexOf('export')] = 0;

    assert.throws(() => unzip(archive), /checksum/);
  });

  it('refuses a path that leads elsewhere, and two files of one path', () => {
    for (const path of ['/etc/passwd', '../a', 'a/../../b', 'a\\b', '', './a']) assert.throws(() => createZip([[path, Buffer.alloc(1)]]), RangeError, path);
    assert.throws(() => createZip([FILES[0]!, FILES[0]!]), RangeError);
  });
});
