/** The servers of an emulator, each with a port of its own. */
export const ROLES = ['auth', 'api', 'tee', 'wallet', 'passport', 'admin', 'immersve', 'chain'] as const;

/** One server of an emulator. */
export type Role = (typeof ROLES)[number];
