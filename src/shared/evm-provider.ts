import type { Hex } from './types.js';

/** A request as EIP-1193 has it. */
export interface EvmRequest {
  readonly method: string;
  readonly params?: readonly unknown[] | Readonly<Record<string, unknown>>;
}

/** What a request rejects with, and what `disconnect` tells. */
export interface EvmProviderError extends Error {
  /** A number of EIP-1193 or EIP-1474, such as 4001. `docs/guide/evm-provider.md` lists them. */
  readonly code: number;
  /** What a node says besides, such as the data of a revert. */
  readonly data?: unknown;
  /** The `PassportError` under it, where there is one. */
  readonly cause?: unknown;
}

/** The provider's events, and what each gives its listeners. */
export interface EvmEvents {
  /** The user's account, or an empty list. */
  accountsChanged: readonly Hex[];
  /** The page has moved to another chain, such as from testnet to mainnet. */
  chainChanged: Hex;
  /** The node has answered for the chain for the first time, or the page is on the network again. */
  connect: { readonly chainId: Hex };
  /** The page has left the network, or the session is over (4900). */
  disconnect: EvmProviderError;
}

/** What `session.connectEvm()` gives: an EIP-1193 provider of the user's account on Immutable Chain. */
export interface EvmProvider {
  /** As the official SDK marks its own. */
  readonly isPassport: true;
  /**
   * Makes a request. What the visitor approves opens its window at once: call it in a click.
   *
   * @throws {EvmProviderError} 4001, 4100, 4200, 4900, -32003, …
   */
  // What a node returns has the form that the method says.
  request<T = unknown>(request: EvmRequest): Promise<T>;
  on<K extends keyof EvmEvents>(event: K, listener: (value: EvmEvents[K]) => void): EvmProvider;
  removeListener<K extends keyof EvmEvents>(event: K, listener: (value: EvmEvents[K]) => void): EvmProvider;
}

/** Options of `session.connectEvm()`. */
export interface ConnectEvmOptions {
  /** Tells the page's wallet pickers of the provider (EIP-6963), now and whenever they ask. Default false. */
  readonly announceProvider?: boolean;
}
