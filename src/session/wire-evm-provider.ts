import { createChainSettings } from '../chain/chain-settings.js';
import type { ChainSettings } from '../chain/chain-settings.js';
import { announceProvider } from '../chain/evm/announce.js';
import type { EvmParts } from '../chain/evm/evm-call.js';
import { ChainEvmProvider } from '../chain/evm/evm-provider.js';
import type { EvmState } from '../chain/evm/evm-provider.js';
import type { ResolvedConfig } from '../shared/config.js';
import type { ConnectEvmOptions, EvmProvider } from '../shared/evm-provider.js';
import { createForgetter, getApproval, requireNetwork } from './hub-approval.js';
import type { EvmHooks, HubParts, WiredEvmProvider } from './hub-parts.js';
import type { SessionListener, SessionState } from './session-types.js';

/** What a provider is made of. */
export interface EvmWiring extends EvmParts {
  /** The configuration of now. */
  readonly getConfig: () => ResolvedConfig;
  readonly subscribe: (listener: SessionListener) => () => void;
}

/**
 * The one EIP-1193 provider of a hub, which follows the session. Its code is all here before it is: its windows open in
 * the visitor's click.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`; `ABORTED` once the session has begun anew
 */
export function createEvmProvider(
  hub: HubParts, { onTransacted, ...hooks }: EvmHooks, { announceProvider: isAnnounced }: ConnectEvmOptions,
): EvmProvider {
  requireNetwork(hub, 'immutable-chain', 'connectEvm');
  // Its words come meanwhile: the window shows them in the click.
  getApproval(hub);
  const { clock, window, user, wallet, getConfig } = hub;
  hub.evm ??= wireEvmProvider({
    ...hooks, clock, user, wallet, getConfig,
    page: window,
    approval: { begin: (options) => getApproval(hub).begin(options) },
    onTransacted: createForgetter(hub, onTransacted),
  });
  if (isAnnounced) hub.evm.announce();
  return hub.evm.provider;
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
