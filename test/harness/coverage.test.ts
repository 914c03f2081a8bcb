import assert from 'node:assert/strict';
import { Session } from 'node:inspector/promises';
import { describe, it } from 'node:test';
import { runInThisContext } from 'node:vm';
import { transform } from 'esbuild';
import type { SourceMapPayload } from 'node:module';
import { reaches, renderMissing, renderRooms, sumCoverage, sumRooms } from '../../scripts/coverage-rooms.js';
import { addCounts, countPlaces, createLookup, keepKnown, type Counts, type FileCounts } from '../../scripts/coverage/counts.js';
import { listPlaces } from '../../scripts/coverage/places.js';
import { toSourceFile } from '../../scripts/coverage/sources.js';
import { runBrowserTests } from '../../scripts/test/browser-part.js';

const FILE = 'src/made-up.ts';
let scripts = 0;

/** Counts what of a source runs when its function `run` is called with each of the values, as V8 sees it. */
async function countRun(source: string, values: readonly unknown[]): Promise<FileCounts> {
  const { code, map } = await transform(source, { loader: 'ts', target: 'esnext', sourcefile: FILE, sourcemap: 'external' });
  const filename = `made-up-for-coverage-${scripts += 1}.js`;
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    const run = runInThisContext(`${code}; run`, { filename }) as (value: unknown) => unknown;
    values.forEach((value) => run(value));
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const script = result.find(({ url }) => url === filename)!;
    const places = listPlaces(code, JSON.parse(map) as SourceMapPayload, (name) => name);
    return countPlaces(places.get(FILE)!, createLookup(script.functions, code.length));
  } finally {
    session.disconnect();
  }
}

const listMissing = (own: Record<string, number>): string[] => Object.entries(own).filter(([, count]) => count === 0).map(([key]) => key);

describe('what is counted of a source', () => {
  it('tells both ways of if, written or not', async () => {
    const source = '{ var run = (x: number) => {\n  if (x > 1) x += 1;\n  if (x > 5) {\n    return 1;\n  } else {\n    return 2;\n  }\n}; }';
    const { lines, branches } = await countRun(source, [2, 3]);

    assert.deepEqual(listMissing(lines), ['4']);
    assert.deepEqual(listMissing(branches), ['2:IfStatement:1:1', '3:IfStatement:1:0']);
    assert.equal(branches['2:IfStatement:1:0'], 2);
    assert.deepEqual(listMissing((await countRun(source, [1])).branches), ['2:IfStatement:1:0', '3:IfStatement:1:0']);

    const leaving = '{ var run = (x: number) => {\n  if (x > 1) return 1;\n  if (x > 0) { throw 2; }\n}; }';
    assert.deepEqual(listMissing((await countRun(leaving, [2])).branches), ['2:IfStatement:1:1', '3:IfStatement:1:0', '3:IfStatement:1:1']);
    assert.deepEqual(listMissing((await countRun(leaving, [-1])).branches), ['2:IfStatement:1:0', '3:IfStatement:1:0']);
  });

  it('tells each operand, each arm and each case, functions among them', async () => {
    const source = `{ var run = (x?: string) => {
      const way = x ?? (() => 'none')();
      const make = x ? () => 1 : () => 2;
      const one = x && x.length > 1 && x.length;
      switch (way) {
        case 'a': return make();
        case 'b': return one;
        default: return make;
      }
    }; }`;

    const { lines, branches } = await countRun(source, ['a']);
    assert.deepEqual(listMissing(branches), [
      '2:LogicalExpression:1:1', '3:ConditionalExpression:1:1', '4:LogicalExpression:1:2', '5:SwitchStatement:1:1', '5:SwitchStatement:1:2',
    ]);
    assert.deepEqual(listMissing(lines), ['7', '8']);
    assert.deepEqual(listMissing((await countRun(source, [undefined])).branches), [
      '3:ConditionalExpression:1:0', '4:LogicalExpression:1:1', '4:LogicalExpression:1:2', '5:SwitchStatement:1:0', '5:SwitchStatement:1:1',
    ]);
  });

  it('counts a function that nobody calls as not run, and the line that makes it as run', async () => {
    const source = '{\n  var run = () => 1;\n  var other = () =>\n    2;\n}';

    assert.deepEqual(listMissing((await countRun(source, [0])).lines), ['4']);
  });

  it('knows the sources of this repository, and no others', () => {
    assert.equal(toSourceFile('/src/auth/login.ts'), 'src/auth/login.ts');
    assert.equal(toSourceFile('../../src/auth/login.ts'), 'src/auth/login.ts');
    for (const other of ['../../node_modules/x/src/a.ts', 'emulator/src/a.ts', 'src/testing/control.ts', 'src/testing.ts', 'lit.js']) {
      assert.equal(toSourceFile(other), undefined, other);
    }
  });
});

describe('the coverage by rooms', () => {
  const part: Counts = {
    'src/auth/login.ts': { lines: { 1: 1, 2: 0 }, branches: { '1:IfStatement:1:0': 1, '1:IfStatement:1:1': 0 } },
    'src/auth/logout.ts': { lines: { 1: 1 }, branches: {} },
    'src/elements/imx-balances/deep.ts': { lines: Object.fromEntries(Array.from({ length: 1_000 }, (_, line) => [line, line])), branches: {} },
    'src/index.ts': { lines: { 1: 2 }, branches: {} },
  };

  it('adds files up by their room', () => {
    const rooms = sumRooms(part);

    assert.deepEqual([...rooms.keys()], ['auth', 'elements', 'src']);
    assert.deepEqual(rooms.get('auth'), { files: 2, lines: { hit: 2, found: 3 }, branches: { hit: 1, found: 2 } });
    assert.deepEqual(sumCoverage([...rooms.values()]).lines, { hit: 1_002, found: 1_004 });
  });

  it('merges parts: what one of them ran has run', () => {
    const sum: Counts = {};
    addCounts(sum, part);
    addCounts(sum, { 'src/auth/login.ts': { lines: { 2: 4 }, branches: { '1:IfStatement:1:0': 2 } }, 'src/gone.ts': { lines: { 1: 1 }, branches: {} } });

    assert.deepEqual(sum['src/auth/login.ts'], { lines: { 1: 1, 2: 4 }, branches: { '1:IfStatement:1:0': 3, '1:IfStatement:1:1': 0 } });
    assert.deepEqual(part['src/auth/login.ts']!.lines, { 1: 1, 2: 0 });
  });

  it('counts against all that there is, whatever was loaded, and leaves out what is not there', () => {
    const known: Counts = { 'src/a.ts': { lines: { 1: 0, 2: 0 }, branches: {} }, 'src/b.ts': { lines: { 1: 0 }, branches: {} } };
    const { kept, strange } = keepKnown(known, { 'src/a.ts': { lines: { 2: 3, 9: 1 }, branches: {} } });

    assert.deepEqual(kept, { 'src/a.ts': { lines: { 1: 0, 2: 3 }, branches: {} }, 'src/b.ts': { lines: { 1: 0 }, branches: {} } });
    assert.equal(strange, 1);
  });

  it('rounds down, so that nothing but all is 100 percent', () => {
    const lines = renderRooms(sumRooms(part)).split('\n');

    assert.match(lines[0]!, /^auth +2 files +lines +66\.6 % \(2 of 3\) +branches +50\.0 % \(1 of 2\)$/);
    assert.match(lines[1]!, /^elements .* 99\.9 % \(999 of 1000\) +branches 100\.0 %/);
    assert.match(lines.at(-1)!, /^all +4 files/);
    assert.equal(renderMissing(part).split('\n')[0], 'src/auth/login.ts   lines 2   branches 1:IfStatement:1:1');
  });

  it('reaches a goal from exactly there on', () => {
    assert.equal(reaches({ hit: 95, found: 100 }, 95), true);
    assert.equal(reaches({ hit: 9_499, found: 10_000 }, 95), false);
  });
});

describe('a folder that does not come to an end', () => {
  it('is ended at its limit, and has failed', async () => {
    const [result] = await runBrowserTests({ engines: ['chromium'], files: ['test/api/read-pages.test.ts'] }, 1);

    assert.equal(result!.failed, 1);
    assert.match(result!.notes.join(), /ended early \(SIG/);
  });
});
