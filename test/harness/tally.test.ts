import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAbsentResult, createResult, refuseEmptyPart, renderReport, sumResults, toExitCode } from '../../scripts/test/tally.js';

describe('the tally', () => {
  it('adds the parts up and ends with one plain line', () => {
    const results = [
      createResult('browser', { engine: 'chromium', passed: 10, failed: 1, skipped: 2, durationMs: 90_000 }),
      createResult('node', { passed: 5 }),
      createResult('flows', { engine: 'webkit', passed: 3, failed: 4 }),
    ];

    const lines = renderReport(results).split('\n');

    assert.deepEqual(sumResults(results), { passed: 18, failed: 5 });
    assert.equal(lines.at(-1), '18 passed, 5 failed');
    assert.match(lines[1] ?? '', /^browser +chromium +10 +1 +2 +1\.50$/);
  });

  it('does not count skipped tests as passed', () => {
    assert.deepEqual(sumResults([createResult('node', { skipped: 7 })]), { passed: 0, failed: 0 });
  });

  it('succeeds only when something passed and nothing failed', () => {
    assert.equal(toExitCode({ passed: 1, failed: 0 }), 0);
    assert.equal(toExitCode({ passed: 99, failed: 1 }), 1);
    assert.equal(toExitCode({ passed: 0, failed: 0 }), 1);
  });

  it('fails a part that had files and ran no test', () => {
    const refused = refuseEmptyPart(createResult('browser', { skipped: 3 }), 2);

    assert.equal(refused.failed, 1);
    assert.match(refused.notes.join(), /No test ran, though 2 files were given/);
    assert.equal(refuseEmptyPart(createResult('flows'), 0).failed, 0);
    assert.equal(refuseEmptyPart(createResult('flows', { passed: 1 }), 1).failed, 0);
    assert.equal(refuseEmptyPart(createResult('flows', { failed: 1 }), 1).failed, 1);
  });

  it('fails for an absent engine that is required, and names it where it is not', () => {
    const required = createAbsentResult('webkit', ['chromium', 'webkit']);
    const wished = createAbsentResult('webkit', ['chromium']);

    assert.equal(required.failed, 1);
    assert.match(renderReport([required]), /webkit is not present, and REQUIRE_ENGINES names it/);
    assert.equal(wished.failed, 0);
    assert.match(renderReport([wished]), /webkit is not present: its tests did not run/);
  });
});
