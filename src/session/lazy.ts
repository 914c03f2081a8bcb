import { createLoader } from '../platform/load-code.js';

export { createLoader };

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
/** Registering: one at a time, in all tabs. */
export const loadRegistration = createLoader(() => import('./registration.js'));
/** Immersve. */
export const loadImmersve = createLoader(() => import('./immersve-core.js'));
/** Frame and HTTP wallets. */
export const loadWallet = createLoader(() => import('../wallet/create-wallet-transport.js'));
/** Judging tokens that the page hands in. */
export const loadTokenIntake = createLoader(() => import('./token-intake.js'));
/** Reading the addresses that a user has linked. */
export const loadLinkedAddresses = createLoader(() => import('./linked-addresses.js'));

const loadHeldTokens = createLoader(() => import('./held-tokens.js'));
/** The module that judges and holds. */
export type HeldTokens = Awaited<ReturnType<typeof loadHeldTokens>>;
let heldTokens: HeldTokens | undefined;

/** Judging what is stored, and holding tokens: for pages with a record, and for a login. */
export interface TokenCode {
  /** What is here already: what needs no waiting must not wait. */
  find(): HeldTokens | undefined;
  /** @throws {PassportError} `CODE_UNAVAILABLE` */
  load(): Promise<HeldTokens>;
}

/** The program's own. */
export const tokenCode: TokenCode = {
  find: () => heldTokens,
  async load() {
    heldTokens = await loadHeldTokens();
    return heldTokens;
  },
};
