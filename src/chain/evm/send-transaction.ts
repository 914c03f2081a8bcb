import { toDecimalText } from '../../approval/summary.js';
import type { ApprovalFact, ApprovalSummary } from '../../approval/approval.js';
import { wait } from '../../platform/wait.js';
import { IMX_ERRORS } from '../../shared/errors/imx.js';
import { PassportError, toPassportError } from '../../shared/passport-error.js';
import type { Hex } from '../../shared/types.js';
import { readNonce } from './account-nonce.js';
import { encodeOwnerSignature } from './account-signature.js';
import type { EvmCall } from './evm-call.js';
import { EVM_CODES, EvmError } from './evm-error.js';
import { encodeExecute, encodeTransactions, hashTransactions, toGuardianTransactions } from './meta-transactions.js';
import type { MetaTransaction } from './meta-transactions.js';
import { fetchFee, fetchRelayed, relay } from './relayer.js';
import { MAX_POLLS, POLL_INTERVAL_MS } from './turns.js';
import type { Taken } from './turns.js';

const DECIMALS = 18;
/** More bytes are told by their number: nobody reads them. */
const SHOWN_DIGITS = 2_048;

/**
 * Has the visitor approve a transaction, signs it, gives it to the relayer, and resolves to its hash, once that is
 * known. That it was carried out says its receipt.
 *
 * @param onTaken told once the relayer has it
 * @throws {PassportError} `TRANSACTION_OUTCOME_UNKNOWN`, a code of the rooms involved; {EvmError} -32003
 */
export async function sendTransaction(call: EvmCall, asked: MetaTransaction, onTaken: (taken: Taken) => void): Promise<Hex> {
  const { chain, account } = call;
  const [nonce, fee] = await Promise.all([
    readNonce(call), call.ask((options) => fetchFee(chain, account, encodeTransactions([asked]), options)),
  ]);
  const transactions = fee ? [asked, fee] : [asked];
  await call.confirm({
    kind: 'evm-transaction', chainId: chain.id,
    transactionData: { nonce: nonce.toString(), userAddress: account, metaTransactions: toGuardianTransactions(transactions) },
  }, describe(call, asked, fee));
  const { signature } = await call.sign(hashTransactions(transactions, nonce));
  const data = encodeExecute(transactions, nonce, encodeOwnerSignature(signature));
  const id = await sendOnce(call, data);
  onTaken({ id, nonce });
  call.parts.onTransacted?.();
  return waitForHash(call, id);
}

/** It is not called back when somebody leaves meanwhile: what has been sent has been sent. */
async function sendOnce(call: EvmCall, data: Hex): Promise<string> {
  const { chain, account } = call;
  let isLost = false;
  try {
    return await call.ask(async ({ accessToken }) => {
      isLost = true;
      return relay(chain, account, data, { accessToken }).catch((error: unknown) => {
        isLost = !isRefusal(error);
        throw error;
      });
    });
  } catch (error) {
    if (!isLost) throw error;
    call.parts.onTransacted?.();
    throw createUnknown(error);
  }
}

/** Refused means not sent. Whatever else comes of it, it may have arrived. */
function isRefusal(error: unknown): boolean {
  return error instanceof EvmError
    || (error instanceof PassportError && ['API_UNAUTHORIZED', 'API_REFUSED', 'API_NOT_FOUND', 'API_RATE_LIMITED'].includes(error.code));
}

async function waitForHash(call: EvmCall, id: string): Promise<Hex> {
  const { chain, signal, parts: { clock } } = call;
  let failure: unknown;
  for (let polls = 0; polls < MAX_POLLS; polls += 1) {
    try {
      if (polls > 0) await wait(POLL_INTERVAL_MS, { signal, clock });
      const state = await call.ask((options) => fetchRelayed(chain, id, options));
      if (state.kind === 'sent') return state.hash;
      if (state.kind === 'failed') {
        throw new EvmError(EVM_CODES.transactionRejected, `Transaction failed to submit with status ${state.status}.${state.reason && ` ${state.reason}`}`);
      }
    } catch (error) {
      if (error instanceof EvmError) throw error;
      failure = error;
      // Who leaves meanwhile is told that it is under way; a service that stumbles is asked again.
      if (signal.aborted || toPassportError(error).type === 'NOT_LOGGED_IN_ERROR') break;
    }
  }
  throw createUnknown(failure);
}

function createUnknown(cause?: unknown): PassportError {
  return new PassportError(IMX_ERRORS, 'TRANSACTION_OUTCOME_UNKNOWN', cause === undefined ? {} : { cause });
}

function describe({ chain }: EvmCall, { target, value, data }: MetaTransaction, fee?: MetaTransaction): ApprovalSummary {
  const facts: ApprovalFact[] = [
    { name: 'network', value: `${chain.name} (${chain.id})` },
    { name: 'amount', value: `${toDecimalText(value, DECIMALS)} IMX` },
    { name: data === '0x' ? 'receiver' : 'contract', value: target },
  ];
  if (data !== '0x') {
    const isLong = data.length > SHOWN_DIGITS;
    facts.push({ name: 'data', value: isLong ? `${data.slice(0, SHOWN_DIGITS)}… (${(data.length - 2) / 2} bytes)` : data });
  }
  if (fee) facts.push({ name: 'fee', value: `${toDecimalText(fee.value, DECIMALS)} IMX` }, { name: 'receiver', value: fee.target });
  return { action: 'send-transaction', groups: [facts] };
}
