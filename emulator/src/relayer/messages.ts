import { signAsRelayer } from '../chain/account-contract.js';
import { hashText, hashTyped, toAccountHash } from '../core/account-hash.js';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { RelayerError, requirePlace } from './relayer-user.js';
import type { RelayerUser } from './relayer-user.js';

/** `im_sign`: signs a text that the guardian has cleared. */
export function cosignText(context: ServiceContext, exchange: Exchange, user: RelayerUser, param: unknown): string {
  const { message } = (param ?? {}) as { message?: unknown };
  return cosign(context, exchange, user, param, () => hashText(String(message)));
}

/** `im_signTypedData`: signs typed data that the guardian has cleared. */
export function cosignTyped(context: ServiceContext, exchange: Exchange, user: RelayerUser, param: unknown): string {
  const { eip712Payload } = (param ?? {}) as { eip712Payload?: never };
  return cosign(context, exchange, user, param, () => hashTyped(eip712Payload as never));
}

function cosign(context: ServiceContext, exchange: Exchange, user: RelayerUser, param: unknown, hash: () => string): string {
  const { address, chainId } = (param ?? {}) as Record<string, unknown>;
  requirePlace(user, address, chainId);
  const digest = tryToHash(hash);
  if (!context.confirmations.isCleared(BigInt(toAccountHash(user.account, digest)), user.sub)) {
    throw new RelayerError(-32_003, 'the message was not approved');
  }
  const bad = takeFault(context.faults, exchange, 'relayer:bad-signature');
  return bad === undefined ? signAsRelayer(context.seed, user.account, digest) : String(bad['value']);
}

function tryToHash(hash: () => string): string {
  try {
    return hash();
  } catch {
    throw new RelayerError(-32_602, 'the message cannot be read');
  }
}
