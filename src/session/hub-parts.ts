import type { Approval } from '../approval/approval.js';
import type { Clock } from '../platform/clock.js';
import type { ResolvedConfig } from '../shared/config.js';
import type { EvmProvider } from '../shared/evm-provider.js';
import type { Network, NetworkUser, RegisterOptions } from '../shared/network.js';
import type { Account } from '../shared/types.js';
import type { WalletTransport } from '../shared/wallet.js';
import type { SessionListener } from './session-types.js';

/** What a provider tells the session, or asks of it. */
export interface ProviderHooks {
  readonly register: (options?: RegisterOptions) => Promise<Account>;
  /** Assets may have moved: what was read of them is out of date. */
  readonly onTransacted: () => void;
}

/** What a provider of Immutable Chain needs besides. */
export interface EvmHooks extends Omit<ProviderHooks, 'register'> {
  readonly register: () => Promise<Account>;
  readonly signIn: () => Promise<unknown>;
  readonly subscribe: (listener: SessionListener) => () => void;
}

/** A provider that follows its session, and ends with it. */
export interface WiredEvmProvider {
  readonly provider: EvmProvider;
  /** Announces it, once. */
  announce(): void;
}

/** What a hub lends to the code of its providers, which comes when a page asks for one. */
export interface HubParts {
  readonly clock: Clock;
  /** Where windows open. */
  readonly window: Window & typeof globalThis;
  readonly user: NetworkUser;
  readonly wallet: WalletTransport;
  /** The configuration of now. */
  readonly getConfig: () => ResolvedConfig;
  readonly getNetwork: () => Promise<Network>;
  /** Whether another configuration has begun, with a hub of its own. */
  readonly isOver: () => boolean;
  readonly forgetBalances: () => void;
  /** Of the configuration of now, once somebody needed it. */
  approval?: Approval;
  /** The one of the session. */
  evm?: WiredEvmProvider;
}
