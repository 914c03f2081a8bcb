import { createResponseError } from '../../api/api-error.js';
import { ChainReader } from '../chain-reader.js';
import { SELECTORS, toWord } from '../words.js';
import type { EvmCall } from './evm-call.js';

/**
 * Reads the number of an account's next transaction from its contract, which counts those that are in a block. A contract
 * that is not there yet, as before the first transaction, has no number: it begins with zero.
 *
 * @throws {PassportError} `CHAIN_MISMATCH`, a code of the api room; the signal's reason
 */
export async function readNonce({ chain, account, signal }: EvmCall): Promise<bigint> {
  const [nonce] = await new ChainReader(chain).read([{ to: account, data: `0x${SELECTORS.readNonce}${toWord(0)}` }], signal);
  // Above that, the number would be of another series, in which transactions do not exclude each other.
  if (nonce === undefined || (nonce ?? 0n) >= 2n ** 96n) throw createResponseError('nonce of the account');
  return nonce ?? 0n;
}
