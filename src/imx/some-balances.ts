import type { ApiTarget } from '../api/call-api.js';
import { fetchBalance } from '../api/imx-api.js';
import type { ImxBalance } from '../api/parse-balances.js';
import { mapLimited } from '../platform/map-limited.js';
import { isSameAddress } from '../shared/addresses.js';
import { API_ERRORS } from '../shared/errors/api.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';
import type { Rows } from './balances.js';

const MAX_REQUESTS = 4;
/** More tokens than this are picked out of the whole list. */
const MAX_SINGLES = 10;

/** Options of `readSome`. */
export interface ReadSomeOptions {
  /** Reads the whole list. */
  readonly all: () => Promise<Rows>;
  readonly signal?: AbortSignal;
}

/**
 * Reads the balances of these tokens, each by itself, or out of the whole list where they are many.
 *
 * @throws {PassportError} as `fetchImxBalances` does, when none could be read.
 */
export async function readSome(
  target: ApiTarget, owner: Hex, tokens: readonly (Hex | 'ETH')[], { all: readAll, signal }: ReadSomeOptions,
): Promise<Rows> {
  signal?.throwIfAborted();
  const wanted = tokens.filter((token, index) => index === tokens.findIndex((other) => isSameAddress(other, token)));
  if (wanted.length > MAX_SINGLES) {
    const all = await readAll();
    const keys = new Set(wanted.map((token) => token.toLowerCase()));
    return { ...all, rows: all.rows.filter((row) => keys.has(row.tokenAddress.toLowerCase())) };
  }
  const results = await mapLimited(wanted, MAX_REQUESTS, (token) => readOne(target, owner, token, signal));
  signal?.throwIfAborted();
  const rows = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure && rows.length === 0) throw failure.reason;
  return { rows, complete: failure === undefined };
}

/** A token that the service does not know has an unknown balance, which is not zero. */
async function readOne(target: ApiTarget, owner: Hex, token: Hex | 'ETH', signal?: AbortSignal): Promise<ImxBalance> {
  signal?.throwIfAborted();
  try {
    const balance = await fetchBalance(target, owner, token, { signal });
    if (isSameAddress(balance.tokenAddress, token)) return balance;
  } catch (error) {
    if (error instanceof PassportError && error.code === 'API_NOT_FOUND') return { tokenAddress: token };
    throw error;
  }
  throw new PassportError(API_ERRORS, 'API_RESPONSE_INVALID', { message: 'The service sent the balance of another token.' });
}
