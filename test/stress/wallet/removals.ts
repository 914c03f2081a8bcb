import type { PassportConfig } from '../../../src/shared/config.js';
import type { PassportError } from '../../../src/shared/passport-error.js';
import type { WalletTransport } from '../../../src/shared/wallet.js';
import { createRandom, pick } from '../../support/random.js';
import { subtract } from './leak-watch.js';
import type { LeakWatch, Leftovers } from './leak-watch.js';

/** What a run of removals does. */
export interface RemovalOptions {
  readonly count: number;
  readonly seed: number;
  /** Leaves one listener behind in each round, which the count has to find. */
  readonly plantLeak?: boolean;
}

/** What a run of removals found. */
export interface RemovalFigures {
  readonly removals: Readonly<Record<string, number>>;
  /** Removals that met a request which had not been answered. */
  readonly inFlight: number;
  /** Requests that may be asked twice and were not answered, and signatures that could not be had by asking again. */
  readonly lost: number;
  /** Signatures that were asked for, each with a text of its own: more of one text at the emulator is one too many. */
  readonly signaturesAsked: number;
  /** Removals after which the frame was not back in the microtask. */
  readonly late: number;
  /** From the removal until the new document said that it is ready. */
  readonly handshakesMs: readonly number[];
  /** More at the end than before the transport was made. */
  readonly leaks: Leftovers;
  readonly errors: readonly string[];
}

interface Tools {
  readonly createTransport: (config: PassportConfig) => WalletTransport;
  readonly watch: LeakWatch;
}

const ANSWER_LIMIT_MS = 30_000;

/** Ways in which pages lose a frame that stands under `<html>`. */
const WAYS: Readonly<Record<string, (frame: HTMLIFrameElement) => void>> = {
  'remove()': (frame) => frame.remove(),
  'moved': (frame) => document.body.append(frame),
  'moved into a fragment': (frame) => document.createDocumentFragment().append(frame),
  'html.replaceChildren': () => document.documentElement.replaceChildren(document.head, document.body),
  'sweep of foreign children': () => {
    for (const child of [...document.documentElement.children]) if (child !== document.head && child !== document.body) child.remove();
  },
  'html.removeChild': (frame) => void document.documentElement.removeChild(frame),
  'replaceWith': (frame) => frame.replaceWith(document.createComment('gone')),
  'root replaced': () => document.replaceChild(cloneRoot(), document.documentElement),
  'document loaded anew': (frame) => frame.contentWindow?.location.replace(frame.src),
};

/** Loses the frame again and again, each time with a request in flight, and counts what that did. */
export async function startRemovals({ createTransport, watch }: Tools, options: RemovalOptions): Promise<RemovalFigures> {
  const { count, seed, plantLeak } = options;
  const random = createRandom(seed);
  const before = watch.count();
  const signTexts = Array.from({ length: 2 * count }, (_, index) => `Link ${seed} ${index}`);
  const transport = createTransport({ signTexts });
  const figures = { removals: {} as Record<string, number>, inFlight: 0, lost: 0, signaturesAsked: 0, late: 0, handshakesMs: [] as number[], errors: [] as string[] };
  const sign = (): Promise<unknown> => transport.sign({ kind: 'imx-link', text: signTexts[figures.signaturesAsked++] ?? '' });

  await transport.getAddress();
  for (let round = 0; round < count; round += 1) {
    if (plantLeak) window.addEventListener('message', () => {});
    const way = pick(random, Object.keys(WAYS));
    figures.removals[way] = (figures.removals[way] ?? 0) + 1;
    const isSignature = random() < 0.3;
    // Somewhere between the call and its answer: question, login, address, signature.
    const inFlight = settle(isSignature ? sign() : transport.getAddress());
    let isAnswered = false;
    void inFlight.then(() => { isAnswered = true; });
    await new Promise((resolve) => setTimeout(resolve, random() * 25));
    if (!isAnswered) figures.inFlight += 1;
    await lose(way, figures);
    const first = await inFlight;
    const outcome = isSignature && first === 'WALLET_CONNECTION_ERROR' ? await settle(sign()) : first;
    if (outcome === 'answered') continue;
    figures.lost += 1;
    figures.errors.push(`${way}, ${isSignature ? 'signature' : 'address'}: ${outcome}`);
  }
  await transport.disconnect();
  // Timers of zero milliseconds and aborted signals have run by then.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { ...figures, leaks: subtract(watch.count(), before) };
}

async function lose(way: string, figures: { late: number; handshakesMs: number[] }): Promise<void> {
  const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Passport wallet"]');
  if (!frame) throw new Error('There is no frame.');
  const beganMs = performance.now();
  const ready = untilReady(frame).then(() => figures.handshakesMs.push(performance.now() - beganMs));
  WAYS[way]?.(frame);
  await Promise.resolve();
  if (frame.parentNode !== document.documentElement || !frame.contentWindow) figures.late += 1;
  await ready;
}

/** Resolves when the frame's next document says that it is ready, and at its limit. */
function untilReady(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      window.removeEventListener('message', handle);
      clearTimeout(timer);
      resolve();
    };
    const handle = ({ data, source }: MessageEvent): void => {
      if (source === frame.contentWindow && String(data?.msgType).startsWith('MAGIC_OVERLAY_READY')) end();
    };
    window.addEventListener('message', handle);
    const timer = setTimeout(end, ANSWER_LIMIT_MS);
  });
}

/** `answered`, the code of the error, or `nothing` after half a minute. */
function settle(promise: Promise<unknown>): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('nothing'), ANSWER_LIMIT_MS);
    promise.then(() => 'answered', (error: unknown) => (error as Partial<PassportError>).code ?? String(error))
      .then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
  });
}

function cloneRoot(): HTMLElement {
  const root = document.documentElement.cloneNode(false) as HTMLElement;
  root.append(document.head, document.body);
  return root;
}
