import { expect } from '@open-wc/testing';

import { PassportError } from '../../../src/shared/passport-error.js';
import type { ErrorCode } from '../../../src/shared/passport-error.js';

/** Waits for a promise to reject with this code, and gives the error. */
export async function expectCode(promise: Promise<unknown>, code: ErrorCode): Promise<PassportError> {
  const error = await getError(promise);
  expect(error, String(error)).to.be.instanceOf(PassportError);
  expect((error as PassportError).code).to.equal(code);
  return error as PassportError;
}

/** What a promise rejects with; fails the test when it does not. */
export async function getError(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a rejection, and there was none.');
}
