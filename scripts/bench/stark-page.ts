/** The page of `npm run bench:stark`: makes one key and one signature, and says what they took. */
import vectors from '../../test/vectors/stark.json' with { type: 'json' };
import type { Hex } from '../../src/shared/types.js';
import { createKeyHashes } from '../../src/signing/key-hashes.js';
import { deriveStarkSigner } from '../../src/signing/stark-signer.js';
import { warmUpSigning } from '../../src/signing/warm-up.js';

/** What one page measured, in milliseconds. */
export interface PageFigures {
  /** The warm-up as a whole; 0 where there was none. */
  readonly warmUp: number;
  /** The longest time for which the warm-up kept the thread. */
  readonly warmUpTask: number;
  /** The first key and its first signature. */
  readonly first: number;
  /** The longest time for which they kept the thread. */
  readonly firstTask: number;
  /** The median of 15 more. */
  readonly warm: number;
}

/** How a page starts: not warmed, warmed, or warmed and without WebCrypto, as over `http:`. */
export type Start = 'cold' | 'warmed' | 'warmed, no WebCrypto';

Object.assign(window, { measure });

async function measure(start: Start): Promise<PageFigures> {
  const hashes = createKeyHashes(start === 'warmed, no WebCrypto' ? null : undefined);
  const makeKey = async (index: number): Promise<void> => {
    const vector = vectors.vectors[index % 3]!;
    const signer = await deriveStarkSigner({
      address: vector.eth_address as Hex, signSeed: async () => vector.personal_sign_signature as Hex, isNew: false, hashes,
    });
    if (signer.signUnseen('registration', vector.message_hash) !== vector.stark_signature) throw new Error('Another signature.');
  };
  const warming = start === 'cold' ? { total: 0, task: 0 } : await watch(() => warmUpSigning());
  const first = await watch(() => makeKey(0));
  const others: number[] = [];
  for (let index = 1; index <= 15; index += 1) others.push((await watch(() => makeKey(index))).total);
  return { warmUp: warming.total, warmUpTask: warming.task, first: first.total, firstTask: first.task, warm: others.sort((a, b) => a - b)[7]! };
}

/** Runs something while messages come as often as the thread lets them: the longest gap is its longest task. */
async function watch(run: () => Promise<void>): Promise<{ total: number; task: number }> {
  const channel = new MessageChannel();
  let [last, task] = [performance.now(), 0];
  channel.port1.onmessage = () => {
    const now = performance.now();
    [last, task] = [now, Math.max(task, now - last)];
    channel.port2.postMessage('');
  };
  channel.port2.postMessage('');
  await new Promise((resolve) => setTimeout(resolve, 20));
  task = 0;
  const from = performance.now();
  await run();
  const total = performance.now() - from;
  await new Promise((resolve) => setTimeout(resolve, 20));
  channel.port1.close();
  return { total, task };
}
