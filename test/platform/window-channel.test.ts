import { expect } from '@open-wc/testing';

import { createPendingAnswers, openWindowChannel } from '../../src/platform/window-channel.js';
import type { WindowChannel } from '../../src/platform/window-channel.js';
import { ERROR_TABLE } from '../../src/shared/errors/all.js';
import { PassportError } from '../../src/shared/passport-error.js';
import { FakeClock, flush } from '../support/fake-clock.js';
import { createRandom } from '../support/random.js';
import { expectCode } from '../support/rejection.js';
import { WALLET_ORIGIN, createFrameUrl } from '../wallet/support/fake-wallet.js';

describe('openWindowChannel', () => {
  let frames: HTMLIFrameElement[] = [];
  let channels: WindowChannel[] = [];
  afterEach(() => {
    for (const frame of frames) frame.remove();
    for (const channel of channels) channel.close();
    [frames, channels] = [[], []];
  });

  async function addFrame(attributes: Partial<HTMLIFrameElement> = {}): Promise<HTMLIFrameElement> {
    const frame = Object.assign(document.createElement('iframe'), attributes);
    frames.push(frame);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    return frame;
  }

  /** A channel to a frame of this origin, and what it took. */
  async function setup(origin = location.origin) {
    const frame = await addFrame({ srcdoc: '<p>one</p>' });
    const taken: unknown[] = [];
    const channel = openWindowChannel({ origin, getTarget: () => frame.contentWindow, onMessage: (data) => taken.push(data) });
    channels.push(channel);
    return { frame, channel, taken };
  }

  /** Has a frame of this origin post a message, so that it is the source. */
  function postFrom(frame: HTMLIFrameElement, text: string): Promise<unknown> {
    const arrived = untilMessage();
    (frame.contentWindow as Window & { eval(code: string): unknown }).eval(`parent.postMessage(${text}, '*')`);
    return arrived;
  }

  it('takes objects from its window', async () => {
    const { frame, taken } = await setup();

    await postFrom(frame, '{ n: 1 }');

    expect(taken).to.deep.equal([{ n: 1 }]);
  });

  it('row 98: drops what is no object', async () => {
    const { frame, taken } = await setup();
    for (const text of ['null', '"text"', '1', 'true', '[]', 'undefined', '1n']) await postFrom(frame, text);

    expect(taken).to.deep.equal([]);
  });

  it('row 95: drops messages of another origin', async () => {
    const stranger = await addFrame({ src: `${createFrameUrl({ ready: 0 }, 'stranger')}send?params=x` });
    const taken: unknown[] = [];
    channels.push(openWindowChannel({ origin: location.origin, getTarget: () => stranger.contentWindow, onMessage: (data) => taken.push(data) }));
    const arrived = untilMessage();

    stranger.contentWindow!.postMessage({ order: 'post', message: { n: 1 } }, WALLET_ORIGIN);

    expect(await arrived).to.deep.equal({ n: 1 });
    expect(taken).to.deep.equal([]);
  });

  it('row 96: drops messages of another window of the same origin, and of the page itself', async () => {
    const { taken } = await setup();
    const other = await addFrame({ srcdoc: '<p>two</p>' });

    await postFrom(other, '{ n: 1 }');
    const arrived = untilMessage();
    window.postMessage({ n: 2 }, location.origin);
    await arrived;

    expect(taken).to.deep.equal([]);
  });

  it('row 97: drops messages of a sandboxed frame, whose origin is null', async () => {
    const taken: unknown[] = [];
    const frame = document.createElement('iframe');
    channels.push(openWindowChannel({ origin: location.origin, getTarget: () => frame.contentWindow, onMessage: (data) => taken.push(data) }));
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = '<script>parent.postMessage({ n: 1 }, "*")<' + '/script>';
    frames.push(frame);
    const arrived = untilMessage();
    document.body.append(frame);

    expect(await arrived).to.deep.equal({ n: 1 });
    expect(taken).to.deep.equal([]);
  });

  it('row 97: refuses to be opened for what is no origin', () => {
    for (const origin of ['*', 'null', '', location.host, `${location.origin}/`, `${location.origin}/path`]) {
      expect(() => openWindowChannel({ origin, getTarget: () => null, onMessage: () => {} }), origin).to.throw(TypeError, 'origin');
    }
  });

  it('row 87: drops events of the page\'s own making', async () => {
    const { frame, taken } = await setup();

    window.dispatchEvent(new MessageEvent('message', { data: { n: 1 }, origin: location.origin, source: frame.contentWindow }));

    expect(taken).to.deep.equal([]);
  });

  it('row 87: is not misled by getters that are replaced later', async () => {
    const { frame, taken } = await setup();
    const other = await addFrame({ srcdoc: '<p>two</p>' });
    const original = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'source')!;
    Object.defineProperty(MessageEvent.prototype, 'source', { configurable: true, get: () => frame.contentWindow });
    try {
      await postFrom(other, '{ n: 1 }');
    } finally {
      Object.defineProperty(MessageEvent.prototype, 'source', original);
    }

    expect(taken).to.deep.equal([]);
  });

  it('row 104: posts to its origin only', async () => {
    const { frame, channel } = await setup(WALLET_ORIGIN);
    const seen: unknown[] = [];
    frame.contentWindow!.addEventListener('message', ({ data }) => seen.push(data));

    expect(channel.post({ secret: 1 })).to.equal(true);
    frame.contentWindow!.postMessage('last', '*');
    await new Promise((resolve) => frame.contentWindow!.addEventListener('message', resolve, { once: true }));

    expect(seen).to.deep.equal(['last']);
  });

  it('says when there is no window to post to', async () => {
    const { frame, channel } = await setup();
    frame.remove();

    expect(channel.post({})).to.equal(false);
  });

  it('takes nothing once it is closed', async () => {
    const { frame, channel, taken } = await setup();

    channel.close();
    await postFrom(frame, '{ n: 1 }');

    expect(taken).to.deep.equal([]);
  });
});

describe('createPendingAnswers', () => {
  function setup() {
    const clock = new FakeClock();
    const pending = createPendingAnswers<string>({ clock, createTimeoutError: () => new PassportError(ERROR_TABLE, 'TIMEOUT') });
    return { clock, pending };
  }

  it('row 100: gives each question its own answer, once, and ignores other ids', async () => {
    const { pending, clock } = setup();
    const { id, answer } = pending.add({ timeoutMs: 1_000 });

    for (const other of [`${id}`, id + 0.5, id + 1, 0, -1, Number.NaN, null, undefined, {}, [id]]) pending.settle(other, 'wrong');
    pending.settle(id, 'first');
    pending.settle(id, 'second');

    expect(await answer).to.equal('first');
    expect([pending.size, clock.pending]).to.deep.equal([0, 0]);
  });

  it('row 102: keeps 1,000 questions apart in any order', async () => {
    const { pending, clock } = setup();
    const random = createRandom(102);
    const questions = Array.from({ length: 1_000 }, () => pending.add({ timeoutMs: 1_000 }));
    const shuffled = questions.map((question) => ({ question, at: random() })).sort((a, b) => a.at - b.at);

    for (const { question } of shuffled) pending.settle(question.id, `answer ${question.id}`);

    const answers = await Promise.all(questions.map(({ answer }) => answer));
    expect(answers).to.deep.equal(questions.map(({ id }) => `answer ${id}`));
    expect(clock.pending).to.equal(0);
  });

  it('row 103: ends a question when its time is over', async () => {
    const { pending, clock } = setup();
    const { id, answer } = pending.add({ timeoutMs: 1_000 });
    const rejected = expectCode(answer, 'TIMEOUT');

    await clock.advance(999);
    expect(pending.size).to.equal(1);
    await clock.advance(1);

    await rejected;
    pending.settle(id, 'late');
    expect(pending.size).to.equal(0);
  });

  it('starts the time again, with another limit or each its own', async () => {
    const { pending, clock } = setup();
    const rejected = expectCode(pending.add({ timeoutMs: 1_000 }).answer, 'TIMEOUT');

    pending.restartLimits(60_000);
    await clock.advance(59_999);
    expect(pending.size).to.equal(1);
    pending.restartLimits();
    await clock.advance(999);
    expect(pending.size).to.equal(1);
    await clock.advance(1);

    await rejected;
  });

  it('rejects with the reason of an abort, and leaves no timer', async () => {
    const { pending, clock } = setup();
    const controller = new AbortController();
    const reason = new Error('enough');
    const rejected = pending.add({ timeoutMs: 1_000, signal: controller.signal }).answer.catch((error: unknown) => error);

    controller.abort(reason);

    expect(await rejected).to.equal(reason);
    expect([pending.size, clock.pending]).to.deep.equal([0, 0]);
    expect(() => pending.add({ timeoutMs: 1_000, signal: controller.signal })).to.throw(reason);
  });

  it('rejects everything at once', async () => {
    const { pending, clock } = setup();
    const answers = [1, 2, 3].map(() => expectCode(pending.add({ timeoutMs: 1_000 }).answer, 'WALLET_CONNECTION_ERROR'));

    pending.rejectAll(new PassportError(ERROR_TABLE, 'WALLET_CONNECTION_ERROR'));

    await Promise.all(answers);
    await flush();
    expect(clock.pending).to.equal(0);
  });
});

/** The data of the next message, once every listener of the page has seen it. */
function untilMessage(): Promise<unknown> {
  return new Promise((resolve) => {
    window.addEventListener('message', ({ data }) => queueMicrotask(() => resolve(data)), { once: true });
  });
}
