import type { User } from '../core/world.js';

/** What an ID token says of a user besides protocol claims; unset ones are left out by JSON. */
export function toClaims(user: User, options: { readonly hidePassport: boolean }): Record<string, unknown> {
  return {
    sub: user.sub,
    nickname: user.nickname,
    name: user.email,
    username: user.username,
    email: user.email,
    email_verified: true,
    passport: options.hidePassport || (user.imx ?? user.zkEvm) === undefined ? undefined : {
      imx_eth_address: user.imx?.ethAddress,
      imx_stark_address: user.imx?.starkKey,
      imx_user_admin_address: user.imx?.adminAddress,
      zkevm_eth_address: user.zkEvm?.ethAddress,
      zkevm_user_admin_address: user.zkEvm?.adminAddress,
    },
  };
}

/** Whether the claim of a registered user is still to come, as the live service's claim is for a while. */
export function isClaimLate(user: User): boolean {
  return user.refreshes < (user.claimVisibleFromRefresh ?? 0);
}
