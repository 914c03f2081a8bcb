/** The frame's side of the fuzzing: bundled by `wallet-page.ts`. Its address says who it is and for whom. */
import { createRandom } from '../../support/random.js';
import { createFuzzMessage, createValidMessage } from './fuzz-messages.js';
import type { FuzzSender } from './fuzz-messages.js';

/** What the page tells a frame to send. */
export interface FuzzOrder {
  readonly order: 'fuzz';
  readonly sender: FuzzSender;
  readonly mark: string;
  readonly seed: number;
  readonly count: number;
  /** Ids that the page waits for. */
  readonly ids: readonly number[];
}

/** So many at a time, so that the page's own tasks get their turn. */
const BATCH = 500;

const mark = new URLSearchParams(location.search).get('params');

window.addEventListener('message', ({ data, source }) => {
  if (source === parent && (data as FuzzOrder).order === 'fuzz') void send(data as FuzzOrder);
});
if (mark !== null) parent.postMessage({ msgType: `MAGIC_OVERLAY_READY-${mark}`, response: {} }, '*');
parent.postMessage({ isFuzzFrame: true }, '*');

async function send(order: FuzzOrder): Promise<void> {
  const { sender, seed, count, ids } = order;
  const random = createRandom(seed);
  const validAt = new Map<number, number>();
  // One in a hundred, hidden at random places of the wallet's own messages.
  if (sender === 'wallet') for (const id of ids) validAt.set(toFreePlace(random, count, validAt), id);
  for (let index = 0; index < count; index += 1) {
    const id = validAt.get(index);
    const message = id === undefined ? createFuzzMessage(random, sender, order.mark, ids) : createValidMessage(order.mark, id);
    parent.postMessage(message, '*');
    if (index % BATCH === BATCH - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}

function toFreePlace(random: () => number, count: number, taken: ReadonlyMap<number, number>): number {
  let place = Math.floor(random() * count);
  while (taken.has(place)) place = (place + 1) % count;
  return place;
}
