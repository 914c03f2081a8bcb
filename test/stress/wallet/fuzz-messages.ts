import { pick } from '../../support/random.js';

/** A message to the page, and whether it is what the page waits for. */
export interface FuzzMessage {
  readonly data: unknown;
  readonly isValid: boolean;
}

/** Who sends. `wallet` is the frame itself, which may answer; the others say the right thing from the wrong place. */
export type FuzzSender = 'wallet' | 'sibling' | 'stranger';

/** What every valid answer carries. */
export const VALID_RESULT = 'the wallet\'s own answer';

type Random = () => number;

const TYPES = ['MAGIC_HANDLE_RESPONSE', 'MAGIC_SHOW_OVERLAY', 'MAGIC_HIDE_OVERLAY', 'MAGIC_OVERLAY_READY', 'MAGIC_PONG'];

/** Values of every kind that `postMessage` can carry. */
const VALUES: readonly ((random: Random) => unknown)[] = [
  () => null, () => undefined, () => true, () => Number.NaN, () => -0, () => 1n, () => '', () => [], () => ({}),
  (random) => random(), (random) => Math.floor(random() * 1e9), (random) => 'x'.repeat(Math.floor(random() * 200)),
  () => new Date(0), () => /x/u, () => new Map([['id', 1]]), () => new Set([1]), () => new ArrayBuffer(8), () => new Uint8Array(4),
  () => new DataView(new ArrayBuffer(2)), () => new Error('msgType'), () => new Blob(['x']), createCycle, () => Object(1n), () => Object('text'),
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as unknown,
  () => '\u0000\ud800', () => [null, [undefined]], () => Number.MAX_VALUE, () => Infinity,
];

/** A message of the given sender, about one of `ids`. */
export function createFuzzMessage(random: Random, sender: FuzzSender, mark: string, ids: readonly number[]): unknown {
  // From the wrong place even the right answer means nothing; the wallet itself says what makes no sense.
  if (sender !== 'wallet') return { msgType: `${pick(random, TYPES)}-${mark}`, response: { jsonrpc: '2.0', id: pick(random, ids), result: 'evil' } };
  const data = { msgType: toType(random, mark), response: toResponse(random) };
  return random() < 0.3 ? pick(random, VALUES)(random) : mutate(random, data);
}

/** What the page waits for. */
export function createValidMessage(mark: string, id: number): unknown {
  return { msgType: `MAGIC_HANDLE_RESPONSE-${mark}`, response: { jsonrpc: '2.0', id, result: VALID_RESULT } };
}

/** Never the type of an answer with its own mark, unless the answer has no id that anybody waits for. */
function toType(random: Random, mark: string): unknown {
  return pick(random, [
    `MAGIC_HANDLE_RESPONSE-${mark}`, `MAGIC_HANDLE_RESPONSE-${mark} `, `magic_handle_response-${mark}`, `MAGIC_HANDLE_EVENT-${mark}`,
    'MAGIC_HANDLE_RESPONSE', `MAGIC_HANDLE_RESPONSE-${mark.slice(1)}`, mark, pick(random, VALUES)(random), [`MAGIC_HANDLE_RESPONSE-${mark}`],
  ]);
}

function toResponse(random: Random): unknown {
  const id = pick<unknown>(random, ['1', '2', 0, -1, 0.5, 1e9, Number.NaN, null, [1], { valueOf: 1 }, '__proto__', 'constructor', 1n, undefined]);
  return pick<unknown>(random, [
    { jsonrpc: '2.0', id, result: 'evil' }, { id, error: { code: -32603, message: 'x' } }, { id }, { result: 'evil' }, [id], id,
    JSON.parse('{"__proto__":{"id":1,"result":"evil"}}'), pick(random, VALUES)(random),
  ]);
}

function mutate(random: Random, data: Record<string, unknown>): unknown {
  const copy = { ...data };
  if (random() < 0.3) delete copy[pick(random, Object.keys(copy))];
  if (random() < 0.3) copy[pick(random, ['__proto__x', 'constructor', 'msgtype', 'Response', 'id', 'then', 'toString'])] = pick(random, VALUES)(random);
  return random() < 0.05 ? [copy] : copy;
}

function createCycle(): unknown {
  const cycle: Record<string, unknown> = { msgType: 'MAGIC_HANDLE_RESPONSE' };
  cycle['response'] = cycle;
  return cycle;
}
