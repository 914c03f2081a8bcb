import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';

/** A file that has not come by then will not: the browser itself waits for ever. */
const LOAD_TIMEOUT_MS = 30_000;

/**
 * Loads a part of the program on first need and keeps it. A failure is not kept: the next call
 * tries again.
 *
 * @throws {PassportError} `CODE_UNAVAILABLE` when the file is gone or refused (row 137).
 */
export function createLoader<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= withLimit(load()).catch((error: unknown) => {
      loaded = undefined;
      throw new PassportError(SHARED_ERRORS, 'CODE_UNAVAILABLE', { cause: error });
    });
    return loaded;
  };
}

function withLimit<T>(loading: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The file did not come in time.')), LOAD_TIMEOUT_MS);
    loading.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Signing in: the OIDC library is behind this edge. */
export const loadLogin = createLoader(() => import('./login-run.js'));
/** The callback page. */
export const loadCallback = createLoader(() => import('./callback-flow.js'));
/** Telling the authority that the user left. */
export const loadLogout = createLoader(() => import('./logout-flow.js'));
/** What brings network, wallet and tokens together. */
export const loadNetworkHub = createLoader(() => import('./network-hub.js'));
/** Verifying, renewing and taking tokens: jose is behind this edge. */
export const loadTokenWork = createLoader(() => import('./token-work.js'));
/** Renewing tokens. */
export const loadRefresh = createLoader(() => import('../auth/refresh.js'));
/** Reading balances and registering on Immutable X. */
export const loadImx = createLoader(() => import('../imx/imx-network.js'));
/** The documented provider. */
export const loadImxProvider = createLoader(() => import('../imx/imx-provider.js'));
/** Immersve. */
export const loadImmersve = createLoader(() => import('./immersve-core.js'));
/** Frame and HTTP wallets. */
export const loadWallet = createLoader(() => import('../wallet/create-wallet-transport.js'));
/** Judging tokens that the page hands in. */
export const loadTokenIntake = createLoader(() => import('./token-intake.js'));
/** Reading the addresses that a user has linked. */
export const loadLinkedAddresses = createLoader(() => import('./linked-addresses.js'));
