import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { PassportError } from '../shared/passport-error.js';
import type { ClientConfig } from './authority.js';

const discovered = new WeakMap<ClientConfig, Promise<ClientConfig>>();

/**
 * The configuration with the authority's endpoints in it. Passport's are known; those of an authority of
 * the site's own are read from its discovery document, once for each configuration. A failure is not kept.
 *
 * @throws {PassportError} `METADATA_INVALID`, `METADATA_UNAVAILABLE`, `CODE_UNAVAILABLE`; never for Passport.
 */
export async function withAuthority(config: ClientConfig): Promise<ClientConfig> {
  if (!config.discovery || config.metadata) return config;
  const known = discovered.get(config) ?? discover(config);
  discovered.set(config, known);
  return known.catch((error: unknown) => {
    discovered.delete(config);
    throw error;
  });
}

async function discover(config: ClientConfig): Promise<ClientConfig> {
  const { fetchMetadata } = await import('./discovery.js').catch((cause: unknown) => {
    throw new PassportError(SHARED_ERRORS, 'CODE_UNAVAILABLE', { cause });
  });
  const metadata = await fetchMetadata(config);
  const endpoints = Object.freeze({ ...config.endpoints, jwksUri: metadata.jwksUri });
  return Object.freeze({ ...config, endpoints, metadata });
}
