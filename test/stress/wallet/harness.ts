/** The page's side of the wallet's stress runs and flows: bundled by `wallet-page.ts`, run as a classic script. */
import { resolveConfig } from '../../../src/shared/config.js';
import type { PassportConfig } from '../../../src/shared/config.js';
import type { PassportError } from '../../../src/shared/passport-error.js';
import type { Hex } from '../../../src/shared/types.js';
import type { WalletTransport } from '../../../src/shared/wallet.js';
import { createWalletTransport } from '../../../src/wallet/create-wallet-transport.js';
import { startFuzz } from './fuzz.js';
import type { FuzzFigures, FuzzOptions } from './fuzz.js';
import { startLeakWatch } from './leak-watch.js';
import { startRemovals } from './removals.js';
import type { RemovalFigures, RemovalOptions } from './removals.js';

/** What the server tells the page. */
export interface PageSettings {
  readonly config: PassportConfig;
  readonly idToken: string;
}

/** What a test can ask the page for. All of it travels as JSON. */
export interface Harness {
  /** Begins something whose outcome is asked for later: a driver's own call may not take long. */
  begin(name: string, run: () => Promise<unknown>): void;
  /** How something that was begun has ended; null while it has not. */
  outcome(name: string): Outcome | null;
  transport(config?: PassportConfig): WalletTransport;
  address(config?: PassportConfig): Promise<Hex>;
  removals(options: RemovalOptions): Promise<RemovalFigures>;
  fuzz(options: FuzzOptions): Promise<FuzzFigures>;
}

/** A value, or the code of an error. */
export type Outcome = { readonly value: unknown } | { readonly code: string };

declare global {
  interface Window {
    walletSettings: PageSettings;
    walletPage: Harness;
  }
}

const watch = startLeakWatch();
const outcomes = new Map<string, Outcome>();
const transports = new Map<string, WalletTransport>();

function createTransport(more: PassportConfig = {}): WalletTransport {
  const { config, idToken } = window.walletSettings;
  const overrides = { ...config.overrides, ...more.overrides };
  const resolved = resolveConfig({ ...config, ...more, overrides }, location);
  return createWalletTransport(resolved, { getIdToken: async () => idToken });
}

window.walletPage = {
  begin(name, run) {
    outcomes.delete(name);
    run().then(
      (value) => outcomes.set(name, { value: value ?? true }),
      (error: unknown) => outcomes.set(name, { code: (error as Partial<PassportError>).code ?? String(error) }),
    );
  },
  outcome: (name) => outcomes.get(name) ?? null,
  transport(config = {}) {
    const key = JSON.stringify(config);
    const transport = transports.get(key) ?? createTransport(config);
    transports.set(key, transport);
    return transport;
  },
  address: (config) => window.walletPage.transport(config).getAddress(),
  removals: (options) => startRemovals({ createTransport, watch }, options),
  fuzz: (options) => startFuzz(watch, window.walletSettings.config, options),
};
