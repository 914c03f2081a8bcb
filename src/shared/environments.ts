import type { EnvironmentName, NetworkName } from './types.js';
import type { WalletTransportName } from './wallet.js';

/**
 * Every endpoint of an environment. Names as in the official SDK's overrides
 * (`PassportOverrides`), plus the ones that it keeps to itself. Origins have no trailing slash.
 */
export interface Endpoints {
  /** The OIDC authority; also part of the session record's key. */
  readonly authenticationDomain: string;
  /** The `iss` of its ID tokens: with a slash at the live service. */
  readonly issuer: string;
  readonly jwksUri: string;
  readonly passportDomain: string;
  /** The Immutable X REST API. */
  readonly imxApiBasePath: string;
  readonly imxPublicApiDomain: string;
  readonly magicPublishableApiKey: string;
  /** The frame's identity provider, and the one of the HTTP wallet. */
  readonly magicProviderId: string;
  readonly magicTeeProviderId: string;
  readonly magicIframeUrl: string;
  readonly magicTeeBasePath: string;
  /** The node, id and name of Immutable Chain. Default: the chain room's, by environment. */
  readonly zkEvmRpcUrl?: string;
  readonly zkEvmChainId?: number;
  readonly zkEvmChainName?: string;
  /** The indexer of Immutable Chain. Default: `imxPublicApiDomain`. */
  readonly indexerMrBasePath?: string;
  /** Registration on Immutable Chain. Default: the indexer's. */
  readonly passportMrBasePath?: string;
  /** Who carries transactions out on Immutable Chain. Default: below `imxPublicApiDomain`. */
  readonly relayerUrl?: string;
}

/** What an environment stands for. */
export interface EnvironmentPreset {
  readonly endpoints: Endpoints;
  readonly network: NetworkName;
  readonly walletTransport: WalletTransportName;
}

const AUTHORITY = 'https://auth.immutable.com';

const SHARED = {
  authenticationDomain: AUTHORITY,
  issuer: `${AUTHORITY}/`,
  jwksUri: `${AUTHORITY}/.well-known/jwks.json`,
  magicPublishableApiKey: 'pk_live_10F423798A540ED7',
  magicProviderId: 'fSMzaRQ4O7p4fttl7pCyGVtJS_G70P8SNsLXtPPGHo0=',
  magicTeeProviderId: 'aa80b860-8869-4f13-9000-6a6ad3d20017',
  magicIframeUrl: 'https://auth.magic.link/',
  magicTeeBasePath: 'https://tee.express.magiclabs.com',
};

/**
 * The presets. Source: the configuration of ts-immutable-sdk 2.11.0 (December 2025).
 * Both live environments share one authority. The network is where the users' assets are: docs/decisions/0011-default-network.md.
 */
export const PRESETS: Readonly<Record<Exclude<EnvironmentName, 'emulator'>, EnvironmentPreset>> = {
  production: {
    endpoints: {
      ...SHARED,
      passportDomain: 'https://passport.immutable.com',
      imxApiBasePath: 'https://api.x.immutable.com',
      imxPublicApiDomain: 'https://api.immutable.com',
    },
    network: 'immutable-chain',
    walletTransport: 'tee',
  },
  sandbox: {
    endpoints: {
      ...SHARED,
      passportDomain: 'https://passport.sandbox.immutable.com',
      imxApiBasePath: 'https://api.sandbox.x.immutable.com',
      imxPublicApiDomain: 'https://api.sandbox.immutable.com',
    },
    network: 'immutable-chain',
    walletTransport: 'tee',
  },
};

/** Where a local emulator listens. */
export interface EmulatorAddresses {
  /** Origin of identity, TEE and APIs, on `localhost`. */
  readonly auth: string;
  readonly api: string;
  readonly tee: string;
  /** Origin of the wallet's frame, on `127.0.0.1`: another site than the page. */
  readonly wallet: string;
  /** Where transactions are confirmed. Default: as `auth`. */
  readonly passport?: string;
  /** Node, indexer and registration of Immutable Chain. */
  readonly chain?: string;
}

/** The ports that `npm start` and `passport-emulator` use when they are free. */
export const EMULATOR_DEFAULTS = {
  auth: 'http://localhost:8791',
  api: 'http://localhost:8792',
  tee: 'http://localhost:8793',
  wallet: 'http://127.0.0.1:8794',
  passport: 'http://localhost:8795',
  chain: 'http://localhost:8798',
} as const satisfies EmulatorAddresses;

/** The preset of a local emulator. */
export function createEmulatorPreset(addresses: EmulatorAddresses = EMULATOR_DEFAULTS): EnvironmentPreset {
  return {
    endpoints: {
      ...SHARED,
      authenticationDomain: addresses.auth,
      issuer: `${addresses.auth}/`,
      jwksUri: `${addresses.auth}/.well-known/jwks.json`,
      passportDomain: addresses.passport ?? addresses.auth,
      imxApiBasePath: addresses.api,
      imxPublicApiDomain: addresses.api,
      magicIframeUrl: `${addresses.wallet}/`,
      magicTeeBasePath: addresses.tee,
      zkEvmRpcUrl: addresses.chain,
      indexerMrBasePath: addresses.chain,
      passportMrBasePath: addresses.chain,
      relayerUrl: addresses.chain && `${addresses.chain}/relayer-mr`,
    },
    network: 'immutable-x',
    walletTransport: 'iframe',
  };
}
