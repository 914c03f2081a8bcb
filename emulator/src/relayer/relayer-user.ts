import { CHAIN_ID } from '../core/account-hash.js';

/** The user in whose name the relayer is asked, with their account. */
export interface RelayerUser {
  readonly sub: string;
  readonly account: string;
}

/** An error of JSON-RPC. */
export class RelayerError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Refuses who speaks for another account or of another chain. */
export function requirePlace({ account }: RelayerUser, address: unknown, chainId: unknown): void {
  if (String(address).toLowerCase() !== account.toLowerCase()) throw new RelayerError(-32_602, 'the account is not this user\'s');
  if (chainId !== `eip155:${CHAIN_ID}`) throw new RelayerError(-32_602, `chainId must be eip155:${CHAIN_ID}`);
}
