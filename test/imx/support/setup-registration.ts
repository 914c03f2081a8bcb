import { createImxNetwork } from '../../../src/imx/imx-network.js';
import type { ImxNetworkOptions } from '../../../src/imx/imx-network.js';
import { PRESETS } from '../../../src/shared/environments.js';
import type { RegistrationStep } from '../../../src/shared/network.js';
import { createFakeApi } from './fake-api.js';
import type { Routes } from './fake-api.js';
import { createFakeClock } from './fake-clock.js';
import { createFakeUser, REGISTERED } from './fake-user.js';
import type { Refreshed } from './fake-user.js';
import { createFakeWallet } from './fake-wallet.js';
import { TRACE } from './trace.js';

export const SIGNABLE = 'POST /v1/signable-registration-offchain';
export const USERS = 'POST /v2/passport/users';
/** The answer that the OpenAPI of Immutable X describes. */
export const CREATED = {
  status: 201, json: { ether_key: TRACE.account, stark_key: TRACE.starkKey, user_admin_key: TRACE.wallet },
} as const;

/** What a registration test can change. */
export interface RegistrationSetup {
  readonly routes?: Routes;
  readonly refreshes?: readonly Refreshed[];
  readonly claims?: typeof REGISTERED;
  readonly walletAddress?: `0x${string}`;
  readonly network?: Partial<ImxNetworkOptions>;
}

/** A network with a fake service, user, wallet and clock; keys are derived by the real code. */
export function setupRegistration(options: RegistrationSetup = {}) {
  const api = createFakeApi({ [SIGNABLE]: { json: TRACE.signable }, [USERS]: CREATED, ...options.routes });
  const user = createFakeUser(options.refreshes, options.claims);
  const wallet = createFakeWallet(options.walletAddress);
  const { clock, waits } = createFakeClock();
  const steps: RegistrationStep[] = [];
  const network = createImxNetwork({
    config: { endpoints: PRESETS.sandbox.endpoints }, user: user.user, wallet: wallet.wallet, fetch: api.fetch, clock,
    ...options.network,
  });
  const onStep = (step: RegistrationStep): void => {
    steps.push(step);
  };
  const countPosts = (): number => api.lines.filter((line) => line === USERS).length;
  return { api, user, wallet, waits, steps, network, onStep, countPosts };
}
