import { isAddress } from './addresses.js';
import type { IdTokenClaims } from './network.js';
import type { Account, NetworkName } from './types.js';

/** The user's account on a network by the claims of the ID token; absent when not registered. */
export function readAccount(claims: IdTokenClaims, network: NetworkName): Account | undefined {
  const { passport } = claims;
  const address = network === 'immutable-x' ? passport?.imx_eth_address : passport?.zkevm_eth_address;
  return isAddress(address) ? Object.freeze({ network, address }) : undefined;
}
