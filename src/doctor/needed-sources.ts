import { createChainSettings } from '../chain/chain-settings.js';
import { systemClock } from '../platform/clock.js';
import type { ResolvedConfig } from '../shared/config.js';
import type { NeededSource } from './policy.js';

/** Where a page with this configuration asks and what it frames: what its policy has to allow. */
export function getNeededSources(config: ResolvedConfig): readonly NeededSource[] {
  const { endpoints, network, walletTransport, logoutMode } = config;
  const api = network === 'immutable-chain' ? getChainUrls(config) : [endpoints.imxApiBasePath, endpoints.imxPublicApiDomain];
  const connect = [endpoints.authenticationDomain, endpoints.jwksUri, ...api, ...(walletTransport === 'tee' ? [endpoints.magicTeeBasePath] : [])];
  const frames = [
    ...(walletTransport === 'iframe' ? [endpoints.magicIframeUrl] : []),
    ...(logoutMode === 'silent' ? [endpoints.authenticationDomain] : []),
  ];
  return [...toSources('connect-src', connect), ...toSources('frame-src', frames)];
}

/** The node of Immutable Chain; undefined where the configuration names none. */
export function getNodeUrl(config: ResolvedConfig): string | undefined {
  return getChainUrls(config)[0];
}

/** The number of the chain that the configuration is for. */
export function getChainId(config: ResolvedConfig): number {
  return createChainSettings(config, systemClock).id;
}

function getChainUrls(config: ResolvedConfig): readonly string[] {
  try {
    const { rpc, indexer, passport, relayer } = createChainSettings(config, systemClock);
    return [rpc.baseUrl, indexer.baseUrl, passport.baseUrl, relayer.baseUrl];
  } catch {
    // An emulator without a chain: what the configuration lacks is told by the elements.
    return [];
  }
}

function toSources(directive: NeededSource['directive'], urls: readonly string[]): NeededSource[] {
  const origins = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);
  return [...new Set(origins)].map((origin) => ({ directive, origin }));
}
