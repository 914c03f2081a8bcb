import type { PassportConfig } from '../../../src/shared/config.js';
import { resolveConfig } from '../../../src/shared/config.js';
import { acquireMagicFrame, releaseMagicFrame } from '../../../src/wallet/magic-frame.js';
import { createMagicAddress } from '../../../src/wallet/magic-rpc.js';
import type { MagicAddress } from '../../../src/wallet/magic-rpc.js';
import type { FuzzOrder } from './fuzz-frame.js';
import { VALID_RESULT } from './fuzz-messages.js';
import type { FuzzSender } from './fuzz-messages.js';
import { subtract } from './leak-watch.js';
import type { LeakWatch, Leftovers } from './leak-watch.js';

/** What a run of fuzzed messages does. */
export interface FuzzOptions {
  /** How many messages are sent; a hundredth of them are valid. */
  readonly count: number;
  readonly seed: number;
  /** The site whose frame is the wallet's, and another one. */
  readonly walletOrigin: string;
  readonly strangerOrigin: string;
}

/** What came of it. */
export interface FuzzFigures {
  readonly received: number;
  /** Valid messages among them, and how many of these were taken. */
  readonly valid: number;
  readonly validAccepted: number;
  /** Requests that ended with anything but their valid answer, and screens that were shown. */
  readonly accepted: number;
  readonly throws: number;
  /** Members that a built-in prototype has gained or lost. */
  readonly polluted: number;
  /** Median time of our handler for one message, in microseconds. */
  readonly handlerMedianUs: number;
  readonly leaks: Leftovers;
}

const REQUEST_LIMIT_MS = 3_600_000;
const KEPT_EVENTS = 2_000;
const MEASURED_BATCHES = 25;
const CALLS_PER_BATCH = 20_000;
const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Promise.prototype, Map.prototype];

/** Has three frames send messages, and looks what the wallet's line makes of them. */
export async function startFuzz(watch: LeakWatch, config: PassportConfig, options: FuzzOptions): Promise<FuzzFigures> {
  const { count, walletOrigin, strangerOrigin } = options;
  const before = { left: watch.count(), names: countNames() };
  const { endpoints } = resolveConfig({ ...config, overrides: { magicIframeUrl: `${walletOrigin}/fuzz/` } }, location);
  const address = createMagicAddress(endpoints, location.origin);
  const faults = countFaults();
  const events = recordEvents();
  const requests = openRequests(address, Math.max(1, Math.floor(count / 100)));
  await events.untilFrames(1);
  const wallet = document.querySelector<HTMLIFrameElement>('iframe[title="Passport wallet"]');
  const others = [`${walletOrigin}/fuzz/other`, `${strangerOrigin}/fuzz/other`].map(addFrame);
  await events.untilFrames(3);

  sendOrders([wallet, ...others], { order: 'fuzz', mark: address.params, seed: options.seed, count, ids: requests.ids });
  await events.untilReceived(count);
  const { valid, wrong } = requests.count();
  const isShown = wallet ? getComputedStyle(wallet).visibility === 'visible' : false;
  const handlerMedianUs = events.measure();

  for (const other of others) other.remove();
  await requests.end();
  events.stop();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    received: count, valid: requests.ids.length, validAccepted: valid, accepted: wrong + Number(isShown),
    throws: faults.stop(), polluted: Math.abs(countNames() - before.names), handlerMedianUs,
    leaks: subtract(watch.count(), before.left),
  };
}

/** Requests that wait for the valid answers. */
function openRequests(address: MagicAddress, count: number) {
  const user = {};
  const frame = acquireMagicFrame(address, user);
  const results: unknown[] = [];
  const call = { method: 'eth_accounts', params: [], timeoutMs: REQUEST_LIMIT_MS, isRepeatable: false };
  const requests = Array.from({ length: count }, () => frame.request(call, new AbortController().signal)
    .then((result) => results.push(result), (error: unknown) => results.push(error)));
  return {
    ids: requests.map((_, index) => index + 1),
    count() {
      const valid = results.filter((result) => result === VALID_RESULT).length;
      return { valid, wrong: results.length - valid };
    },
    async end(): Promise<void> {
      releaseMagicFrame(address, user);
      await Promise.all(requests);
    },
  };
}

/** A third of the messages for each frame. */
function sendOrders(frames: readonly (HTMLIFrameElement | null)[], order: Omit<FuzzOrder, 'sender'>): void {
  const senders: readonly FuzzSender[] = ['wallet', 'sibling', 'stranger'];
  const share = Math.floor(order.count / 3);
  for (const [index, sender] of senders.entries()) {
    const count = index === 0 ? order.count - 2 * share : share;
    frames[index]?.contentWindow?.postMessage({ ...order, sender, count, seed: order.seed + index } satisfies FuzzOrder, '*');
  }
}

/** Counts messages as they come, and keeps some with the one handler that is under test. */
function recordEvents() {
  const seen = { frames: 0, received: 0 };
  const kept: MessageEvent[] = [];
  let handler: ((event: MessageEvent) => void) | undefined;
  let tell = (): void => {};
  const handle = (event: MessageEvent): void => {
    if (event.data?.isFuzzFrame) seen.frames += 1;
    else if (!String(event.data?.msgType).startsWith('MAGIC_OVERLAY_READY') || seen.frames === 3) seen.received += 1;
    if (kept.length < KEPT_EVENTS && seen.frames === 3) kept.push(event);
    tell();
  };
  window.addEventListener('message', handle);
  // The next listener for messages is that of the wallet's line.
  window.addEventListener = function (type: string, listener: unknown, more?: unknown): void {
    if (type === 'message') handler ??= listener as typeof handler;
    EventTarget.prototype.addEventListener.call(window, type, listener as EventListener, more as AddEventListenerOptions);
  };
  const until = (name: keyof typeof seen, target: number): Promise<void> => new Promise((resolve) => {
    tell = () => {
      if (seen[name] >= target) setTimeout(resolve, 50);
    };
    tell();
  });
  return {
    untilFrames: (target: number) => until('frames', target),
    untilReceived: (target: number) => until('received', target),
    measure: () => (handler ? measureMedianUs(handler, kept) : Number.NaN),
    stop(): void {
      Reflect.deleteProperty(window, 'addEventListener');
      window.removeEventListener('message', handle);
    },
  };
}

/** Many calls at a time, because the clocks of two engines count in whole milliseconds. */
function measureMedianUs(handler: (event: MessageEvent) => void, events: readonly MessageEvent[]): number {
  const times: number[] = [];
  for (let batch = 0; batch < MEASURED_BATCHES; batch += 1) {
    const beganMs = performance.now();
    for (let call = 0; call < CALLS_PER_BATCH; call += 1) {
      const event = events[call % events.length];
      if (event) handler(event);
    }
    times.push(1_000 * (performance.now() - beganMs) / CALLS_PER_BATCH);
  }
  return times.sort((a, b) => a - b)[MEASURED_BATCHES >> 1] ?? Number.NaN;
}

function addFrame(src: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.src = src;
  document.body.append(frame);
  return frame;
}

function countFaults(): { stop(): number } {
  let count = 0;
  const handle = (): void => { count += 1; };
  for (const type of ['error', 'unhandledrejection']) window.addEventListener(type, handle);
  return {
    stop() {
      for (const type of ['error', 'unhandledrejection']) window.removeEventListener(type, handle);
      return count;
    },
  };
}

function countNames(): number {
  return PROTOTYPES.reduce<number>((sum, prototype: object) => sum + Reflect.ownKeys(prototype).length, 0);
}
