import { createHash } from 'node:crypto';
import type { ServiceContext } from '../../core/service.js';
import { StarkPoint, toStarkKeyText } from '../stark/curve.js';

/** An account of the exchange. */
export interface Account {
  readonly address: string;
  readonly starkKey: string;
  /** Unset where it belongs to nobody who can log in. */
  readonly sub?: string;
}

/** Companies that change tokens for money, whose wallets are accounts too. */
export const PROVIDERS = ['moonpay', 'layerswap'] as const;

/** One of these companies. */
export type Provider = (typeof PROVIDERS)[number];

/** The account at an address, in any case. */
export function findAccount(context: ServiceContext, address: string): Account | undefined {
  const user = context.world.findUserByAddress(address);
  if (user?.imx !== undefined) return { address: user.imx.ethAddress.toLowerCase(), starkKey: user.imx.starkKey, sub: user.sub };
  return PROVIDERS.map((name) => toProviderAccount(context, name)).find((account) => account.address === address.toLowerCase());
}

/** A company's wallet, whose key nobody uses. */
export function toProviderAccount(context: ServiceContext, name: Provider): Account {
  const digest = createHash('sha256').update(`${context.seed} provider ${name}`).digest('hex');
  return { address: `0x${digest.slice(0, 40)}`, starkKey: toStarkKeyText(StarkPoint.BASE.multiply(BigInt(`0x${digest}`) >> 6n).x) };
}
