import { randomBytes } from 'node:crypto';
import { formatEther } from 'ethers';
import { CHAIN_ID, hashCalls, hashText, hashTyped, toAccountHash, type AccountCall } from '../core/account-hash.js';
import type { Confirmation, ConfirmationItem } from '../core/confirmations.js';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { GuardianError } from './errors.js';

type Body = Readonly<Record<string, unknown>>;
type Question = Pick<Confirmation, 'noun' | 'type' | 'items'> & { readonly hash: string };

/** `POST /guardian/v1/transactions/evm/evaluate` */
export async function evaluateCalls(context: ServiceContext, exchange: Exchange): Promise<void> {
  const { chainType, chainId, transactionData } = readBody(exchange);
  const { nonce, userAddress, metaTransactions } = (transactionData ?? {}) as Body;
  if (chainType !== 'evm' || chainId !== `eip155:${CHAIN_ID}`) throw new GuardianError(400, 'chainType must be evm, and chainId this chain');
  const calls = readCalls(metaTransactions);
  await evaluate(context, exchange, (account) => {
    if (String(userAddress).toLowerCase() !== account.toLowerCase()) throw new GuardianError(403, 'The account is not this user\'s');
    const items = calls.map(({ target, value, data }) => ({
      title: data === '0x' ? `Send ${formatEther(value)} IMX` : 'Call a contract', rows: [['To', target], ['Value', `${formatEther(value)} IMX`], ...data === '0x' ? [] : [['Data', data]]] as [string, string][],
    }));
    return { hash: tryToHash(() => hashCalls(calls, BigInt(String(nonce)))), noun: 'transaction', type: 'EVM', items };
  });
}

/** `POST /guardian/v1/messages/evaluate`: typed data. */
export async function evaluateTyped(context: ServiceContext, exchange: Exchange): Promise<void> {
  const { chainID, payload } = readBody(exchange);
  if (chainID !== String(CHAIN_ID)) throw new GuardianError(400, 'chainID must be the number of this chain');
  await evaluate(context, exchange, () => ({
    hash: tryToHash(() => hashTyped(payload as never)), noun: 'message', type: 'MESSAGE', items: describeMessage(JSON.stringify(payload, null, 1)),
  }));
}

/** `POST /guardian/v1/erc191-messages/evaluate`: a text. */
export async function evaluateText(context: ServiceContext, exchange: Exchange): Promise<void> {
  const { chainID, payload } = readBody(exchange);
  if (chainID !== `eip155:${CHAIN_ID}` || typeof payload !== 'string') throw new GuardianError(400, 'chainID must be this chain, and payload a text');
  await evaluate(context, exchange, () => ({ hash: hashText(payload), noun: 'message', type: 'MESSAGE', items: describeMessage(payload) }));
}

/** Each evaluation is a question of its own: an approval from before does not answer it. */
async function evaluate(context: ServiceContext, exchange: Exchange, ask: (account: string) => Question): Promise<void> {
  const claims = exchange.bearer === undefined ? undefined : await context.tokens.verifyAccessToken(exchange.bearer);
  const user = claims?.sub === undefined ? undefined : context.world.findUser(claims.sub);
  if (claims === undefined || user === undefined) throw new GuardianError(401, 'The access token is missing or not valid');
  if (user.zkEvm === undefined || !String(claims.scope).split(' ').includes('transact')) throw new GuardianError(403, 'The user has no account, or the token no scope transact');
  const { ethAddress: account } = user.zkEvm;
  const { hash, noun, type, items } = ask(account);
  const accountHash = toAccountHash(account, hash);
  const skips = takeFault(context.faults, exchange, 'guardian:skip') !== undefined || context.world.confirmation.mode === 'skip';
  context.confirmations.add({
    hash: BigInt(accountHash), sub: user.sub, address: account, chainType: 'evm', noun, type, items,
    ticket: randomBytes(18).toString('base64url'), decision: skips ? 'not-required' : 'open',
  });
  exchange.sendJson(200, { confirmationRequired: !skips, [noun === 'message' ? 'messageId' : 'transactionId']: accountHash.slice(2) });
}

function readBody(exchange: Exchange): Body {
  return (exchange.json() ?? {}) as Body;
}

function readCalls(value: unknown): readonly AccountCall[] {
  if (!Array.isArray(value) || value.length === 0) throw new GuardianError(400, 'metaTransactions are missing');
  return (value as Body[]).map(({ delegateCall, revertOnError, gasLimit, target, value: amount, data }) => tryToHash(() => ({
    delegateCall: delegateCall === true, revertOnError: revertOnError === true, gasLimit: BigInt(String(gasLimit)),
    target: String(target), value: BigInt(String(amount)), data: String(data),
  })));
}

function describeMessage(text: string): readonly ConfirmationItem[] {
  return [{ title: 'Message', rows: [['Text', text]] }];
}

function tryToHash<T>(hash: () => T): T {
  try {
    return hash();
  } catch {
    throw new GuardianError(400, 'The request cannot be read');
  }
}
