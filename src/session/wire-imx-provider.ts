import type { ImxNetwork } from '../imx/imx-network.js';
import { ImxProviderImpl } from '../imx/imx-provider.js';
import type { ImxProviderOptions } from '../imx/imx-provider.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import type { IdTokenClaims, Network, NetworkUser } from '../shared/network.js';
import { PassportError } from '../shared/passport-error.js';
import { createForgetter, getApproval, requireNetwork } from './hub-approval.js';
import type { HubParts, ProviderHooks } from './hub-parts.js';
import type { ImxProvider } from './session-types.js';

/** What a provider is made of. */
export interface ProviderWiring extends Omit<ImxProviderOptions, 'getKeys' | 'target'> {
  /** The configured network of now. */
  readonly getNetwork: () => Promise<Network>;
  /** Whether the configuration is still the one that the provider was made for. */
  readonly isCurrent: () => boolean;
}

/**
 * The documented provider of a hub. Its code is all here before it is: its windows open in the visitor's click.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`, `NOT_LOGGED_IN_ERROR`; `ABORTED` once the session has begun anew
 */
export async function createImxProvider(hub: HubParts, { register, onTransacted }: ProviderHooks): Promise<ImxProvider> {
  requireNetwork(hub, 'immutable-x', 'connectImx');
  const { clock, user, getNetwork } = hub;
  const config = hub.getConfig();
  return wireImxProvider({
    clock, user, getNetwork, register,
    approval: getApproval(hub),
    isCurrent: () => !hub.isOver() && hub.getConfig() === config,
    onTransacted: createForgetter(hub, onTransacted),
  });
}

/**
 * A provider is of the user and the configuration that it was made for: a page that keeps it must not act for the
 * next one (row 106), nor send the tokens of another client to the endpoints of this one.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION`, `NOT_LOGGED_IN_ERROR`
 */
export async function wireImxProvider({ getNetwork, isCurrent, ...wiring }: ProviderWiring): Promise<ImxProviderImpl> {
  const user = await pinUser(wiring.user, isCurrent);
  const getImx = async (): Promise<ImxNetwork> => requireImx(await getNetwork());
  const { target } = await getImx();
  return new ImxProviderImpl({
    ...wiring, user, target,
    getKeys: async (options) => {
      await user.getClaims();
      return (await getImx()).connect(options);
    },
    register: async (options) => {
      await user.getClaims();
      await getImx();
      return wiring.register(options);
    },
  });
}

function requireImx(network: Network): ImxNetwork {
  if (network.name === 'immutable-x') return network as ImxNetwork;
  throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `connectImx() is for immutable-x, and network="${network.name}" is configured.`,
  });
}

/** The user of now: every use is refused once it is another one, or the configuration is. */
async function pinUser(user: NetworkUser, isCurrent: () => boolean): Promise<NetworkUser> {
  const { sub } = await user.getClaims();
  const check = (claims: IdTokenClaims): IdTokenClaims => {
    if (!isCurrent()) {
      throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
        message: 'The configuration has changed since connectImx(). Call it again.',
      });
    }
    if (claims.sub !== sub) throw new PassportError(SHARED_ERRORS, 'USER_CHANGED');
    return claims;
  };
  const getClaims = async (): Promise<IdTokenClaims> => check(await user.getClaims());
  return {
    getClaims,
    getAccessToken: () => getClaims().then(() => user.getAccessToken()),
    getIdToken: () => getClaims().then(() => user.getIdToken()),
    async refresh(options) {
      await getClaims();
      return check(await user.refresh(options));
    },
  };
}
