import type { ServiceFactory } from './core/service.js';
import { createChainService } from './chain/chain-service.js';
import { createGuardianService } from './guardian/guardian-service.js';
import { createIdentityService } from './identity/identity-service.js';
import { createImmersveService } from './immersve/immersve-service.js';
import { createImxService } from './imx/imx-service.js';
import { createRelayerService } from './relayer/relayer-service.js';
import { createTeeService } from './tee/tee-service.js';
import { createWalletService } from './wallet/wallet-service.js';

/** Every service of an emulator but the admin API; one line per folder. */
export const SERVICES: readonly ServiceFactory[] = [
  createIdentityService,
  createWalletService,
  createTeeService,
  createImxService,
  createGuardianService,
  createChainService,
  createRelayerService,
  createImmersveService,
];
