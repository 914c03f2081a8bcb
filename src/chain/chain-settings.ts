import type { ApiTarget } from '../api/call-api.js';
import type { Clock } from '../platform/clock.js';
import type { ResolvedConfig } from '../shared/config.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { Hex } from '../shared/types.js';

/** The part of a configuration that Immutable Chain reads. */
export type ChainConfig = Pick<ResolvedConfig, 'environment' | 'endpoints' | 'publishableKey' | 'fetch'>;

/** Which chain it is, and where its services are. */
export interface ChainSettings {
  /** The number, such as 13371. */
  readonly id: number;
  /** The chain's name in the API's paths. */
  readonly name: string;
  /** Reads many values in one call: Multicall3. */
  readonly multicall: Hex;
  readonly rpc: ApiTarget;
  readonly indexer: ApiTarget;
  readonly passport: ApiTarget;
  /** JSON-RPC of who carries transactions out. */
  readonly relayer: ApiTarget;
}

/**
 * Ids, names and nodes: the configuration of ts-immutable-sdk 2.14.3 (April 2026). Multicall3: the chain
 * definitions of viem (`immutableZkEvm`, `immutableZkEvmTestnet`).
 */
const MAINNET = {
  id: 13_371, name: 'imtbl-zkevm-mainnet', rpcUrl: 'https://rpc.immutable.com',
  multicall: '0x236bdA4589e44e6850f5aC6a74BfCa398a86c6c0',
} as const;
const TESTNET = {
  id: 13_473, name: 'imtbl-zkevm-testnet', rpcUrl: 'https://rpc.testnet.immutable.com',
  multicall: '0x2CC787Ed364600B0222361C4188308Fa8E68bA60',
} as const;

/**
 * Gives the chain of an environment; the emulator speaks as the testnet does.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION` when the emulator's chain has no address: its pages must
 * not end up at the live one.
 */
export function createChainSettings(config: ChainConfig, clock: Clock, fetchOption?: typeof fetch): ChainSettings {
  const { environment, endpoints, publishableKey } = config;
  const preset = environment === 'production' ? MAINNET : TESTNET;
  const { zkEvmRpcUrl, zkEvmChainId = preset.id, zkEvmChainName = preset.name } = endpoints;
  if (environment === 'emulator' && !zkEvmRpcUrl) {
    throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
      message: 'emulator.chain is missing: network="immutable-chain" needs the address of the emulator\'s chain.',
    });
  }
  const toTarget = (baseUrl: string): ApiTarget => ({ baseUrl, publishableKey, fetch: fetchOption ?? config.fetch, clock });
  return {
    id: zkEvmChainId,
    name: zkEvmChainName,
    multicall: preset.multicall,
    rpc: toTarget(zkEvmRpcUrl ?? preset.rpcUrl),
    indexer: toTarget(endpoints.indexerMrBasePath ?? endpoints.imxPublicApiDomain),
    // Not where a site reads public lists: this one is sent the access token.
    passport: toTarget(endpoints.passportMrBasePath ?? endpoints.imxPublicApiDomain),
    relayer: toTarget(`${(endpoints.relayerUrl ?? `${endpoints.imxPublicApiDomain}/relayer-mr`).replace(/\/+$/, '')}/v1/transactions`),
  };
}
