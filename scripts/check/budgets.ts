import type { Graph } from '../build/record-graph.js';

/** A situation of a visitor that has a budget. */
export type Situation = 'button' | 'rows' | 'login';

/** What a visitor downloads in one situation, and how much that may be. */
export interface Budget {
  readonly what: string;
  readonly compression: 'brotli' | 'gzip';
  /** 1 kB is 1,000 bytes. */
  readonly maxBytes: number;
  /** Where the budget is to come down to, step by step; the budget itself where it is there already. */
  readonly goalBytes: number;
}

/** The budgets of the split build: the entry, and the lazy parts that `LAZY_PARTS` names for the situation. */
export const BUDGETS: Readonly<Record<Situation, Budget>> = {
  button: { what: 'login button, signed out, until it can be clicked', compression: 'brotli', maxBytes: 14_000, goalBytes: 13_700 },
  rows: {
    what: 'login + balances, returning visitor, until the rows are shown', compression: 'gzip', maxBytes: 44_800, goalBytes: 25_000,
  },
  login: { what: 'a complete popup login, everything it loads', compression: 'gzip', maxBytes: 47_700, goalBytes: 46_200 },
};

/**
 * Every module behind an `import()`, and the situations that load it. The gate fails when one is missing here or gone, so
 * that nobody makes a budget fit by moving code to where it is not counted.
 */
export const LAZY_PARTS: Readonly<Record<string, readonly Situation[]>> = {
  // Where a service refuses, or is not reached.
  'src/approval/confirm-transaction.ts': [],
  // An authority of the site's own, and its userinfo.
  'src/auth/discovery.ts': [],
  'src/auth/refresh.ts': [],
  'src/auth/userinfo.ts': [],
  // A page loads one network. The rows are counted on Immutable X; on Immutable Chain they are 2.4 kB more.
  'src/chain/chain-network.ts': [],
  'src/chain/chain-assets.ts': [],
  'src/chain/chain-registrar.ts': [],
  'src/elements/immersve-login/immersve-login.ts': [],
  'src/elements/imx-balances/assets-view.ts': [],
  'src/elements/imx-balances/imx-balances.ts': ['rows'],
  // Filter, order, refresh and details: after the first rows.
  'src/elements/imx-balances/list-tools.ts': [],
  'src/locales/translator.ts': [],
  'src/elements/imx-register/imx-register.ts': [],
  // Loaded by the callback page in the window of the login.
  'src/elements/passport-callback/passport-callback.ts': ['login'],
  // For whoever builds the page.
  'src/elements/passport-doctor/passport-doctor.ts': [],
  'src/elements/passport-login/account-view.ts': ['rows', 'login'],
  'src/elements/passport-login/menu-view.ts': [],
  // Takes the place of the first button.
  'src/elements/passport-login/passport-login.ts': ['rows', 'login'],
  'src/elements/passport-login/trouble-view.ts': [],
  // For lists, where one could not be read. Other elements have it with their code.
  'src/elements/support/render-error.ts': [],
  'src/elements/support/waiting-notice.ts': [],
  'src/imx/assets.ts': [],
  'src/imx/imx-network.ts': ['rows'],
  'src/imx/registrar.ts': [],
  // For pages that ask for some tokens only.
  'src/imx/some-balances.ts': [],
  'src/session/callback-flow.ts': ['login'],
  // Where something is stored, and for a login.
  'src/session/held-tokens.ts': ['rows', 'login'],
  'src/session/linked-addresses.ts': [],
  'src/session/login-obstacle.ts': [],
  'src/session/immersve-core.ts': [],
  'src/session/login-run.ts': ['login'],
  'src/session/logout-flow.ts': [],
  'src/session/network-hub.ts': ['rows'],
  'src/session/reflect.ts': [],
  'src/session/registration.ts': [],
  'src/session/token-intake.ts': [],
  // The rows of a returning visitor do not wait for it: they need the stored address only.
  'src/session/token-work.ts': ['login'],
  'src/session/wire-evm-provider.ts': [],
  'src/session/wire-imx-provider.ts': [],
  'src/shared/registrar-hold.ts': [],
  'src/wallet/create-wallet-transport.ts': [],
};

/** The single file. It may be larger once Immersve or the chain is in it. */
export function getSingleFileBudget(graph: Graph): Budget {
  const isWhole = graph.chunks.some((chunk) =>
    Object.keys(chunk.modules).some((module) => /^src\/(?:immersve|chain)\//u.test(module)));
  return {
    what: `passport-widgets.all.js, English, ${isWhole ? 'with Immersve or chain' : 'without Immersve and chain'}`,
    compression: 'gzip', maxBytes: isWhole ? 135_000 : 95_000, goalBytes: isWhole ? 110_000 : 95_000,
  };
}

/** Each part of each language but English is a chunk of its own. */
export const LOCALE_BUDGET = {
  modules: /^src\/locales\/[^/]+\/[^/]+\.ts$/u, compression: 'gzip', maxBytes: 2_000, goalBytes: 2_000,
} as const;

/** All texts of one language in one script, for whoever wants them at once: `dist/locales/*.js`. A page of the split build loads parts. */
export const LANGUAGE_BUDGET: Budget = {
  what: 'a whole language in one script, the largest of dist/locales/', compression: 'gzip', maxBytes: 7_200, goalBytes: 7_200,
};

/** The documented names in a page's first files, for code that is bundled: files as esbuild splits them. */
export const SDK_BUDGET: Budget = {
  what: 'passport-widgets/sdk/passport, bundled, before any call', compression: 'gzip', maxBytes: 15_500, goalBytes: 14_000,
};

/** Immersve on pages that have no `<immersve-login>`: what it adds to the entry. */
export const IMMERSVE_BUDGET: Budget = {
  what: 'Immersve, on pages without its element', compression: 'gzip', maxBytes: 1_000, goalBytes: 1_000,
};

// They come when somebody signs in, signs, or looks at an address.
const LAZY_PACKAGES = /(?:^|\/)node_modules\/(?:oidc-client-ts|jwt-decode|jose|ethers|@scure\/[^/]+|@noble\/[^/]+)\//u;

/** The modules of lazy packages that an entry reaches without an `import()`; there should be none. */
export function findEager(graph: Graph): string[] {
  return graph.staticModules.filter((module) => LAZY_PACKAGES.test(module));
}
