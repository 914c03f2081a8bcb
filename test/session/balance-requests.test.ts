import { expect } from '@open-wc/testing';
import { BalanceRequests } from '../../src/session/balance-requests.js';
import type { AskOptions, StartRequest } from '../../src/session/balance-requests.js';
import type { BalanceList } from '../../src/shared/network.js';
import type { Hex } from '../../src/shared/types.js';
import { FakeClock, flush } from '../support/fake-clock.js';

const OWNER: Hex = '0x1111111111111111111111111111111111111111';

function setup() {
  const clock = new FakeClock();
  const asked: { options: Parameters<StartRequest<BalanceList>>[0]; answer: PromiseWithResolvers<BalanceList> }[] = [];
  const start: StartRequest<BalanceList> = (options) => {
    const answer = Promise.withResolvers<BalanceList>();
    asked.push({ options, answer });
    return answer.promise;
  };
  const shared = new BalanceRequests(clock);
  const requests = { ask: (key: string, options: AskOptions<BalanceList>) => shared.ask(key, start, options) };
  const list: BalanceList = { owner: OWNER, balances: [], complete: true, loadedAtMs: 1 };
  return { clock, asked, requests, list };
}

describe('BalanceRequests', () => {
  it('shares one request among 100 askers, for 2 s', async () => {
    const { clock, asked, requests, list } = setup();
    const answers = Array.from({ length: 100 }, () => requests.ask(OWNER, {}));
    asked[0]?.answer.resolve(list);

    expect(new Set(await Promise.all(answers)).size).to.equal(1);
    expect(await requests.ask(OWNER, {})).to.equal(list);
    expect(asked.length).to.equal(1);

    await clock.advance(2_001);
    void requests.ask(OWNER, {});
    expect(asked.length).to.equal(2);
  });

  it('tells every asker that still waits what has been read so far', async () => {
    const { asked, requests, list } = setup();
    const told: string[] = [];
    const leaving = new AbortController();
    const first = requests.ask(OWNER, { onPart: () => told.push('first') });
    const second = requests.ask(OWNER, { onPart: () => told.push('second'), signal: leaving.signal }).catch(() => 'left');
    leaving.abort();

    asked[0]?.options.onPart?.(list);
    asked[0]?.answer.resolve(list);

    expect([await first, await second, told, asked.length]).to.deep.equal([list, 'left', ['first'], 1]);
  });

  it('asks anew when told to, and for something else', async () => {
    const { asked, requests, list } = setup();
    const first = requests.ask(OWNER, {});
    asked[0]?.answer.resolve(list);
    await first;

    void requests.ask(OWNER, { refresh: true });
    void requests.ask(`${OWNER} ETH`, {});

    expect(asked.length).to.equal(3);
  });

  it('makes 100 elements that refresh in the same moment share one request, for 2 s again', async () => {
    const { clock, asked, requests, list } = setup();
    const first = requests.ask(OWNER, {});
    asked[0]?.answer.resolve(list);
    await first;

    const again = Array.from({ length: 100 }, () => requests.ask(OWNER, { refresh: true }));
    asked[1]?.answer.resolve({ ...list, loadedAtMs: 2 });
    const answers = await Promise.all(again);
    // The older answer's time is over; the newer one's is not.
    await clock.advance(1_999);

    expect([new Set(answers).size, asked.length]).to.deep.equal([1, 2]);
    expect((await requests.ask(OWNER, {})).loadedAtMs).to.equal(2);
  });

  it('ends a request when the last asker has left, not before', async () => {
    const { asked, requests } = setup();
    const first = new AbortController();
    const second = new AbortController();
    const a = requests.ask(OWNER, { signal: first.signal }).catch((error: unknown) => error);
    const b = requests.ask(OWNER, { signal: second.signal }).catch((error: unknown) => error);

    first.abort('first');
    expect(await a).to.equal('first');
    expect(asked[0]?.options.signal?.aborted).to.equal(false);

    second.abort('second');
    expect(await b).to.equal('second');
    expect(asked[0]?.options.signal?.aborted).to.equal(true);
  });

  it('keeps no failure', async () => {
    const { asked, requests } = setup();
    const failed = requests.ask(OWNER, {}).catch(() => 'failed');
    asked[0]?.answer.reject(new Error('down'));
    expect(await failed).to.equal('failed');
    await flush();

    void requests.ask(OWNER, {});
    expect(asked.length).to.equal(2);
  });
});
