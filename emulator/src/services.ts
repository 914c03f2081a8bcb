import type { ServiceFactory } from './core/service.js';
import { createIdentityService } from './identity/identity-service.js';

/** Every service of an emulator but the admin API; one line per folder. */
export const SERVICES: readonly ServiceFactory[] = [createIdentityService];
