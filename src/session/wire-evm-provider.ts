import { createChainSettings } from '../chain/chain-settings.js';
import type { ChainSettings } from '../chain/chain-settings.js';
import { announceProvider } from '../chain/evm/announce.js';
import type { EvmParts } from '../chain/evm/evm-call.js';
import { ChainEvmProvider } from '../chain/evm/evm-provider.js';
import type { EvmState } from '../chain/evm/evm-provider.js';
import type { ResolvedConfig } from '../shared/config.js';
import type { EvmProvider } from '../shared/evm-provider.js';
import type { SessionListener, SessionState } from './session-types.js';

export { createApproval } from '../approval/create-approval.js';

/** What a provider is made of. */
export interface EvmWiring extends EvmParts {
  /** The configuration of now. */
  readonly getConfig: () => ResolvedConfig;
  readonly subscribe: (listener: SessionListener) => () => void;
}

/** A provider that follows its session, and ends with it. */
export interface WiredEvmProvider {
  readonly provider: EvmProvider;
  /** Announces it, once. */
  announce(): void;
}

/** Makes the provider of a session. */
export function wireEvmProvider({ getConfig, subscribe, ...parts }: EvmWiring): WiredEvmProvider {
  const readChain = createChainReader(parts, getConfig);
  const toState = ({ account, trust, status }: SessionState): EvmState => ({
    chain: status === 'unconfigured' ? undefined : readChain(),
    account: account?.network === 'immutable-chain' ? account.address : undefined,
    isVerified: trust === 'verified',
  });
  let provider: ChainEvmProvider | undefined;
  let withdraw: (() => void) | undefined;
  let isOver = false;
  const unsubscribe = subscribe((state) => {
    // The next session tells its state in the same step, to whoever is there still.
    if (isOver) return;
    provider ??= new ChainEvmProvider(parts, toState(state));
    provider.update(toState(state));
    // The session is over; another one begins with providers of its own.
    if (state.status !== 'unconfigured') return;
    isOver = true;
    withdraw?.();
    queueMicrotask(() => unsubscribe());
  });
  const made = provider as ChainEvmProvider | undefined;
  if (!made) throw new TypeError('A session tells its state to whoever subscribes.');
  const face = createFace(made);
  return { provider: face, announce: () => { if (!isOver) withdraw ??= announceProvider(face, parts.page); } };
}

/** What pages and wallet pickers get: nobody there has to tell the provider its chain or account. */
function createFace(provider: ChainEvmProvider): EvmProvider {
  const face: EvmProvider = Object.freeze<EvmProvider>({
    isPassport: true,
    request: (request) => provider.request(request),
    on(event, listener) {
      provider.on(event, listener);
      return face;
    },
    removeListener(event, listener) {
      provider.removeListener(event, listener);
      return face;
    },
  });
  return face;
}

/** The same settings until the configuration changes: the provider knows a chain by them. */
function createChainReader({ clock }: EvmParts, getConfig: () => ResolvedConfig): () => ChainSettings | undefined {
  let known: { readonly config: ResolvedConfig; readonly chain?: ChainSettings } | undefined;
  return () => {
    const config = getConfig();
    if (known?.config !== config) {
      known = { config, chain: config.network === 'immutable-chain' ? createChainSettings(config, clock) : undefined };
    }
    return known.chain;
  };
}
