import { createLoader } from '../platform/load-code.js';

// Apart from `lazy.ts`, which every page loads: these come with the hub.

/** Reading balances and registering on Immutable X. */
export const loadImx = createLoader(() => import('../imx/imx-network.js'));
/** Reading balances and registering on Immutable Chain. */
export const loadChain = createLoader(() => import('../chain/chain-network.js'));
/** The documented provider, with all that it does. */
export const loadImxProvider = createLoader(() => import('./wire-imx-provider.js'));
/** The EIP-1193 provider. */
export const loadEvmProvider = createLoader(() => import('./wire-evm-provider.js'));
