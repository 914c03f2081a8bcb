import { EMULATOR_DEFAULTS } from '../shared/environments.js';
import { SHARED_ERRORS } from '../shared/errors/shared.js';
import { isLoopbackHost } from '../shared/guards.js';
import { PassportError } from '../shared/passport-error.js';

/**
 * Reads an address of this machine.
 *
 * @throws {PassportError} `INVALID_CONFIGURATION` for any other (row 147).
 */
export function requireLoopback(what: string, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && isLoopbackHost(url.hostname)) return url;
  throw new PassportError(SHARED_ERRORS, 'INVALID_CONFIGURATION', {
    message: `${what} is at ${url?.host ?? 'no address'}. The testing entry works on this machine only: localhost, 127.0.0.1 or [::1].`,
  });
}

/** The ports at which `environment="emulator"` looks for an emulator: `startEmulator({ ports: EMULATOR_PORTS })`. */
export const EMULATOR_PORTS = Object.freeze(Object.fromEntries(
  Object.entries(EMULATOR_DEFAULTS).map(([role, address]) => [role, Number(new URL(address).port)]),
) as Record<keyof typeof EMULATOR_DEFAULTS, number>);
