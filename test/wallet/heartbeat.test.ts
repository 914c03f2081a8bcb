import { expect } from '@open-wc/testing';

import { createHeartbeat } from '../../src/wallet/heartbeat.js';
import { FakeClock } from '../support/fake-clock.js';

describe('createHeartbeat', () => {
  function setup() {
    const clock = new FakeClock();
    const seen = { pings: 0, deaths: 0 };
    const heartbeat = createHeartbeat({
      clock, ping: () => { seen.pings += 1; }, onDead: () => { seen.deaths += 1; },
    });
    return { clock, seen, heartbeat };
  }

  it('row 111: asks at once, and every thirty seconds after an answer', async () => {
    const { clock, seen, heartbeat } = setup();

    heartbeat.start();
    heartbeat.start();
    expect(seen.pings).to.equal(1);
    for (let beats = 2; beats < 12; beats += 1) {
      heartbeat.handlePong();
      await clock.advance(30_000);
      expect(seen.pings).to.equal(beats);
    }
    expect(seen.deaths).to.equal(0);
  });

  it('row 111: tells once that what has answered before is silent for ten seconds', async () => {
    const { clock, seen, heartbeat } = setup();
    heartbeat.start();
    heartbeat.handlePong();

    await clock.advance(39_999);
    expect(seen.deaths).to.equal(0);
    await clock.advance(100_000);

    expect(seen.deaths).to.equal(1);
    expect(clock.pending).to.equal(0);
  });

  it('row 111: does not judge what has never answered, and goes on asking', async () => {
    const { clock, seen, heartbeat } = setup();
    heartbeat.start();

    await clock.advance(400_000);

    expect(seen.deaths).to.equal(0);
    expect(seen.pings).to.be.at.least(10);
  });

  it('leaves nothing behind when it is stopped', () => {
    const { clock, heartbeat } = setup();

    heartbeat.start();
    heartbeat.stop();
    expect(clock.pending).to.equal(0);
    heartbeat.start();
    heartbeat.handlePong();
    heartbeat.stop();
    heartbeat.handlePong();

    expect(clock.pending).to.equal(0);
  });
});
