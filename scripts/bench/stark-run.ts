/** What one page measured of Stark keys, in milliseconds. */
export interface PageFigures {
  /** The warm-up as a whole; 0 where there was none. */
  readonly warmUp: number;
  /** The longest time for which the warm-up kept the thread. */
  readonly warmUpTask: number;
  /** The first key and its first signature, from the wallet's answer on. */
  readonly first: number;
  /** The longest time for which they kept the thread. */
  readonly firstTask: number;
  /** The median of 15 more. */
  readonly warm: number;
}

const LATER = 15;

/** Makes one key and one signature, then more. `makeKey` begins where the wallet has answered, and checks what it signed. */
export async function measureKeys(makeKey: (index: number) => Promise<void>, warmUp?: () => Promise<void>): Promise<PageFigures> {
  const warming = warmUp === undefined ? { total: 0, task: 0 } : await watch(warmUp);
  const first = await watch(() => makeKey(0));
  const others: number[] = [];
  for (let index = 1; index <= LATER; index += 1) others.push(await time(() => makeKey(index)));
  return { warmUp: warming.total, warmUpTask: warming.task, first: first.total, firstTask: first.task, warm: others.sort((a, b) => a - b)[(LATER - 1) / 2]! };
}

/** Runs something in a quiet page: messages would come between the steps of whoever waits for the browser's hashes. */
async function time(run: () => Promise<void>): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  const from = performance.now();
  await run();
  return performance.now() - from;
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
