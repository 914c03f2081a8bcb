import { PassportError } from '../../../src/shared/passport-error.js';

/** The code that a call throws; undefined when it throws nothing. */
export function catchCode(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return nameError(error);
  }
  return undefined;
}

/** The code that a promise rejects with. */
export async function catchCodeLater(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => 'nothing thrown', nameError);
}

function nameError(error: unknown): string {
  return error instanceof PassportError ? error.code : `not ours: ${String(error)}`;
}
