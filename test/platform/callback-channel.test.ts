import { expect } from '@open-wc/testing';
import { deliverCallback, receiveCallback } from '../../src/platform/callback-channel.js';
import { FakeClock } from '../support/fake-clock.js';

const TYPE = 'passport-widgets/callback@1';

describe('the hand-over of a callback URL', () => {
  let state: string;
  let url: string;

  beforeEach(() => {
    state = crypto.randomUUID();
    url = `${location.origin}/callback.html?code=1&state=${state}`;
  });

  it('reaches the page that waits, with a receipt', async () => {
    const received = receiveCallback({ state });

    expect(await deliverCallback(url, { state })).to.equal(true);
    expect(await received).to.equal(url);
  });

  it('row 49: ignores windows of other origins', async () => {
    const received = receiveCallback({ state });
    for (let i = 0; i < 1000; i += 1) {
      window.dispatchEvent(new MessageEvent('message', {
        origin: i % 2 ? 'https://evil.example' : 'null', data: { type: TYPE, state, url },
      }));
    }

    expect(await isSettled(received)).to.equal(false);
    await deliverCallback(url, { state });
    expect(await received).to.equal(url);
  });

  it('row 50: ignores forgeries of this origin, and still succeeds later', async () => {
    const received = receiveCallback({ state });
    const forgeries: readonly unknown[] = [
      null, 7, 'text', [], { type: TYPE }, { type: TYPE, state, url: 'no url' }, { type: TYPE, state, url: 7 },
      { type: TYPE, state: 'other', url }, { type: TYPE, state, url: url.replace(state, 'other') },
      { type: TYPE, state, url: `https://evil.example/?state=${state}` }, { type: TYPE, state, url: `javascript:1?state=${state}` },
      { source: 'oidc-client', url, keepOpen: false },
    ];
    const channel = new BroadcastChannel(`passport-widgets.callback.${state}`);
    for (const data of forgeries) {
      channel.postMessage(data);
      window.postMessage(data, location.origin);
    }

    expect(await isSettled(received)).to.equal(false);
    channel.close();
    await deliverCallback(url, { state });
    expect(await received).to.equal(url);
  });

  it('row 49: takes a receipt from no window of another origin', async () => {
    const clock = new FakeClock();
    const delivered = deliverCallback(url, { state, clock });
    for (const origin of ['https://evil.example', 'null', '']) {
      window.dispatchEvent(new MessageEvent('message', { origin, data: { type: 'passport-widgets/callback-received@1', state } }));
    }
    await clock.advance(3_000);

    expect(await delivered).to.equal(false);
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const received = receiveCallback({ state, signal: stop.signal });
    stop.abort('over');

    expect(await received.catch((reason: unknown) => reason)).to.equal('over');
  });

  it('waits for nothing when it was called off before', async () => {
    const reason = new Error('called off');
    const thrown = await receiveCallback({ state, signal: AbortSignal.abort(reason) }).catch((error: unknown) => error);

    expect(thrown).to.equal(reason);
  });

  it('says that nobody took the URL', async function nobody() {
    this.timeout(20_000);
    expect(await deliverCallback(url, { state })).to.equal(false);
  });
});

/** Lets every message that is under way arrive. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => { settled = true; });
  const { port1, port2 } = new MessageChannel();
  for (let i = 0; i < 3; i += 1) {
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    await new Promise(requestAnimationFrame);
  }
  return settled;
}
