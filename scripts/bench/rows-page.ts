/** The page of `npm run bench:rows`: 2,000 balances in one list, or as much room with nothing in it. `npm run bench` asks for fewer too. */
import { define } from '../../src/define.js';
import type { TokenBalance } from '../../src/shared/network.js';
import { ACCOUNT, FakeSession } from '../../test/support/fake-session.js';

const ROWS = 2_000;
/** As high as a row. */
const ROW_PX = 61;

Object.assign(window, { showRows, showNothing, scrollAll });

/** Draws the list and waits for its last row. Gives the longest task of it, in milliseconds. */
async function showRows(count = ROWS): Promise<{ readonly rows: number; readonly longestTask: number }> {
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  observer.observe({ type: 'longtask' });
  define();
  const session = new FakeSession();
  session.signIn();
  const element = document.createElement('imx-balances');
  element.session = session;
  element.pageSize = count;
  document.body.append(element);
  const getRows = () => element.shadowRoot?.querySelectorAll('[part=row]') ?? [];
  while (session.reads.length === 0) await nextFrame();
  session.reads[0]?.resolve({ owner: ACCOUNT.address, balances: createBalances(count), complete: true, loadedAtMs: Date.now() });
  while (getRows().length < count) await nextFrame();
  await nextFrame();
  return { rows: getRows().length, longestTask };
}

/** A page that scrolls as far, for what the browser and the machine cost by themselves. */
function showNothing(): void {
  const box = document.createElement('div');
  box.style.blockSize = `${ROWS * ROW_PX}px`;
  document.body.append(box);
}

/** Scrolls by so much with each frame. Gives the time between frames, in milliseconds. */
async function scrollAll(frames: number, px: number): Promise<readonly number[]> {
  scrollTo({ top: 0, behavior: 'instant' });
  await nextFrame();
  const intervals: number[] = [];
  let last = await nextFrame();
  for (let frame = 0; frame < frames; frame += 1) {
    scrollBy({ top: px, behavior: 'instant' });
    const now = await nextFrame();
    intervals.push(now - last);
    last = now;
  }
  return intervals;
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => { requestAnimationFrame(resolve); });
}

function createBalances(count: number): readonly TokenBalance[] {
  return Array.from({ length: count }, (_, index) => ({
    token: { symbol: `TKN${index}`, name: `Token number ${index}`, decimals: index % 19, address: `0x${(index + 1).toString(16).padStart(40, '0')}` },
    amount: BigInt(index) * 1_234_567_890_123_456_789n,
  }));
}
