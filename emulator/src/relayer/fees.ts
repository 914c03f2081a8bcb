import { AbiCoder } from 'ethers';
import { CALLS_TYPE } from '../core/account-hash.js';
import type { Exchange } from '../core/exchange.js';
import type { ServiceContext } from '../core/service.js';
import { takeFault } from '../core/take-fault.js';
import { RelayerError, requirePlace } from './relayer-user.js';
import type { RelayerUser } from './relayer-user.js';

/** Who is paid, by nobody's key. */
const FEE_RECIPIENT = '0x00000000000000000000000000000000000fee00';
const NATIVE = '0x0000000000000000000000000000000000000000';
/** 0.001 IMX. */
const PRICE = '0x38d7ea4c68000';

/** `im_getFeeOptions` */
export function sendFeeOptions(context: ServiceContext, exchange: Exchange, user: RelayerUser, param: unknown): unknown {
  const { userAddress, data, chainId } = (param ?? {}) as Record<string, unknown>;
  requirePlace(user, userAddress, chainId);
  try {
    AbiCoder.defaultAbiCoder().decode([CALLS_TYPE], String(data));
  } catch {
    throw new RelayerError(-32_602, 'data is no list of transactions');
  }
  const take = (name: string) => takeFault(context.faults, exchange, `relayer:${name}`);
  const price = take('bad-price')?.['value'] ?? take('price')?.['price'] ?? PRICE;
  const usdc = { tokenPrice: '1000', tokenSymbol: 'USDC', tokenDecimals: 6, tokenAddress: FEE_RECIPIENT, recipientAddress: FEE_RECIPIENT };
  const imx = { tokenPrice: String(price), tokenSymbol: 'IMX', tokenDecimals: 18, tokenAddress: NATIVE, recipientAddress: FEE_RECIPIENT };
  return take('no-imx') === undefined ? [usdc, imx] : [usdc];
}
