import type { ServiceFactory } from './core/service.js';

/** Every service of an emulator but the admin API; one line per folder. */
export const SERVICES: readonly ServiceFactory[] = [];
