import { expect } from '@open-wc/testing';

import { SharedRun } from '../../src/platform/shared-run.js';
import type { RunContext } from '../../src/platform/shared-run.js';
import { getError } from '../imx/support/expect-error.js';

function setup() {
  const runs = new SharedRun<string, number>();
  const started: RunContext<number>[] = [];
  const finish: ((value: string) => void)[] = [];
  const start = (context: RunContext<number>): Promise<string> => {
    started.push(context);
    return new Promise((resolve) => finish.push(resolve));
  };
  return { runs, started, finish, start };
}

describe('SharedRun', () => {
  it('starts once for callers of the same key, and tells a late one the latest step only', async () => {
    const { runs, started, finish, start } = setup();
    const [first, second]: number[][] = [[], []];

    const a = runs.join('k', start, { onProgress: (step) => first!.push(step) });
    await Promise.resolve();
    started[0]!.report(1);
    started[0]!.report(2);
    const b = runs.join('k', start, { onProgress: (step) => second!.push(step) });
    started[0]!.report(3);
    finish[0]!('done');

    expect([await a, await b]).to.deep.equal(['done', 'done']);
    expect(started).to.have.length(1);
    expect([first, second]).to.deep.equal([[1, 2, 3], [2, 3]]);
  });

  it('goes on while one caller still waits, and ends with the last', async () => {
    const { runs, started, start } = setup();
    const [one, two] = [new AbortController(), new AbortController()];
    const a = getError(runs.join('k', start, { signal: one.signal }));
    const b = getError(runs.join('k', start, { signal: two.signal }));
    await Promise.resolve();

    one.abort();
    await a;
    expect(started[0]!.signal.aborted).to.equal(false);

    two.abort();
    await b;
    expect(started[0]!.signal.aborted).to.equal(true);
  });

  it('starts anew after a run that ended, whichever way', async () => {
    const { runs, started, finish, start } = setup();
    const failing = async (context: RunContext<number>): Promise<string> => {
      started.push(context);
      throw new Error('no');
    };

    await getError(runs.join('k', failing));
    const second = runs.join('k', start);
    await Promise.resolve();
    finish[0]!('done');

    expect(await second).to.equal('done');
    expect(started).to.have.length(2);
  });

  it('cancels a run of another key', async () => {
    const { runs, started, finish, start } = setup();
    const old = getError(runs.join('a', start));
    await Promise.resolve();

    const next = runs.join('b', start);
    await Promise.resolve();
    finish[1]!('of b');

    expect(await old).to.have.property('name', 'AbortError');
    expect(await next).to.equal('of b');
    expect(started[0]!.signal.aborted).to.equal(true);
  });

  it('does not start for a signal that is aborted already', async () => {
    const { runs, started, start } = setup();

    await getError(runs.join('k', start, { signal: AbortSignal.abort() }));

    expect(started).to.have.length(0);
  });
});
