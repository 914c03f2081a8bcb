import { IMMERSVE_ERRORS } from '../../shared/errors/immersve.js';
import { PassportError } from '../../shared/passport-error.js';
import { readPath } from './wallet-error.js';

/** The longest that a module may take. */
const LIMIT_MS = 30_000;

/**
 * Loads a wallet's module and takes one of its exports, whichever way it was bundled.
 *
 * @throws {PassportError} `IMMERSVE_WALLET_LOAD_FAILED`
 */
export async function loadExport(load: () => Promise<unknown>, name: string): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The module did not come in time.')), LIMIT_MS);
    });
    const module = await Promise.race([load(), limit]);
    const found = [[name], ['default', name], ['default', 'default', name]].map((path) => readPath(module, path)).find((value) => typeof value === 'function');
    if (!found) throw new Error(`The module has no ${name}.`);
    return found;
  } catch (error) {
    throw new PassportError(IMMERSVE_ERRORS, 'IMMERSVE_WALLET_LOAD_FAILED', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Standard base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
