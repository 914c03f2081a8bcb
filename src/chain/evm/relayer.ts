import { createResponseError } from '../../api/api-error.js';
import { callRpc } from '../../api/chain-rpc.js';
import { cleanText } from '../../api/parse-values.js';
import { isAddress } from '../../shared/addresses.js';
import { getString, isRecord } from '../../shared/guards.js';
import type { Hex } from '../../shared/types.js';
import type { ChainSettings } from '../chain-settings.js';
import { EVM_CODES, EvmError } from './evm-error.js';
import type { MetaTransaction } from './meta-transactions.js';

/** Asks the relayer in the user's name. */
export interface RelayerOptions {
  readonly accessToken: string;
  readonly signal?: AbortSignal;
}

/** Where a transaction is on its way. */
export type RelayedState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'sent'; readonly hash: Hex }
  /** It will not be carried out, or was and has undone itself. */
  | { readonly kind: 'failed'; readonly status: string; readonly reason: string };

/** The token in which this library pays. */
const FEE_SYMBOL = 'IMX';
const MAX_REASON = 200;
const FAILED_STATES: readonly string[] = ['FAILED', 'REVERTED', 'CANCELLED'];
const SENT_STATES: readonly string[] = ['SUBMITTED', 'SUCCESSFUL'];

/**
 * What the relayer wants for transactions: a payment to be made with them, or none.
 *
 * @throws {PassportError} a code of the api room; {EvmError} -32003 when the relayer refuses
 */
export async function fetchFee(chain: ChainSettings, account: Hex, data: Hex, options: RelayerOptions): Promise<MetaTransaction | undefined> {
  const result = await ask(chain, 'im_getFeeOptions', { userAddress: account, data, chainId: toChain(chain) }, options);
  const option = Array.isArray(result) ? result.filter(isRecord).find((row) => getString(row, 'tokenSymbol') === FEE_SYMBOL) : undefined;
  const price = option && getString(option, 'tokenPrice');
  const target = option && getString(option, 'recipientAddress');
  if (price === undefined || !/^(?:0x[0-9a-f]{1,64}|\d{1,77})$/i.test(price)) throw createResponseError('price');
  const value = BigInt(price);
  if (value === 0n) return undefined;
  if (!isAddress(target)) throw createResponseError('price');
  return { target, value, data: '0x' };
}

/** Gives signed transactions to the relayer; resolves to the relayer's own id of them. Throws as `fetchFee` does. */
export async function relay(chain: ChainSettings, account: Hex, data: Hex, options: RelayerOptions): Promise<string> {
  const id = await ask(chain, 'eth_sendTransaction', { to: account, data, chainId: toChain(chain) }, options);
  if (typeof id !== 'string' || id === '') throw createResponseError('id of the transaction');
  return id;
}

/** Asks what became of a transaction. Throws as `fetchFee` does. */
export async function fetchRelayed(chain: ChainSettings, id: string, options: RelayerOptions): Promise<RelayedState> {
  const result = await ask(chain, 'im_getTransactionByHash', id, options);
  const status = isRecord(result) ? getString(result, 'status') : undefined;
  if (!isRecord(result) || status === undefined) throw createResponseError('state of the transaction');
  const hash = getString(result, 'hash');
  if (FAILED_STATES.includes(status)) {
    return { kind: 'failed', status: cleanText(status, MAX_REASON), reason: cleanText(getString(result, 'statusMessage') ?? '', MAX_REASON) };
  }
  // What is not known to have failed may still be carried out: nobody must send it again.
  if (!SENT_STATES.includes(status)) return { kind: 'pending' };
  if (hash === undefined || !/^0x[0-9a-f]{64}$/i.test(hash)) throw createResponseError('hash of the transaction');
  return { kind: 'sent', hash: hash as Hex };
}

/** Has the relayer sign a message that the guardian knows; gives its part of the account's signature. Throws as `fetchFee` does. */
export async function cosign(
  chain: ChainSettings, account: Hex, message: string | Readonly<Record<string, unknown>>, options: RelayerOptions,
): Promise<string> {
  const [method, member] = typeof message === 'string' ? ['im_sign', { message }] : ['im_signTypedData', { eip712Payload: message }];
  const result = await ask(chain, method, { address: account, ...member, chainId: toChain(chain) }, options);
  if (typeof result !== 'string') throw createResponseError('signature');
  return result;
}

async function ask({ relayer }: ChainSettings, method: string, param: unknown, options: RelayerOptions): Promise<unknown> {
  const [answer] = await callRpc(relayer, [{ method, params: [param] }], options);
  if (!answer) throw createResponseError('answer of the relayer');
  if ('result' in answer) return answer.result;
  const reason = cleanText(answer.error.message, MAX_REASON);
  throw new EvmError(EVM_CODES.transactionRejected, `The relayer refused: ${reason || `code ${answer.error.code}`}.`);
}

function toChain({ id }: ChainSettings): string {
  return `eip155:${id}`;
}
