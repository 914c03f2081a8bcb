import { getNeededSources } from '../../src/doctor/needed-sources.js';
import { resolveConfig } from '../../src/shared/config.js';
import type { EnvironmentName, NetworkName } from '../../src/shared/types.js';

const ENVIRONMENTS: readonly EnvironmentName[] = ['production', 'sandbox', 'emulator'];
const NETWORKS: readonly NetworkName[] = ['immutable-chain', 'immutable-x'];
const PAGE = { origin: 'http://localhost', hostname: 'localhost', href: 'http://localhost/' };

/** The sources that a page's policy has to name, by `<environment> <network>`, then by directive. */
export function readPolicies(): Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> {
  const keys = ENVIRONMENTS.flatMap((environment) => NETWORKS.map((network) => ({ environment, network })));
  return Object.fromEntries(keys.map(({ environment, network }) => {
    const sources = getNeededSources(resolveConfig({ environment, network }, PAGE));
    const toList = (directive: string): string[] => sources.filter((source) => source.directive === directive).map(({ origin }) => origin);
    return [`${environment} ${network}`, { 'connect-src': toList('connect-src'), 'frame-src': toList('frame-src') }];
  }));
}
