import type { Graph } from '../build/record-graph.js';

/** What a visitor downloads in one situation, and how much that may be. */
export interface Budget {
  readonly what: string;
  readonly build: 'split' | 'all';
  /** Modules behind an `import()` that this situation loads, besides the entry. */
  readonly loads: readonly string[];
  readonly compression: 'brotli' | 'gzip';
  /** 1 kB is 1,000 bytes. */
  readonly maxBytes: number;
}

/** The budgets of the design, section 6. */
export const BUDGETS: readonly Budget[] = [
  {
    what: 'login button, signed out, until it can be clicked',
    build: 'split', loads: [], compression: 'brotli', maxBytes: 14_000,
  },
  {
    what: 'login + balances, returning visitor, until the rows are shown',
    build: 'split', loads: ['src/imx/imx-network.ts'], compression: 'gzip', maxBytes: 25_000,
  },
  {
    what: 'a complete popup login, everything it loads',
    build: 'split', loads: ['src/auth/login.ts'], compression: 'gzip', maxBytes: 48_000,
  },
];

/** The single file. It may be larger once Immersve or the chain is in it. */
export function getSingleFileBudget(graph: Graph): Budget {
  const isWhole = graph.chunks.some((chunk) =>
    Object.keys(chunk.modules).some((module) => /^src\/(?:immersve|chain)\//u.test(module)));
  return {
    what: `passport-widgets.all.js, English, ${isWhole ? 'with Immersve or chain' : 'without Immersve and chain'}`,
    build: 'all', loads: [], compression: 'gzip', maxBytes: isWhole ? 110_000 : 95_000,
  };
}

/** Each language but English is a chunk of its own. */
export const LOCALE_BUDGET = {
  modules: /^src\/elements\/.*locales\/(?!en\.)[^/]+\.ts$/u, compression: 'gzip', maxBytes: 2_000,
} as const;

// They come when somebody signs in, signs, or looks at an address.
const LAZY_PACKAGES = /(?:^|\/)node_modules\/(?:oidc-client-ts|jwt-decode|jose|ethers|@scure\/[^/]+|@noble\/[^/]+)\//u;

/** The modules of lazy packages that an entry reaches without an `import()`; there should be none. */
export function findEager(graph: Graph): string[] {
  return graph.staticModules.filter((module) => LAZY_PACKAGES.test(module));
}
