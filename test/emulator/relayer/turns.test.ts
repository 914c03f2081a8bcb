import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Clock } from '../../../src/platform/clock.js';
import type { Emulator } from '../../../emulator/src/index.js';
import { withProvider, type ProviderDesk } from '../support/provider-desk.js';

const RECEIVER = '0x00000000000000000000000000000000000b0b00';

/** A clock whose time passes at once, the emulator's with it: a second that is waited for brings blocks nearer. */
function createDrivingClock({ world }: Emulator): Clock {
  return {
    now: () => world.clock.now(),
    after(ms, callback) {
      let isOpen = true;
      setImmediate(() => {
        if (!isOpen) return;
        world.clock.shift(ms);
        callback();
      });
      return () => { isOpen = false; };
    },
  };
}

const withSlowChain = (run: (desk: ProviderDesk) => Promise<void>): Promise<void> => withProvider(async (desk) => {
  desk.emulator.faults.set('relayer:late-block', { params: { ms: 6_000 } });
  await run(desk);
}, createDrivingClock);

const send = ({ provider }: ProviderDesk, value: string): Promise<string> => provider.request<string>({ method: 'eth_sendTransaction', params: [{ to: RECEIVER, value }] });

async function getBalance({ provider, emulator }: ProviderDesk): Promise<bigint> {
  emulator.world.clock.shift(60_000);
  return BigInt(await provider.request<string>({ method: 'eth_getBalance', params: [RECEIVER] }));
}

describe('connectEvm() where blocks are late', () => {
  for (const count of [2, 10]) {
    it(`row 115: ${count} transactions in a row are all carried out, each once`, () => withSlowChain(async (desk) => {
      const hashes = await Promise.all(Array.from({ length: count }, (_, index) => send(desk, `0x${(2 ** index).toString(16)}`)));

      assert.equal(new Set(hashes).size, count);
      assert.equal(await getBalance(desk), 2n ** BigInt(count) - 1n);
    }));
  }

  it('row 115: one that fails between two takes no number from the second', () => withSlowChain(async (desk) => {
    const first = await send(desk, '0x1');
    desk.emulator.faults.set('relayer:failed', { times: 1 });
    await assert.rejects(send(desk, '0x2'), { code: -32_003 });
    const third = await send(desk, '0x4');

    assert.notEqual(first, third);
    assert.equal(await getBalance(desk), 5n);
  }));

  it('row 115: one that undoes itself between two takes none either', () => withSlowChain(async (desk) => {
    const [first, second, third] = await Promise.allSettled([send(desk, '0x1'), send(desk, `0x${(10n ** 30n).toString(16)}`), send(desk, '0x4')]);

    assert.deepEqual([first?.status, second?.status, third?.status], ['fulfilled', 'fulfilled', 'fulfilled']);
    assert.equal(await getBalance(desk), 5n);
  }));
});
