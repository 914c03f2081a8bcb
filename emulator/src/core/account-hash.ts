import { AbiCoder, concat, hashMessage, keccak256, toBeHex, TypedDataEncoder, type TypedDataDomain, type TypedDataField } from 'ethers';

/** What an account does in one call, as its contract's ABI has it. */
export interface AccountCall {
  readonly delegateCall: boolean;
  readonly revertOnError: boolean;
  readonly gasLimit: bigint;
  readonly target: string;
  readonly value: bigint;
  readonly data: string;
}

/** The chain that this is: the testnet's number. */
export const CHAIN_ID = 13_473;

/** The ABI type of the calls of an account. */
export const CALLS_TYPE = 'tuple(bool delegateCall, bool revertOnError, uint256 gasLimit, address target, uint256 value, bytes data)[]';

/** The hash of calls and nonce. */
export function hashCalls(calls: readonly AccountCall[], nonce: bigint): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(['uint256', CALLS_TYPE], [nonce, calls]));
}

/** The hash of a text (EIP-191). */
export function hashText(text: string): string {
  return hashMessage(text);
}

/** The hash of typed data (EIP-712) as ethers has it; throws for data that does not fit. */
export function hashTyped({ types, domain, message }: { readonly types: Record<string, TypedDataField[]>; readonly domain: TypedDataDomain; readonly message: Record<string, unknown> }): string {
  const { EIP712Domain: _, ...rest } = types;
  return TypedDataEncoder.hash(domain, rest, message);
}

/** What the owner of an account signs in place of a hash. */
export function toAccountHash(account: string, hash: string): string {
  return keccak256(concat(['0x1901', toBeHex(CHAIN_ID, 32), account, hash]));
}
