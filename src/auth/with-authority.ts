import { createLoader } from '../platform/load-code.js';
import type { AuthorityMetadata, ClientConfig } from './authority.js';

const loadDiscovery = createLoader(() => import('./discovery.js'));
/** By the endpoints of a configuration, which its copies share. */
const discovered = new WeakMap<ClientConfig['endpoints'], Promise<AuthorityMetadata>>();

/**
 * The configuration with the authority's endpoints in it. Passport's are known; those of an authority of
 * the site's own are read from its discovery document, once for each configuration. A failure is not kept.
 *
 * @throws {PassportError} `METADATA_INVALID`, `METADATA_UNAVAILABLE`, `CODE_UNAVAILABLE`; never for Passport.
 */
export async function withAuthority(config: ClientConfig): Promise<ClientConfig> {
  if (!config.discovery || config.metadata) return config;
  const { endpoints } = config;
  const known = discovered.get(endpoints) ?? discover(config);
  discovered.set(endpoints, known);
  try {
    const metadata = await known;
    return Object.freeze({ ...config, endpoints: Object.freeze({ ...endpoints, jwksUri: metadata.jwksUri }), metadata });
  } catch (error) {
    if (discovered.get(endpoints) === known) discovered.delete(endpoints);
    throw error;
  }
}

async function discover(config: ClientConfig): Promise<AuthorityMetadata> {
  const { fetchMetadata } = await loadDiscovery();
  return fetchMetadata(config);
}
