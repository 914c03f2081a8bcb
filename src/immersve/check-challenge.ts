import { IMMERSVE_ERRORS } from '../shared/errors/immersve.js';
import type { ImmersveMethod } from '../shared/immersve.js';
import { PassportError } from '../shared/passport-error.js';
import { isPlausibleAlgorand, isSafeAlgorand } from './check-algorand.js';
import { isPlausibleSiwe, isSafeSiwe } from './check-siwe.js';
import { isPlausibleXrpl, isSafeXrpl } from './check-xrpl.js';

/** How a challenge is judged: by what it may be (default), or by what is known to be wrong. */
export type ChallengeCheck = 'strict' | 'standard';

/** What a challenge is compared with. */
export interface ChallengeExpectation {
  readonly method: ImmersveMethod;
  /** The connected address; for `xrpl` the public key, in capitals. */
  readonly account: string;
  /** The page's address as it was sent. */
  readonly url: string;
  readonly nowMs: number;
  readonly check: ChallengeCheck;
  /** Whether a text holds what must never be signed for anybody: the Stark seed message (row 144). */
  readonly isForbidden: (text: string) => boolean;
}

/**
 * Refuses a challenge before the wallet sees it. Who controls the service, or the way to it, could otherwise have a
 * real transaction signed, or a login to another site.
 *
 * @throws {PassportError} `IMMERSVE_CHALLENGE_UNSAFE`
 */
export function checkChallenge(message: string, expected: ChallengeExpectation): void {
  const isSafe = expected.check === 'strict' ? isSafeFor : isPlausibleFor;
  // The cheap check first: the other one decodes what it finds.
  if (isSafe(message, expected) && !expected.isForbidden(message)) return;
  throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_CHALLENGE_UNSAFE');
}

function isSafeFor(message: string, { method, account, url, nowMs }: ChallengeExpectation): boolean {
  switch (method) {
    case 'siwe': return isSafeSiwe(message, { url, address: account, nowMs });
    case 'algorand': return isSafeAlgorand(message, account);
    case 'xrpl': return isSafeXrpl(message, account);
  }
}

function isPlausibleFor(message: string, { method, account, url, nowMs }: ChallengeExpectation): boolean {
  switch (method) {
    case 'siwe': return isPlausibleSiwe(message, { url, address: account, nowMs });
    case 'algorand': return isPlausibleAlgorand(message, account);
    case 'xrpl': return isPlausibleXrpl(message, account);
  }
}
