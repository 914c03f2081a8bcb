import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runFlows, type FlowJob } from '../../scripts/test/flow-part.js';
import { renderSlowest, timeEvent } from '../../scripts/test/slowest.js';
import { createResult, type PartResult } from '../../scripts/test/tally.js';

const FILES = ['test/flows/a.flow.ts', 'test/flows/b.flow.ts', 'test/flows/c.flow.ts'];

describe('the flows', () => {
  it('run in every engine, some at a time, and count for their engine', async () => {
    const jobs: string[] = [];
    let running = 0;
    let most = 0;
    const run = async ({ engine, file }: FlowJob): Promise<PartResult> => {
      jobs.push(`${engine} ${file}`);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      const isBroken = engine === 'webkit' && file === FILES[1];
      return createResult('flows', { engine, passed: 2, failed: isBroken ? 1 : 0, skipped: 1, durationMs: 10, notes: isBroken ? ['It broke off.'] : [] });
    };

    const [chromium, webkit, ...others] = await runFlows(['chromium', 'webkit'], FILES, { atATime: 2, timeoutMs: 1_000, run });

    assert.deepEqual([...jobs].sort(), ['chromium', 'webkit'].flatMap((engine) => FILES.map((file) => `${engine} ${file}`)));
    assert.equal(most, 2);
    assert.deepEqual(others, []);
    assert.deepEqual(chromium, createResult('flows', { engine: 'chromium', passed: 6, skipped: 3, durationMs: 30 }));
    assert.deepEqual(webkit, createResult('flows', { engine: 'webkit', passed: 6, failed: 1, skipped: 3, durationMs: 30, notes: ['It broke off.'] }));
  });

  it('are told by their time, the slowest first', () => {
    const end = { kind: 'result', file: '/x/flow.ts', passed: true, skipped: false, isGroup: false } as const;
    const times = [
      ...timeEvent({ ...end, name: 'short (webkit, a.flow.ts)', nesting: 0, durationMs: 900 }, 'webkit'),
      ...timeEvent({ ...end, name: 'long (webkit, b.flow.ts)', nesting: 0, durationMs: 12_340 }, 'webkit'),
      ...timeEvent({ ...end, name: 'a step', nesting: 1, durationMs: 99_000 }, 'webkit'),
      ...timeEvent({ kind: 'end' }),
    ];

    assert.deepEqual(renderSlowest(times, 2).split('\n'), ['  12.3 s  webkit    long (webkit, b.flow.ts)', '   0.9 s  webkit    short (webkit, a.flow.ts)']);
    assert.match(renderSlowest(times, 1), /^ +12\.3 s/);
  });
});
