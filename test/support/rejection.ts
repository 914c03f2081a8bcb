import { expect } from '@open-wc/testing';
import { PassportError } from '../../src/shared/passport-error.js';
import type { ErrorCode } from '../../src/shared/passport-error.js';
import { leakWatch } from './leaks-hook.js';

/** Expects a rejection with this code, and gives the error. */
export async function expectCode(promise: Promise<unknown>, code: ErrorCode): Promise<PassportError> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  leakWatch.noteError(error);
  expect(error, 'rejects with a PassportError').to.be.instanceOf(PassportError);
  expect((error as PassportError).code).to.equal(code);
  return error as PassportError;
}

/** Expects a synchronous throw with this code, and gives the error. */
export function expectThrownCode(act: () => unknown, code: ErrorCode): PassportError {
  let thrown: unknown;
  try {
    act();
  } catch (error) {
    thrown = error;
    leakWatch.noteError(error);
  }
  expect(thrown, 'throws a PassportError').to.be.instanceOf(PassportError);
  expect((thrown as PassportError).code).to.equal(code);
  return thrown as PassportError;
}
