import { expect } from '@open-wc/testing';
import { createSteadyTime } from '../../src/platform/steady-time.js';

describe('createSteadyTime', () => {
  it('row 70: follows a clock that jumps ahead, and does not follow one that goes back', () => {
    let nowMs = 1_000_000;
    let elapsedMs = 5;
    const time = createSteadyTime({ now: () => nowMs, elapsed: () => elapsedMs, after: () => () => {} });
    const pass = (ms: number, jumpMs = 0): number => {
      nowMs += ms + jumpMs;
      elapsedMs += ms;
      return time();
    };

    expect(pass(100)).to.equal(1_000_100);
    expect(pass(100, 3_600_000)).to.equal(4_600_200);
    expect(pass(100, -7_200_000)).to.equal(1_000_300);
  });

  it('row 70: tells whole milliseconds, whatever the engine counts in', () => {
    let elapsedMs = 0.1;
    const time = createSteadyTime({ now: () => 1_000_000, elapsed: () => elapsedMs, after: () => () => {} });
    elapsedMs += 0.7;

    expect(time()).to.equal(1_000_000);
    elapsedMs += 0.7;
    expect(time()).to.equal(1_000_001);
  });
});
