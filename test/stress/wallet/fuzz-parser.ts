import { PassportError } from '../../../src/shared/passport-error.js';
import { isRecord } from '../../../src/shared/guards.js';
import { getMagicAnswer, parseMagicResult, readMagicType } from '../../../src/wallet/magic-rpc.js';
import { createRandom } from '../../support/random.js';
import { createFuzzMessage, createValidMessage, VALID_RESULT } from './fuzz-messages.js';

/** What the parser made of messages that no browser has carried. */
export interface ParserFigures {
  readonly count: number;
  readonly valid: number;
  readonly validAccepted: number;
  /** Others that were taken for an answer to a request that waits. */
  readonly accepted: number;
  /** Errors that are not of the table of the wallet. */
  readonly throws: number;
  readonly polluted: number;
}

const MARK = 'bWFyaw==';
const ADDRESS = { src: 'http://127.0.0.1/send', origin: 'http://127.0.0.1', params: MARK };

/** Has the parser read messages, a hundredth of them valid, as the wallet's own frame could send them. */
export function fuzzParser({ count, seed }: { readonly count: number; readonly seed: number }): ParserFigures {
  const random = createRandom(seed);
  const names = Reflect.ownKeys(Object.prototype).length;
  const waiting = new Set<number>();
  const figures = { valid: 0, validAccepted: 0, accepted: 0, throws: 0 };
  for (let index = 1; index <= count; index += 1) {
    const isValid = random() < 0.01;
    waiting.add(index);
    const taken = take(isValid ? createValidMessage(MARK, index) : createFuzzMessage(random, 'wallet', MARK, [index]), waiting);
    waiting.clear();
    if (isValid) figures.valid += 1;
    if (taken === 'threw') figures.throws += 1;
    else if (taken === VALID_RESULT && isValid) figures.validAccepted += 1;
    else if (taken !== undefined) figures.accepted += 1;
  }
  return { count, ...figures, polluted: Math.abs(Reflect.ownKeys(Object.prototype).length - names) };
}

/** As `MagicFrame` does: a type of its own, an answer with an id that waits, a result. */
function take(data: unknown, waiting: ReadonlySet<number>): unknown {
  try {
    if (!isRecord(data) || readMagicType(ADDRESS, data) !== 'MAGIC_HANDLE_RESPONSE') return undefined;
    const answer = getMagicAnswer(data);
    const id = answer?.['id'];
    return answer && typeof id === 'number' && waiting.has(id) ? parseMagicResult(answer) : undefined;
  } catch (error) {
    return error instanceof PassportError ? error.code : 'threw';
  }
}
