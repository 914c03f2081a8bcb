import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFiles, readRooms, renderRooms, sumCoverage } from '../../scripts/coverage-rooms.js';

const record = (file: string, counts: string): string => `TN:\nSF:${file}\n${counts.split(' ').join('\n')}\nend_of_record\n`;

const LCOV = [
  record('src/auth/login.ts', 'DA:1,1 LF:10 LH:9 BRF:4 BRH:1'),
  record('src/auth/logout.ts', 'LF:10 LH:10'),
  record('/somewhere/src/elements/imx-balances/src/deep.ts', 'LF:1000 LH:999 BRF:1000 BRH:1000'),
  record('src/index.ts', 'LF:3 LH:3 BRF:1 BRH:1'),
].join('');

describe('the coverage by rooms', () => {
  it('adds files up by their room', () => {
    const rooms = readRooms(LCOV);

    assert.deepEqual([...rooms.keys()], ['auth', 'elements', 'src']);
    assert.deepEqual(rooms.get('auth'), { files: 2, lines: { hit: 19, found: 20 }, branches: { hit: 1, found: 4 } });
    assert.deepEqual(sumCoverage([...rooms.values()]).lines, { hit: 1_021, found: 1_023 });
  });

  it('names the files from the folder of the repository', () => {
    assert.deepEqual(readFiles(LCOV), ['src/auth/login.ts', 'src/auth/logout.ts', 'src/elements/imx-balances/src/deep.ts', 'src/index.ts']);
  });

  it('rounds down, so that nothing but all is 100 percent', () => {
    const lines = renderRooms(readRooms(LCOV)).split('\n');

    assert.match(lines[0]!, /^auth +2 files +lines +95\.0 % \(19 of 20\) +branches +25\.0 % \(1 of 4\)$/);
    assert.match(lines[1]!, /^elements .* 99\.9 % \(999 of 1000\) +branches 100\.0 %/);
    assert.match(lines.at(-1)!, /^all +4 files/);
  });

  it('reads a report without files as nothing', () => {
    assert.equal(readRooms('').size, 0);
    assert.match(renderRooms(new Map()), /^all +0 files/);
  });
});
