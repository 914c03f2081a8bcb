import { checkChallenge } from '../../../src/immersve/check-challenge.js';
import { containsSeedMessage } from '../../../src/shared/seed-message.js';
import { createRandom } from '../../support/random.js';
import { createFuzzedChallenge, NOW_MS, PAGE_URL } from './challenge-fuzzer.js';
import type { FuzzedChallenge } from './challenge-fuzzer.js';

/** How a run of fuzzed challenges ended. */
export interface FuzzResult {
  readonly hostile: number;
  readonly hostileSigned: number;
  readonly valid: number;
  readonly validSigned: number;
  /** The first few that were judged wrongly. */
  readonly wrong: readonly FuzzedChallenge[];
}

/** Whether a challenge would reach the wallet. */
function isSigned({ method, account, message }: FuzzedChallenge): boolean {
  try {
    checkChallenge(message, { method, account, url: PAGE_URL, nowMs: NOW_MS, check: 'strict', isForbidden: containsSeedMessage });
    return true;
  } catch {
    return false;
  }
}

/** Judges so many challenges of a seed. */
export function fuzzChallenges(seed: number, count: number): FuzzResult {
  const random = createRandom(seed);
  const result = { hostile: 0, hostileSigned: 0, valid: 0, validSigned: 0 };
  const wrong: FuzzedChallenge[] = [];
  for (let index = 0; index < count; index += 1) {
    const challenge = createFuzzedChallenge(random);
    const signed = isSigned(challenge);
    if (challenge.isValid) result.valid += 1;
    else result.hostile += 1;
    if (signed && challenge.isValid) result.validSigned += 1;
    if (signed && !challenge.isValid) result.hostileSigned += 1;
    if (signed !== challenge.isValid && wrong.length < 5) wrong.push(challenge);
  }
  return { ...result, wrong };
}
